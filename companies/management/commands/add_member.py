from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import Company, Membership
from companies.services import LastAdminError, password_link, set_member


class Command(SiteCommand):
    help = "Add a member to a company, or change their role; print their link."

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
        member = _set_member(company, email, Membership.Role(role), name)
        message = _("%(member)s is a member of %(company)s. Link to set the password:")
        self.stdout.write(message % {"member": member, "company": member.company})
        self.stdout.write(f"{settings.SITE_URL}{password_link(member.user)}")


def _set_member(slug: str, email: str, role: Membership.Role, name: str) -> Membership:
    try:
        company = Company.objects.get(slug=slug)
        validate_email(email)
        return set_member(company=company, email=email, role=role, name=name)
    except Company.DoesNotExist as error:
        message = _("There is no company “%(slug)s”.")
        raise CommandError(message % {"slug": slug}) from error
    except ValidationError as error:
        raise CommandError(f"{email}: {' '.join(error.messages)}") from error
    except LastAdminError as error:
        raise CommandError(str(error)) from error
