"""What becomes of files in Acomba: imported, or their entries are ready again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import JournalEntry
from companies.models import User
from companies.services import lock_company
from exports.models import BatchEntry, ExportBatch, ExportFile, TakenBackImport
from exports.rejections import read_report

State = ExportFile.State


class FileStateError(Exception):
    """A file is not in a state that allows it; the message says in which it is."""


@transaction.atomic
def confirm_import(
    *,
    periods: Mapping[ExportFile, str],
    imported_at: datetime,
    imported_by: User | None,
) -> None:
    """Keep that Acomba has taken these files, each into its period: they are fixed."""
    for file in _lock_waiting(periods):
        ExportFile.objects.filter(pk=file.pk).update(
            state=State.IMPORTED,
            imported_at=imported_at,
            imported_by=imported_by,
            acomba_period=periods[file],
        )


def reject_files(
    *,
    files: Collection[ExportFile],
    error_report: str,
    rejected_at: datetime,
    rejected_by: User | None,
) -> None:
    """Keep that Acomba refused these files, and why; their entries are ready again.

    The report, empty if nothing was received, is read before anybody has to wait.
    """
    errors = read_report(files, error_report)
    with transaction.atomic():
        for file in _lock_waiting(files):
            end_file(
                file,
                ended_at=rejected_at,
                state=State.REJECTED,
                rejected_at=rejected_at,
                rejected_by=rejected_by,
                error_report=error_report,
                errors=errors.get(file.pk),
            )


@transaction.atomic
def cancel_files(
    *,
    files: Collection[ExportFile],
    cancelled_at: datetime,
    cancelled_by: User | None,
) -> None:
    """Make the entries of these files ready again; the files stay as evidence."""
    for file in _lock_waiting(files):
        end_file(
            file,
            ended_at=cancelled_at,
            state=State.CANCELLED,
            cancelled_at=cancelled_at,
            cancelled_by=cancelled_by,
        )


@transaction.atomic
def cancel_batch(
    *, batch: ExportBatch, cancelled_at: datetime, cancelled_by: User | None
) -> None:
    """Cancel the files of the batch that still wait; the others stay as they are."""
    lock_company(batch.company)
    waiting = list(batch.files.light().waiting())
    check_waiting(batch, waiting)
    cancel_files(files=waiting, cancelled_at=cancelled_at, cancelled_by=cancelled_by)


@transaction.atomic
def take_back_import(
    *,
    file: ExportFile,
    reason: str,
    taken_back_at: datetime,
    taken_back_by: User | None,
) -> None:
    """Let a file that was confirmed by mistake wait again, and keep why."""
    lock_company(file.batch.company)
    file = ExportFile.objects.light().get(pk=file.pk)
    imported_at = check_imported(file)
    if not reason.strip():
        raise FileStateError(_("Give the reason: it stays in the history."))
    TakenBackImport.objects.create(
        file=file,
        imported_at=imported_at,
        imported_by=file.imported_by,
        acomba_period=file.acomba_period,
        reason=reason,
        taken_back_at=taken_back_at,
        taken_back_by=taken_back_by,
    )
    ExportFile.objects.filter(pk=file.pk).update(
        state=State.PRODUCED, imported_at=None, imported_by=None, acomba_period=""
    )


def end_file(file: ExportFile, *, ended_at: datetime, **outcome: Any) -> None:
    """Make the entries of the file ready again, and keep what became of it.

    In the order that the guards ask: an exported entry keeps its place, and a file
    that has ended holds none.
    """
    living = BatchEntry.objects.filter(file=file, released_at=None)
    entries = JournalEntry.objects.filter(batches__in=living)
    entries.update(status=JournalEntry.Status.READY)
    living.update(released_at=ended_at)
    ExportFile.objects.filter(pk=file.pk).update(**outcome)


def _lock_waiting(files: Collection[ExportFile]) -> list[ExportFile]:
    """The files, which are of one batch, as they are under the lock."""
    batch = next(iter(files)).batch
    lock_company(batch.company)
    batch.refresh_from_db(fields=["is_begun"])
    found = list(batch.files.light().filter(pk__in=[file.pk for file in files]))
    check_waiting(batch, found)
    return found


def check_waiting(batch: ExportBatch, files: Collection[ExportFile]) -> None:
    """Refuse files of which somebody said already what became of them."""
    if batch.is_begun:
        message = _("Batch %(number)s is being produced: try again in a moment.")
        raise FileStateError(message % {"number": batch.number})
    if not files:
        message = _("No file of batch %(number)s waits to be imported.")
        raise FileStateError(message % {"number": batch.number})
    refusals = {
        State.IMPORTED: _(
            "%(file)s was imported in Acomba: it stays. Correct its documents; the"
            " corrections go in the next batch."
        ),
        State.REJECTED: _("%(file)s was rejected already."),
        State.CANCELLED: _("%(file)s is cancelled already."),
    }
    for file in files:
        if file.state in refusals:
            raise FileStateError(refusals[State(file.state)] % {"file": file})


def check_imported(file: ExportFile) -> datetime:
    """Give the time of the import that is to be taken back."""
    if file.imported_at is None:
        message = _("%(file)s is not imported: there is nothing to take back.")
        raise FileStateError(message % {"file": file})
    return file.imported_at
