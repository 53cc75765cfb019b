from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import JournalEntry
from companies.models import User
from companies.services import lock_company
from exports.models import BatchEntry, ExportBatch


class BatchCancelledError(Exception):
    """The batch was cancelled before."""


@transaction.atomic
def cancel_batch(
    *, batch: ExportBatch, cancelled_at: datetime, cancelled_by: User | None
) -> ExportBatch:
    """Make the entries of a batch ready again; its files stay as evidence."""
    lock_company(batch.company)
    batch.refresh_from_db()
    if batch.status == ExportBatch.Status.CANCELLED:
        message = _("Batch %(number)s is cancelled already.")
        raise BatchCancelledError(message % {"number": batch.number})
    living = BatchEntry.objects.filter(batch=batch, released_at=None)
    entries = JournalEntry.objects.filter(batches__in=living)
    entries.update(status=JournalEntry.Status.READY)
    living.update(released_at=cancelled_at)
    batch.status = ExportBatch.Status.CANCELLED
    batch.cancelled_at = cancelled_at
    batch.cancelled_by = cancelled_by
    batch.save(update_fields=["status", "cancelled_at", "cancelled_by"])
    return batch
