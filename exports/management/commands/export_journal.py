import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, TextIO
from uuid import uuid4

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounting.formats.csv_file import create_csv, write_csv
from accounting.formats.registry import FORMATS
from accounting.origins import Reason
from accounting.signals import day_reached
from companies.commands import SiteCommand, person
from companies.models import Company
from companies.services import log_taken
from exports.bordereau import KeptBehind, read_statement
from exports.models import ExportBatch, ExportFile
from exports.queries import ExportPlan, SetAside, plan_export, words_in
from exports.reasons import Behind, cannot_go, explain_set_aside, nothing_to_export
from exports.services.abandoning import recover_entries
from exports.services.files import FileRefusedError, files_in_format
from exports.services.placing import (
    FileInTheWayError,
    Placed,
    forget_parts,
    name_parts,
    orphans,
    parts_of_files,
    unnamed,
    write_parts,
)
from exports.services.producing import NothingToExportError, produce_batch
from exports.services.storing import ControlTotalsError, JournalMovedError, Keep
from exports.services.turns import ExportUnderWayError, turn_to_write_files
from exports.waiting import (
    banked_entries,
    entries_to_come,
    held_entries,
    tell_banked,
    tell_held,
    tell_to_come,
)
from ui.templatetags.ui import money

ALL_WENT, NOTHING, STAYED, USAGE = 0, 2, 3, 64
SHOWN = 100
Stays = Behind | KeptBehind
ENDED = (ExportFile.State.REJECTED, ExportFile.State.CANCELLED)
REFUSALS = (
    JournalMovedError,
    ControlTotalsError,
    FileRefusedError,
    FileInTheWayError,
)


