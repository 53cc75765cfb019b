from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import Company
from companies.services import CompanyExistsError, create_company


class Command(SiteCommand):
    help = "Create a company; its pages stand at /c/SLUG/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--name", required=True, help="its legal name")

    def handle(self, *, slug: str, name: str, **_options: Any) -> None:
        try:
            Company(slug=slug, name=name).clean_fields()
            company = create_company(slug=slug, name=name)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except CompanyExistsError as error:
            raise CommandError(str(error)) from error
        message = _("%(company)s is created, at /c/%(slug)s/.")
        self.stdout.write(message % {"company": company, "slug": company.slug})
