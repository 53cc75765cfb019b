"""People who are members already, and people who are invited."""

from datetime import datetime

from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from companies.models import Company, Invitation, Membership
from companies.services import invite_member
from tests.factories import make_member

LUC = "luc@example.com"
CHOSEN = "a long and quiet password"


def add(company: Company, role: Membership.Role, email: str = LUC) -> Membership:
    """A new person, whose mailbox is proven, as a member."""
    return make_member(company, role, email=email).memberships.get()


def invite(
    company: Company,
    email: str = LUC,
    role: Membership.Role = Membership.Role.STAFF,
    *,
    name: str = "",
    at: datetime | None = None,
) -> tuple[Invitation, str]:
    """The invitation, and the path of its link."""
    invitation, link = invite_member(
        company=company,
        email=email,
        role=role,
        name=name,
        invited_at=at or timezone.now(),
    )
    return invitation, link.removeprefix(settings.SITE_URL)


def mailed_link(number: int = -1) -> str:
    """The path of the link in this mail; in the last one unless told otherwise."""
    lines = str(mail.outbox[number].body).splitlines()
    [link] = [line for line in lines if line.startswith(settings.SITE_URL)]
    return link.removeprefix(settings.SITE_URL)


def choose_password(browser: Client, path: str, password: str = CHOSEN) -> None:
    browser.post(path, {"password1": password, "password2": password})