class Command(SiteCommand):
    # They import every page of the site, which takes longer than many an export.
    requires_system_checks = ()
    help = (
        "Write what is ready to files, or the files of a batch again, and list what"
        " stays behind and why. Ends with 0 if all that was ready went; 3 if something"
        " was set aside, so that somebody must mend it, whether or not a file was"
        " written; 2 if nothing is ready; 1 if the export was refused; 64 if these"
        " options do not go together. What only waits, to be paid for example, is"
        " counted and changes nothing of this."
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(*args, **kwargs)
        parser.error = _usage_error  # type: ignore[method-assign]  # argparse exits with 2, which says that nothing is ready
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        wanted = parser.add_mutually_exclusive_group(required=True)
        wanted.add_argument(
            "--through",
            type=date.fromisoformat,
            metavar="DATE",
            help="a new batch of what is ready by the end of this day",
        )
        wanted.add_argument(
            "--batch",
            type=int,
            metavar="N",
            help="the files of this batch again, the same bytes, with what was said and"
            " the status of the day it was produced",
        )
        parser.add_argument(
            "--format",
            action="append",
            choices=sorted(FORMATS),
            dest="formats",
            help="once for each format that is wanted",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="DIR",
            help="where the files go; none is ever overwritten",
        )
        parser.add_argument(
            "--preview",
            action="store_true",
            help="with --through: say what would go and what would stay, and no more",
        )
        parser.add_argument(
            "--behind",
            type=Path,
            metavar="FILE",
            help="with --through: a CSV file of every entry set aside, a row a reason;"
            f" without it, the first {SHOWN} are named",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(_("No company %(slug)s.") % {"slug": options["company"]})
        _check_options(options)
        day_reached.send(ExportBatch, company=company, on=timezone.localdate())
        act = self._preview if options["preview"] else self._export
        with create_csv(options["behind"]) as behind:
            status = act(company, options, behind)
        if status:
            sys.exit(status)

    def _preview(
        self, company: Company, options: dict[str, Any], behind: TextIO | None
    ) -> int:
        recover_entries(company=company, recovered_at=timezone.now())
        # Whoever has the turn is naming its files now: nothing was left.
        with suppress(ExportUnderWayError), turn_to_write_files(company, waits=False):
            self._say_unnamed(company)
        through, today = options["through"], timezone.localdate()
        plan = plan_export(company=company, through=through, produced_on=today)
        self._say_plan(plan)
        named = plan.set_aside if behind else plan.set_aside[:SHOWN]
        stays = explain_set_aside(company, named)
        asked = {"company": company, "through": through, "today": today}
        said = _stays_behind(
            stays,
            len(plan.set_aside),
            tell_held(held_entries(**asked)),
            tell_banked(banked_entries(**asked)),
            tell_to_come(entries_to_come(**asked)),
        )
        for line in said:
            self.stdout.write(line)
        if behind:
            _list_behind(behind, stays, company)
            _log_list(options["behind"], company)
        return _status(plan.entry_count, len(plan.set_aside))

    def _export(
        self, company: Company, options: dict[str, Any], behind: TextIO | None
    ) -> int:
        with turn_to_write_files(company):
            recover_entries(company=company, recovered_at=timezone.now())
            finished = self._finish(company)
            self._say_orphans(options["output"])
            status, placed = self._write(company, options, behind)
        again = {each.file for each in placed}
        earlier = [each for each in finished if each.file not in again]
        if any(each.waits for each in (*earlier, *placed)):
            return STAYED
        return ALL_WENT if finished and status == NOTHING else status

    def _finish(self, company: Company) -> list[Placed]:
        """End the work of a run that died while it named its files, and say so."""
        finished = name_parts(unnamed(company), were_left=True)
        if finished:
            self.stdout.write(_("An earlier run ended before its files had names:"))
        for each in finished:
            self._say_placed(each, each.path)
        return finished

    def _say_orphans(self, folder: Path) -> None:
        if left := orphans(folder):
            message = ngettext(
                "%(count)s file is of no batch: %(part)s. Delete it, unless another"
                " company exports to this folder now.",
                "%(count)s files are of no batch, the first of them %(part)s. Delete"
                " them, unless another company exports to this folder now.",
                len(left),
            )
            self.stdout.write(message % {"count": len(left), "part": left[0]})

    def _write(
        self, company: Company, options: dict[str, Any], behind: TextIO | None
    ) -> tuple[int, list[Placed]]:
        folder, is_new = options["output"], options["batch"] is None
        files: list[ExportFile] = []
        asides: list[SetAside] | None = [] if behind else None
        placed: list[Placed] = []

        def keep(batch: ExportBatch) -> None:
            files.extend(_files(batch, options["formats"]))
            now = timezone.now()
            write_parts(files, folder, parts, written_at=now, again=not is_new)

        try:
            with parts_of_files() as parts:
                batch = self._batch(company, options, keep, asides)
        except NothingToExportError as error:
            batch = error.batch
            self.stdout.write(str(error))
        except REFUSALS as error:
            raise CommandError(str(error)) from error
        else:
            self.refused = STAYED  # The batch is kept, whatever fails after it.
            self._say_batch(batch)
            placed = self._place(files, folder, parts)
        if behind and asides is not None:
            _list_behind(behind, explain_set_aside(company, asides), company)
            _log_list(options["behind"], company)
        return self._say_statement(batch, is_new=is_new), placed

    def _place(
        self, files: Sequence[ExportFile], folder: Path, parts: Sequence[Path]
    ) -> list[Placed]:
        """Give the files of a batch that is kept their names."""
        downloads = unnamed(files[0].batch.company).filter(part__in=map(str, parts))
        written = name_parts(downloads, were_left=False)
        named = {each.file.pk: each for each in written}
        placed = [
            named.get(file.pk) or Placed(file=file, path=folder) for file in files
        ]
        for each in placed:
            self._say_placed(each, folder / each.file.name)
        if not any(each.waits for each in placed):
            forget_parts(files)
        return placed

    def _say_placed(self, placed: Placed, path: Path) -> None:
        file = placed.file
        if not placed.why_not:
            self._say_file(path, file)
            return
        message = _("%(path)s of batch %(number)s is not there: %(why)s")
        names = {"path": path, "number": file.batch.number, "why": placed.why_not}
        self.stderr.write(message % names)

    def _say_unnamed(self, company: Company) -> None:
        parts = [each.part for each in unnamed(company) if Path(each.part).exists()]
        if parts:
            message = ngettext(
                "%(count)s file of an earlier run has no name yet: %(part)s. The next"
                " export names it.",
                "%(count)s files of an earlier run have no names yet, the first of them"
                " %(part)s. The next export names them.",
                len(parts),
            )
            names = {"count": len(parts), "part": parts[0]}
            self.stdout.write(message % names)

    def _say_file(self, path: Path, file: ExportFile) -> None:
        self.stdout.write(f"{path}  {file.sha256}")
        if file.state in ENDED:
            message = _("%(file)s is %(state)s: do not import it.")
            names = {"file": file, "state": file.get_state_display()}
            self.stderr.write(message % names)

    def _batch(
        self,
        company: Company,
        options: dict[str, Any],
        keep: Keep,
        asides: list[SetAside] | None,
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
                asides=asides,
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
        names = {
            "batch": batch,
            "count": batch.entry_count,
            "total": money(batch.total),
        }
        self.stdout.write(message % names)

    def _say_plan(self, plan: ExportPlan) -> None:
        count = plan.entry_count
        if not count:
            self.stdout.write(nothing_to_export(len(plan.set_aside)))
            return
        going = ngettext(
            "%(count)s entry can go, %(total)s.",
            "%(count)s entries can go, %(total)s.",
            count,
        )
        self.stdout.write(going % {"count": count, "total": money(plan.total)})

    def _say_statement(self, batch: ExportBatch, *, is_new: bool) -> int:
        """Say what the batch left behind on its day, which its bordereau says too."""
        language = get_language() or ""
        spoken = language in Company.Language.values
        statement = read_statement(batch, language if spoken else batch.language)
        if statement is None:
            return ALL_WENT
        said = _stays_behind(
            statement.behind,
            statement.set_aside.count,
            tell_held(statement.held),
            tell_banked(statement.banked),
            tell_to_come(statement.to_come),
        )
        heading = [] if is_new else [_("What stayed behind that day")]
        for line in [*heading, *said] if said else []:
            self.stdout.write(line)
        return _status(batch.entry_count, statement.set_aside.count)


def _stays_behind(stays: Sequence[Stays], count: int, *waiting: str) -> list[str]:
    """Name the first of what was set aside, and count all of it and what waits."""
    said = [cannot_go(count)] if count else []
    for each in stays[:SHOWN]:
        head = f"{each.document} {each.party}, {money(each.total)}"
        said += [
            f"{head}: {reason.text} {_address(reason)}".rstrip()
            for reason in each.reasons
        ]
    if more := count - len(stays[:SHOWN]):
        message = ngettext(
            "And %(count)s other entry.", "And %(count)s other entries.", more
        )
        said.append(message % {"count": more})
    return [*said, *filter(None, waiting)]


def _list_behind(stream: TextIO, stays: Iterable[Behind], company: Company) -> None:
    headings = (_("Document"), _("Customer"), _("Total"), _("Why"), _("Page"))
    rows = (
        (each.document, each.party, each.total, reason.text, _address(reason))
        for each in stays
        for reason in each.reasons
    )
    write_csv(stream, chain([headings], rows), words=words_in(company.language))


def _log_list(path: Path, company: Company) -> None:
    """A list of what stays behind names customers; so does a batch, which says who."""
    log_taken(company=company, name=f"{path.name} ({person()})", user=None)


def _address(reason: Reason) -> str:
    return f"{settings.SITE_URL}{reason.url}" if reason.url else ""


def _status(entry_count: int, aside_count: int) -> int:
    if aside_count:
        return STAYED
    return ALL_WENT if entry_count else NOTHING


def _files(batch: ExportBatch, formats: list[str]) -> list[ExportFile]:
    return [
        file
        for format_id in dict.fromkeys(formats)
        for file in files_in_format(batch=batch, format_id=format_id)
    ]


def _check_options(options: dict[str, Any]) -> None:
    is_new, is_preview = options["batch"] is None, options["preview"]
    if not is_new and (is_preview or options["behind"]):
        _usage_error("--preview and --behind go with --through, not with --batch")
    if not is_preview and not (options["formats"] and options["output"]):
        _usage_error("--format and --output are needed, or --through and --preview")


def _usage_error(message: str) -> NoReturn:
    sys.stderr.write(f"{message}\n")
    sys.exit(USAGE)
