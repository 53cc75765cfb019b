from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from companies.mail import send_later
from companies.sessions import is_signed_in_within
from companies.sign_ins import Kind, keep_event

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

UNKNOWN = "account/email/unknown_account"
RESETS = {UNKNOWN, "account/email/password_reset_key"}


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited by an administrator of their company."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down who guesses: by guessing, nobody shuts out the person they name.

        Attempts are counted for a network, and for an e-mail address from one place. Once those are used
        up, or many failed from anywhere, each place has one a minute left.
        """
        email = str(credentials.get("email", "")).lower()
        here = f"{ratelimit.get_ip(request)} {email}"
        self._attempts = [
            _count(request, "password_failed", here),
            _count(request, "password_failed_here", here),
            _count(request, "password_failed_anywhere", email),
        ]
        network, *burst = self._attempts
        if not network or not (all(burst) or _count(request, "password_slowed", here)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        email = str(credentials.get("email", "")).lower()
        try:
            user = super().authenticate(request, **credentials)
        except ValidationError:
            keep_event(Kind.SLOWED, request=request, email=email)
            raise
        if user is None:
            keep_event(Kind.REFUSED, request=request, email=email)
        else:
            for attempt in filter(None, self._attempts):
                attempt.rollback()
        return user

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Nobody is asked again who they are just after they signed in."""
        if is_signed_in_within(self.request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return False
        required: bool = super().is_reauthentication_required(app=app, **options)
        return required

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Prepare the mail now and send it later; to an unknown address, not at all.

        Known or not, the same is done before the answer, so that it takes as long.
        """
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        if template_prefix in RESETS:
            keep_event(Kind.RESET_ASKED, request=self.request, email=email)
        if template_prefix != UNKNOWN:
            user = context.get("user")
            send_later(message, user=user.pk if user else None)


def _count(
    request: HttpRequest, action: str, key: str
) -> ratelimit.RateLimitUsage | None:
    """Count an attempt; None where the limit of the action is used up."""
    return ratelimit.consume(request, app="allauth.account", action=action, key=key)
