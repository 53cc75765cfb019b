from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import Company, Invitation, Membership
from companies.services import AlreadyMemberError, invite_member


class Command(SiteCommand):
    help = "Invite a person to a company; print the link, once, and mail nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--role", required=True, type=str.upper, choices=Membership.Role.values
        )
        parser.add_argument("--name", default="", help="as others see it")

    def handle(
        self, *, company: str, email: str, role: str, name: str, **_options: Any
    ) -> None:
        invitation, link = _invite(company, email, Membership.Role(role), name)
        message = _(
            "%(email)s is invited to %(company)s. Whoever opens this link takes their"
            " place: give it to them alone. It works once, for 72 hours:"
        )
        self.stdout.write(
            message % {"email": invitation, "company": invitation.company}
        )
        self.stdout.write(link)


def _invite(
    slug: str, email: str, role: Membership.Role, name: str
) -> tuple[Invitation, str]:
    try:
        company = Company.objects.get(slug=slug)
        validate_email(email)
        return invite_member(
            company=company,
            email=email,
            role=role,
            name=name,
            invited_at=timezone.now(),
        )
    except Company.DoesNotExist as error:
        message = _("There is no company “%(slug)s”.")
        raise CommandError(message % {"slug": slug}) from error
    except ValidationError as error:
        raise CommandError(f"{email}: {' '.join(error.messages)}") from error
    except AlreadyMemberError as error:
        raise CommandError(str(error)) from error
