"""Entries in a file of a batch, without the work of producing one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import uuid4

from accounting.models import JournalEntry
from exports.models import BatchEntry, ExportBatch, ExportFile
from exports.services.cancelling import cancel_batch

DAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def export(entries: Iterable[JournalEntry]) -> None:
    """What a batch does to these entries of a company."""
    entries = [e for e in entries if not e.batches.filter(released_at=None).exists()]
    if not entries:
        return
    carried = place(entries)
    rows = JournalEntry.objects.filter(batches__file=carried)
    rows.update(status=JournalEntry.Status.EXPORTED, was_exported=True)


def place(entries: Iterable[JournalEntry]) -> ExportFile:
    """A file of a new batch with a place for each of them, which are not marked yet."""
    entries = list(entries)
    company = entries[0].company
    batch = ExportBatch.objects.create(
        company=company,
        number=ExportBatch.objects.for_company(company).count() + 1,
        through=DAY,
        produced_at=AT,
        key=uuid4(),
        detail="detailed",
        language=company.language,
        profile={},
        entry_count=len(entries),
        total=0,
    )
    file = ExportFile.objects.create(
        batch=batch,
        format="glimport",
        state=ExportFile.State.PRODUCED,
        name="GLImport.001",
        first_on=DAY,
        last_on=DAY,
        entry_count=len(entries),
        total=0,
        content=b"",
        sha256="",
    )
    BatchEntry.objects.bulk_create(
        BatchEntry(batch=batch, file=file, entry=entry, position=place, dated_on=DAY)
        for place, entry in enumerate(entries, start=1)
    )
    return file


def cancel_all() -> None:
    """What cancelling every batch that waits does."""
    for batch in ExportBatch.objects.filter(files__state="PRODUCED").distinct():
        cancel_batch(batch=batch, cancelled_at=AT, cancelled_by=None)
