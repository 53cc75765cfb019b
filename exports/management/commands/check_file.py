import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accounting.acomba_words import refusal_words
from companies.commands import SiteCommand
from companies.models import Company
from exports.queries import glimport_settings_for, profile_of
from exports.simulation import simulate_import

REFUSED, NOT_CHECKED = 1, 2


class Command(SiteCommand):
    help = (
        "Say what Acomba would refuse of GLImport files: 0 nothing, 1 lines refused,"
        " 2 not checked."
    )

    refused = NOT_CHECKED

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            message = _("No company %(slug)s.") % {"slug": options["company"]}
            raise CommandError(message, returncode=NOT_CHECKED)
        counts = [self._check(path, company) for path in options["files"]]
        if any(counts):
            sys.exit(REFUSED)

    def _check(self, path: Path, company: Company) -> int:
        """Write a line for each refusal as it is found, and count them."""
        count = 0
        profile = profile_of(glimport_settings_for(company))
        with path.open("rb") as stream:
            for refusal in simulate_import(stream, company=company, profile=profile):
                count += 1
                where = _("line %(number)s") % {"number": refusal.line}
                self.stdout.write(f"{path}, {where}: {refusal_words(refusal)}")
        if not count:
            message = _(
                "%(path)s would be accepted, in a simulation: docs/acomba.md says what"
                " of it is not proven."
            )
            self.stdout.write(message % {"path": path})
        return count
