"""A batch into the database: a large one in parts, so that nobody waits for all of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import sleep

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounting.control import control_faults
from accounting.models import JournalEntry
from companies.services import lock_company
from exports.fingerprints import fingerprint, said_now
from exports.models import BatchEntry, ExportBatch, ExportFile
from exports.queries import Terms, glimport_settings_for, read_terms
from exports.services.abandoning import abandon_begun
from exports.services.rendering import BatchFile, store_file
from exports.services.turns import turn_to_export

Keep = Callable[[ExportBatch], None]
AT_ONCE = 10_000
"""The entries of one transaction at most, unless a single file has more."""
PAUSE = 0.12
"""Seconds. SQLite keeps no queue: who waits for it asks again each tenth of a second."""
# bulk_create would make an object of each row, and on SQLite a statement of each 166.
INSERT_PLACE = (
    "INSERT INTO exports_batchentry (batch_id, file_id, entry_id, position, dated_on)"
    " VALUES (%s, %s, %s, %s, %s)"
)


class JournalMovedError(Exception):
    """The journal kept changing while the batch was rendered; nothing was produced."""

    def __init__(self) -> None:
        super().__init__(_("Entries changed while they were exported: try again."))


class ControlTotalsError(Exception):
    """Entries are not what their documents say: an error of the program, or a hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The files of a batch, and what they were rendered from."""

    files: Sequence[BatchFile]
    terms: Terms
    produced_on: date


def store_batch(batch: ExportBatch, rendered: Rendered, keep: Keep | None) -> None:
    """Keep the batch if the journal and the settings are what it was rendered from.

    What goes in one transaction is there or is not, and `keep` with it. A larger batch
    is begun, and its entries belong to it from then on, but it is produced only once
    all of it is there and kept.
    """
    parts = list(_parts(rendered.files))
    with turn_to_export(batch.company), _whole(batch, len(parts)):
        for part in parts:
            _let_others_in(batch)
            _take(batch, part, rendered)
        if keep:
            keep(batch)
        _finish(batch, rendered.files[-1].next_counter)


def _parts(files: Sequence[BatchFile]) -> Iterator[list[BatchFile]]:
    part: list[BatchFile] = []
    for file in files:
        if part and sum(len(f.entry_ids) for f in (*part, file)) > AT_ONCE:
            yield part
            part = []
        part.append(file)
    yield part


@contextmanager
def _whole(batch: ExportBatch, parts: int) -> Iterator[None]:
    """One part is a transaction; of several, what fails takes the others back."""
    if parts == 1:
        with transaction.atomic():
            yield
        return
    try:
        yield
    except BaseException:
        abandon_begun(company=batch.company, abandoned_at=batch.produced_at)
        raise


def _let_others_in(batch: ExportBatch) -> None:
    if batch.pk and connection.vendor == "sqlite":
        sleep(PAUSE)


@transaction.atomic
def _take(batch: ExportBatch, files: Sequence[BatchFile], rendered: Rendered) -> None:
    batch.company = company = lock_company(batch.company)
    terms = rendered.terms
    now = read_terms(
        company=company, through=batch.through, produced_on=rendered.produced_on
    )
    if now != terms or not all(_is_as_written(file, terms) for file in files):
        raise JournalMovedError
    if not batch.pk:
        numbers = ExportBatch.objects.for_company(company)
        batch.number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
        batch.is_begun = True
        batch.save(force_insert=True)
    _control(batch, [_store_file(batch, file) for file in files])


def _is_as_written(file: BatchFile, terms: Terms) -> bool:
    now = fingerprint(said_now(file.entry_ids, terms.policy))
    return now == file.fingerprint


def _store_file(batch: ExportBatch, file: BatchFile) -> ExportFile:
    """Keep the file and the places of its entries in it, and mark them."""
    stored = store_file(batch, file)
    entries = zip(file.entry_ids, file.dates, strict=True)
    rows = [
        (batch.pk, stored.pk, pk, place, str(dated_on))
        for place, (pk, dated_on) in enumerate(entries, start=file.first_position)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_PLACE, rows)
    placed = BatchEntry.objects.filter(file=stored).values("entry")
    JournalEntry.objects.filter(pk__in=placed).update(
        status=JournalEntry.Status.EXPORTED, was_exported=True
    )
    return stored


def _control(batch: ExportBatch, files: Sequence[ExportFile]) -> None:
    """Debits equal credits by type; what they add up to is for the documents to say."""
    entries = JournalEntry.objects.filter(batches__file__in=files)
    if fault := next(iter(control_faults(batch.company, entries)), None):
        message = _(
            "Nothing is produced: an entry is not what its document says."
            " %(fault)s Tell whoever looks after the program; “manage.py"
            " verify” lists everything that is wrong."
        )
        raise ControlTotalsError(message % {"fault": fault})


@transaction.atomic
def _finish(batch: ExportBatch, next_counter: int) -> None:
    company = lock_company(batch.company)
    batch.is_begun = False
    batch.save(update_fields=["is_begun"])
    settings = glimport_settings_for(company)
    settings.next_counter = next_counter
    settings.save(update_fields=["next_counter"])
