import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from companies.sessions import is_signed_in_within

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
    _("Code"),
    _("Authenticator code"),
    _("Incorrect code."),
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Security key added."),
    _("Security key removed."),
    _("A new set of recovery codes has been generated."),
    _("Signed out of all other sessions."),
]


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited by an administrator of their company."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Nobody is asked again who they are just after they signed in."""
        if is_signed_in_within(self.request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return False
        required: bool = super().is_reauthentication_required(app=app, **options)
        return required

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
