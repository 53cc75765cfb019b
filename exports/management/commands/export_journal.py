import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.formats.registry import FORMATS
from accounting.signals import day_reached
from companies.models import Company
from exports.models import ExportBatch, ExportFile
from exports.queries import ExportPlan, plan_export
from exports.reasons import explain_set_aside
from exports.services.abandoning import recover_entries
from exports.services.files import FileRefusedError, files_in_format, log_download
from exports.services.placing import (
    FileInTheWayError,
    parts_of_files,
    reveal_parts,
    write_parts,
)
from exports.services.producing import NothingToExportError, produce_batch
from exports.services.storing import ControlTotalsError, JournalMovedError, Keep

NOTHING, USAGE = 2, 64
ENDED = (ExportFile.State.REJECTED, ExportFile.State.CANCELLED)
REFUSALS = (
    JournalMovedError,
    ControlTotalsError,
    FileRefusedError,
    FileInTheWayError,
    OSError,
)


class Command(BaseCommand):
    # They import every page of the site, which takes longer than many an export.
    requires_system_checks = ()
    help = "Write what is ready to files: 0 written, 2 nothing ready, 1 refused."

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(*args, **kwargs)
        parser.error = _usage_error  # type: ignore[method-assign]  # argparse exits with 2, which says nothing ready
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        wanted = parser.add_mutually_exclusive_group(required=True)
        wanted.add_argument("--through", type=date.fromisoformat, metavar="DATE")
        wanted.add_argument("--batch", type=int, metavar="N")
        parser.add_argument(
            "--format", action="append", choices=sorted(FORMATS), dest="formats"
        )
        parser.add_argument("--output", type=Path, metavar="DIR")
        parser.add_argument("--preview", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(_("No company %(slug)s.") % {"slug": options["company"]})
        day_reached.send(ExportBatch, company=company, on=timezone.localdate())
        recover_entries(company=company, recovered_at=timezone.now())
        if options["preview"] and options["through"]:
            self._preview(company, options["through"])
        elif options["preview"] or not options["formats"] or not options["output"]:
            _usage_error("--format and --output, or --through and --preview")
        else:
            self._export(company, options)

    def _preview(self, company: Company, through: date) -> None:
        plan = plan_export(
            company=company, through=through, produced_on=timezone.localdate()
        )
        self._say_plan(company, plan)
        if not plan.entry_count:
            sys.exit(NOTHING)

    def _export(self, company: Company, options: dict[str, Any]) -> None:
        folder = options["output"]
        files: list[ExportFile] = []

        def keep(batch: ExportBatch) -> None:
            files.extend(_files(batch, options["formats"]))
            write_parts(files, folder, parts)
            for file in files:
                log_download(file=file, user=None, downloaded_at=timezone.now())

        try:
            with parts_of_files() as parts:
                batch = self._batch(company, options, keep)
                reveal_parts(parts)
        except NothingToExportError as error:
            self.stdout.write(str(error))
            sys.exit(NOTHING)
        except REFUSALS as error:
            raise CommandError(str(error)) from error
        self._say_batch(batch)
        for file in files:
            self.stdout.write(f"{folder / file.name}  {file.sha256}")
            if file.state in ENDED:
                message = _("%(file)s is %(state)s: do not import it.")
                names = {"file": file, "state": file.get_state_display()}
                self.stderr.write(message % names)

    def _batch(
        self,
        company: Company,
        options: dict[str, Any],
        keep: Keep,
    ) -> ExportBatch:
        """The batch that is wanted. A file that cannot be written takes back a new one."""
        if options["batch"] is None:
            return produce_batch(
                company=company,
                through=options["through"],
                produced_at=timezone.now(),
                produced_on=timezone.localdate(),
                produced_by=None,
                key=uuid4(),
                keep=keep,
            )
        batches = ExportBatch.objects.for_company(company)
        batch = batches.filter(number=options["batch"]).first()
        if batch is None:
            raise CommandError(_("No batch %(number)s.") % {"number": options["batch"]})
        if batch.is_begun:
            message = _("Batch %(number)s is being produced: try again in a moment.")
            raise CommandError(message % {"number": batch.number})
        with transaction.atomic():
            keep(batch)
        return batch

    def _say_batch(self, batch: ExportBatch) -> None:
        message = ngettext(
            "%(batch)s: %(count)s entry, %(total)s.",
            "%(batch)s: %(count)s entries, %(total)s.",
            batch.entry_count,
        )
        names = {"batch": batch, "count": batch.entry_count, "total": batch.total}
        self.stdout.write(message % names)

    def _say_plan(self, company: Company, plan: ExportPlan) -> None:
        count, aside = plan.entry_count, len(plan.set_aside)
        going = ngettext(
            "%(count)s entry can go, %(total)s.",
            "%(count)s entries can go, %(total)s.",
            count,
        )
        staying = ngettext(
            "%(count)s entry is set aside.", "%(count)s entries are set aside.", aside
        )
        self.stdout.write(going % {"count": count, "total": plan.total})
        self.stdout.write(staying % {"count": aside})
        for behind in explain_set_aside(company, plan.set_aside):
            for reason in behind.reasons:
                self.stdout.write(f"{behind.entry.document_number}: {reason.text}")


def _files(batch: ExportBatch, formats: list[str]) -> list[ExportFile]:
    return [
        file
        for format_id in dict.fromkeys(formats)
        for file in files_in_format(batch=batch, format_id=format_id)
    ]


def _usage_error(message: str) -> NoReturn:
    sys.stderr.write(f"{message}\n")
    sys.exit(USAGE)
