from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounting.formats.glimport import GLImport
from accounting.formats.splitting import file_name, next_counter, split_into_files
from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from accounting.queries import settings_for
from companies.models import Company, User
from companies.services import lock_company
from exports.models import BatchEntry, ExportBatch, ExportFile
from exports.queries import (
    ExportPlan,
    glimport_settings_for,
    plan_export,
    profile_of,
    sheet_for,
)

CHUNK = 5_000
ATTEMPTS = 3


class NothingToExportError(Exception):
    """No entry is ready through this day, or none of those that are can go."""


class JournalMovedError(Exception):
    """The journal kept changing while the batch was rendered; nothing was produced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    name: str
    first_on: date
    last_on: date
    entries: tuple[FileEntry, ...]
    content: bytes


def produce_batch(
    *,
    company: Company,
    through: date,
    produced_at: datetime,
    produced_on: date,
    produced_by: User | None,
) -> ExportBatch:
    """Write everything ready through this day to files, each entry exactly once.

    Rendering holds no lock: what it saw is checked again before it is stored.
    """
    for _attempt in range(ATTEMPTS):
        plan = plan_export(company=company, through=through, produced_on=produced_on)
        if not plan.entries:
            raise NothingToExportError(_("Nothing to export through this date."))
        counter = glimport_settings_for(company).next_counter
        files = render_files(company, plan, counter)
        batch = ExportBatch(
            company=company,
            through=through,
            produced_at=produced_at,
            produced_by=produced_by,
            detail=settings_for(company).detail,
            entry_count=len(plan.entries),
            total=sum((entry.total for entry in plan.entries), ZERO),
        )
        if _store(batch, files, counter):
            return batch
    raise JournalMovedError(_("Entries changed while they were exported: try again."))


def render_files(
    company: Company, plan: ExportPlan, counter: int
) -> Sequence[RenderedFile]:
    """Render a file for each month; `counter` numbers the first."""
    profile = profile_of(glimport_settings_for(company))
    files = []
    dated = ((entry.date, entry) for entry in plan.entries)
    for part in split_into_files(dated, profile=profile):
        name = file_name(profile.base_name, counter)
        sheet = sheet_for(
            company, file_name=name, first_on=part.first_on, last_on=part.last_on
        )
        content = GLImport().render(part.items, sheet=sheet)
        rendered = RenderedFile(
            name=name,
            first_on=part.first_on,
            last_on=part.last_on,
            entries=part.items,
            content=content,
        )
        files.append(rendered)
        counter = next_counter(counter)
    return files


@transaction.atomic
def _store(batch: ExportBatch, files: Sequence[RenderedFile], counter: int) -> bool:
    """Keep the batch if the journal is still what was rendered; say whether it was."""
    company = lock_company(batch.company)
    settings = glimport_settings_for(company)
    entries = [entry for file in files for entry in file.entries]
    ids = [entry.source for entry in entries if entry.source]
    ready = JournalEntry.objects.for_company(company).filter(
        status=JournalEntry.Status.READY
    )
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    still_ready = sum(ready.filter(pk__in=chunk).count() for chunk in chunks)
    if settings.next_counter != counter or still_ready != len(ids):
        return False
    numbers = ExportBatch.objects.for_company(company)
    batch.number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    batch.save()
    rows: list[BatchEntry] = []
    for file in files:
        rows += _store_file(batch, file, len(rows))
        settings.next_counter = next_counter(settings.next_counter)
    BatchEntry.objects.bulk_create(rows, batch_size=CHUNK)
    for chunk in chunks:
        ready.filter(pk__in=chunk).update(
            status=JournalEntry.Status.EXPORTED, was_exported=True
        )
    settings.save(update_fields=["next_counter"])
    return True


def _store_file(
    batch: ExportBatch, rendered: RenderedFile, position: int
) -> list[BatchEntry]:
    file = store_file(batch, rendered, format_id=GLImport.identifier)
    return [
        BatchEntry(
            batch=batch,
            file=file,
            entry_id=entry.source or 0,
            position=place,
            dated_on=entry.date,
        )
        for place, entry in enumerate(rendered.entries, start=position + 1)
    ]


def store_file(
    batch: ExportBatch, rendered: RenderedFile, *, format_id: str
) -> ExportFile:
    return ExportFile.objects.create(
        batch=batch,
        format=format_id,
        name=rendered.name,
        first_on=rendered.first_on,
        last_on=rendered.last_on,
        entry_count=len(rendered.entries),
        total=sum((entry.total for entry in rendered.entries), ZERO),
        content=rendered.content,
        sha256=sha256(rendered.content).hexdigest(),
    )
