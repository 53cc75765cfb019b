"""What becomes of a batch: imported for good, or its entries are ready again."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounting.models import JournalEntry
from companies.models import User
from companies.services import lock_company
from exports.models import BatchEntry, ExportBatch

Status = ExportBatch.Status


class BatchStateError(Exception):
    """The batch is not in a state that allows it; the message says in which it is."""


@transaction.atomic
def confirm_import(
    *,
    batch: ExportBatch,
    acomba_period: str,
    imported_at: datetime,
    imported_by: User | None,
) -> ExportBatch:
    """Keep that Acomba has taken the batch: nothing in it changes any more."""
    _lock_produced(batch)
    batch.status = Status.IMPORTED
    batch.imported_at, batch.imported_by = imported_at, imported_by
    batch.acomba_period = acomba_period
    batch.save(update_fields=["status", "imported_at", "imported_by", "acomba_period"])
    return batch


@transaction.atomic
def reject_batch(
    *,
    batch: ExportBatch,
    error_report: str,
    rejected_at: datetime,
    rejected_by: User | None,
) -> ExportBatch:
    """Keep that Acomba refused the batch, and why; its entries are ready again."""
    _lock_produced(batch)
    release_places(_living(batch), released_at=rejected_at)
    batch.status = Status.REJECTED
    batch.rejected_at, batch.rejected_by = rejected_at, rejected_by
    batch.error_report = error_report
    batch.save(update_fields=["status", "rejected_at", "rejected_by", "error_report"])
    return batch


@transaction.atomic
def cancel_batch(
    *, batch: ExportBatch, cancelled_at: datetime, cancelled_by: User | None
) -> ExportBatch:
    """Make the entries of a batch ready again; its files stay as evidence."""
    _lock_produced(batch)
    release_places(_living(batch), released_at=cancelled_at)
    batch.status = Status.CANCELLED
    batch.cancelled_at, batch.cancelled_by = cancelled_at, cancelled_by
    batch.save(update_fields=["status", "cancelled_at", "cancelled_by"])
    return batch


def _lock_produced(batch: ExportBatch) -> None:
    lock_company(batch.company)
    batch.refresh_from_db()
    messages = {
        Status.BEGUN: _("Batch %(number)s is being produced: try again in a moment."),
        Status.IMPORTED: _(
            "Batch %(number)s was imported in Acomba: it stays. Correct its documents;"
            " the corrections go in the next batch."
        ),
        Status.REJECTED: _("Batch %(number)s was rejected already."),
        Status.CANCELLED: _("Batch %(number)s is cancelled already."),
    }
    if batch.status in messages:
        message = messages[Status(batch.status)]
        raise BatchStateError(message % {"number": batch.number})


def _living(batch: ExportBatch) -> "QuerySet[BatchEntry]":
    return BatchEntry.objects.filter(batch=batch, released_at=None)


def release_places(living: "QuerySet[BatchEntry]", *, released_at: datetime) -> None:
    """Make the entries of these places ready again, and keep when that was."""
    entries = JournalEntry.objects.filter(batches__in=living)
    entries.update(status=JournalEntry.Status.READY)
    living.update(released_at=released_at)
