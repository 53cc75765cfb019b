from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

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
    """Nobody signs up: members are added by an administrator of their company."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False
