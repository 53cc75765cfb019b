from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Company
from imports.services.file_warnings import file_warnings
from imports.services.files import KINDS, ImportRefusedError, import_files
from imports.services.problems import Outcome
from imports.tables.errors import RowError


class Command(BaseCommand):
    help = (
        "Import accounts, items, customers, invoices, credit notes and payments: all"
        " or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        for kind in KINDS:
            option = kind.replace("_", "-")
            parser.add_argument(f"--{option}", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(_("No company %(slug)s.") % {"slug": options["company"]})
        paths = {kind: options[kind] for kind in KINDS if options[kind]}
        today = timezone.localdate()
        try:
            outcomes = import_files(company=company, paths=paths, on=today)
        except ImportRefusedError as error:
            for row in error.errors:
                self.stderr.write(_sentence(row))
            raise CommandError(_summary(len(error.errors))) from error
        for kind, outcome in outcomes.items():
            self.stdout.write(f"{kind}: {_words(outcome)}")
        for text in file_warnings(company=company, outcomes=outcomes, on=today):
            self.stdout.write(self.style.WARNING(text))


def _sentence(row: RowError) -> str:
    place = ":".join(str(part) for part in (row.file, row.line) if part is not None)
    column = f"{row.column}: " if row.column else ""
    return f"{place}: {column}{row.reason}"


def _words(outcome: Outcome) -> str:
    words = _("%(created)s new, %(updated)s changed, %(unchanged)s as before")
    return words % {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
    }


def _summary(count: int) -> str:
    return ngettext(
        "%(count)s error; nothing was written.",
        "%(count)s errors; nothing was written.",
        count,
    ) % {"count": count}
