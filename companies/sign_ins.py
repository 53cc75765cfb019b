"""Acts of people to get in: a line in the log, and a row in the person's own history."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import (
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
)
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from companies.models import SignInEvent, User
from companies.services import record_sign_in_event

Kind = SignInEvent.Kind
logger = logging.getLogger(__name__)


def keep_event(
    kind: Kind, *, request: HttpRequest, email: str, user: User | None = None
) -> None:
    """Keep what happened, for whoever has this e-mail address."""
    user = user or User.objects.filter(email__iexact=email).first()
    address = get_adapter().get_client_ip(request)
    facts = {"user": user.pk, "address": address} if user else {"address": address}
    if user is None:
        facts["email_hash"] = salted_hmac(__name__, email).hexdigest()[:16]
    logger.info("sign_in_%s", kind.lower(), extra=facts)
    record_sign_in_event(
        user=user, kind=kind, address=address, happened_at=timezone.now()
    )


def listen() -> None:
    """Keep what allauth tells."""
    told = {
        user_logged_in: Kind.SIGNED_IN,
        user_logged_out: Kind.SIGNED_OUT,
        password_changed: Kind.PASSWORD_CHANGED,
        password_set: Kind.PASSWORD_CHANGED,
        password_reset: Kind.PASSWORD_RESET,
        factors.authenticator_added: Kind.FACTOR_ADDED,
        factors.authenticator_removed: Kind.FACTOR_REMOVED,
        factors.authenticator_reset: Kind.FACTOR_RESET,
        factors.authenticator_used: Kind.FACTOR_USED,
        factors.authentication_failed: Kind.FACTOR_REFUSED,
    }
    for signal, kind in told.items():
        signal.connect(_keeper(kind), weak=False, dispatch_uid=f"sign_in_{kind}")


def _keeper(kind: Kind) -> Any:
    def keep(request: HttpRequest, user: User | None, **_told: Any) -> None:
        if user:
            keep_event(kind, request=request, email=user.email, user=user)

    return keep
