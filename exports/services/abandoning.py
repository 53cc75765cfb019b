"""Batches that were begun and never produced: their entries are ready again."""

from contextlib import suppress
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet, Sum

from accounting.journal.cents import ZERO
from companies.models import Company
from companies.services import lock_company
from exports.models import ExportBatch, ExportFile
from exports.services.cancelling import end_file
from exports.services.turns import ExportUnderWayError, turn_to_export


def recover_entries(
    *, company: Company, recovered_at: datetime, waits: bool = False
) -> None:
    """Take back the batches that processes which died left begun.

    One whose process lives is left alone; or, if asked, waited for.
    """
    if not _begun(company).exists():
        return
    with suppress(ExportUnderWayError), turn_to_export(company, waits=waits):
        abandon_begun(company=company, abandoned_at=recovered_at)


def abandon_begun(*, company: Company, abandoned_at: datetime) -> None:
    """Cancel file by file, then keep what each batch has by then.

    Call it with the turn to export. A key is free again: whoever asked with it gets
    another batch.
    """
    for batch in _begun(company):
        for file in batch.files.light().waiting():
            _cancel(batch, file, abandoned_at)
        _finish(batch)


def _begun(company: Company) -> QuerySet[ExportBatch]:
    return ExportBatch.objects.for_company(company).filter(is_begun=True)


@transaction.atomic
def _cancel(batch: ExportBatch, file: ExportFile, cancelled_at: datetime) -> None:
    lock_company(batch.company)
    end_file(
        file,
        ended_at=cancelled_at,
        state=ExportFile.State.CANCELLED,
        cancelled_at=cancelled_at,
    )


@transaction.atomic
def _finish(batch: ExportBatch) -> None:
    lock_company(batch.company)
    stored = batch.files.for_acomba().aggregate(
        count=Sum("entry_count"), total=Sum("total")
    )
    batch.entry_count = stored["count"] or 0
    batch.total = stored["total"] or ZERO
    batch.statement, batch.key = None, uuid4()
    batch.is_begun = False
    batch.save()
