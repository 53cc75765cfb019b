import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

logger = logging.getLogger(__name__)

# allauth says these in the French of France; our catalogue, read after its own, says
# them as Québec does.
SAID_OTHERWISE = [
    _("Email"),
    _("Email address"),
    _("Forgot your password?"),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Please type your current password."),
    _("You must type the same password each time."),
]


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited by an administrator of their company."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Go on where the mail server is down: what was changed stays changed.

        A page that broke would also tell which addresses are known here.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("%s was not mailed", template_prefix)
