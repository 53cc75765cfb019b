from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import Company
from imports.configuration.showing import show_configuration


class Command(SiteCommand):
    help = "Print a company's configuration, as the command configure reads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")

    def handle(self, *, company: str, **_options: Any) -> None:
        found = Company.objects.filter(slug=company).first()
        if found is None:
            message = _("There is no company “%(slug)s”.")
            raise CommandError(message % {"slug": company})
        self.stdout.write(show_configuration(found), ending="")
