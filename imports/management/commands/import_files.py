from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.formats.csv_file import create_csv
from companies.commands import SiteCommand
from companies.models import Company
from exports.queries import words_in
from imports.services.file_warnings import file_warnings
from imports.services.files import KINDS, ImportRefusedError, import_files
from imports.services.problems import Outcome, Problems
from imports.services.telling import list_problems, tell_problems


class Command(SiteCommand):
    help = (
        "Import accounts, items, customers, invoices, credit notes and payments: all"
        " or nothing. What is wrong is told file by file; rows that are wrong only for"
        " want of another are counted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        for kind in KINDS:
            option = kind.replace("_", "-")
            parser.add_argument(f"--{option}", type=Path, metavar="FILE")
        parser.add_argument(
            "--errors",
            type=Path,
            metavar="FILE",
            help="write every row that is wrong to this CSV file",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(_("No company %(slug)s.") % {"slug": options["company"]})
        today = timezone.localdate()
        outcomes = self._import(company, options, today)
        for kind, outcome in outcomes.items():
            self.stdout.write(f"{kind}: {_words(outcome)}")
        for text in file_warnings(company=company, outcomes=outcomes, on=today):
            self.stdout.write(self.style.WARNING(text))

    def _import(
        self, company: Company, options: dict[str, Any], today: date
    ) -> Mapping[str, Outcome]:
        """Bring the files in, or tell and list what is wrong with them."""
        paths = {kind: options[kind] for kind in KINDS if options[kind]}
        _check_is_apart(options["errors"], *paths.values())
        outcomes: Mapping[str, Outcome] = {}
        found: Sequence[Problems] = ()
        with create_csv(options["errors"]) as errors:
            try:
                outcomes = import_files(company=company, paths=paths, on=today)
            except ImportRefusedError as refused:
                found = refused.problems
            if errors:
                list_problems(errors, found, words_in(company.language))
        if found:
            for line in tell_problems(found):
                self.stderr.write(line)
            raise CommandError(_summary(sum(len(each.errors) for each in found)))
        return outcomes


def _check_is_apart(errors: Path | None, *paths: Path) -> None:
    """Refuse to write over a file that is to be read."""
    if errors and errors.resolve() in {path.resolve() for path in paths}:
        message = _("%(path)s is a file to import: choose another for the errors.")
        raise CommandError(message % {"path": errors})


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
