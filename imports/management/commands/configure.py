from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.commands import SiteCommand
from companies.models import Company
from imports.configuration.errors import ConfigurationError
from imports.configuration.reading import MAX_BYTES
from imports.configuration.warnings import configuration_warnings
from imports.configuration.writing import configure
from imports.services.telling import SHOWN, others


class Command(SiteCommand):
    help = "Set a company's configuration from a TOML file: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, company: str, file: Path, **_options: Any) -> None:
        today = timezone.localdate()
        try:
            found = Company.objects.get(slug=company)
            with file.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
            changed = configure(company=found, content=content, changed_on=today)
        except Company.DoesNotExist as error:
            message = _("There is no company “%(slug)s”.")
            raise CommandError(message % {"slug": company}) from error
        except ConfigurationError as error:
            for problem in error.problems[:SHOWN]:
                self.stderr.write(f"{file}: {problem}")
            if more := len(error.problems[SHOWN:]):
                self.stderr.write(f"{file}: {others(more)}")
            raise CommandError(_summary(len(error.problems))) from error
        self.stdout.write(_("Configured.") if changed else _("Nothing changed."))
        for text in configuration_warnings(company=found, on=today) if changed else ():
            self.stdout.write(self.style.WARNING(text))


def _summary(count: int) -> str:
    return ngettext(
        "%(count)s error; nothing was changed.",
        "%(count)s errors; nothing was changed.",
        count,
    ) % {"count": count}
