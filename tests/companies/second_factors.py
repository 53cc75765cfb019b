"""What people have besides their password, as the tests need it."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from django.urls import reverse

from companies.models import User

PASSWORD = "correct horse battery"  # noqa: S105 - what make_user gives everybody


def add_app(user: User) -> str:
    """Give the person an authenticator app and recovery codes; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_codes_of(user: User) -> list[str]:
    codes = Authenticator.objects.get(user=user, type="recovery_codes")
    unused: list[str] = codes.wrap().get_unused_codes()
    return unused


def secret_shown_in(page: str) -> str:
    (secret,) = re.findall(r"<code>([A-Z2-7]{32})</code>", page)
    return str(secret)


def sign_in(client: Client, user: User) -> str:
    """Send the password; return where that leads."""
    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}
    )
    return str(answer.headers["Location"])
