from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounting.control import control_faults
from accounting.journal.cents import ZERO
from accounting.models import JournalEntry
from companies.models import Company, User
from companies.services import lock_company
from exports.fingerprints import fingerprint, said_now
from exports.models import BatchEntry, ExportBatch
from exports.queries import (
    Terms,
    glimport_settings_for,
    read_terms,
    review_entries,
    sheet_of,
)
from exports.services.rendering import BatchFile, render_files, store_file
from exports.statements import Witness, write_statement

Keep = Callable[[ExportBatch], None]
ATTEMPTS = 3
# bulk_create would make an object of each row, and on SQLite a statement of each 166.
INSERT_PLACE = (
    "INSERT INTO exports_batchentry (batch_id, file_id, entry_id, position, dated_on)"
    " VALUES (%s, %s, %s, %s, %s)"
)


class NothingToExportError(Exception):
    """No entry is ready through this day, or none of those that are can go."""


class JournalMovedError(Exception):
    """The journal kept changing while the batch was rendered; nothing was produced."""


class ControlTotalsError(Exception):
    """Entries are not what their documents say: an error of the program, or a hand."""


def produce_batch(  # noqa: PLR0913 - each a fact of the batch, but for what it is kept with
    *,
    company: Company,
    through: date,
    produced_at: datetime,
    produced_on: date,
    produced_by: User | None,
    key: UUID,
    keep: Keep | None = None,
) -> ExportBatch:
    """Write everything ready through this day to files, each entry exactly once.

    Rendering holds no lock: what it saw is checked again before it is stored. The
    same key again gives the same batch. A new batch is stored only if `keep` succeeds.
    """
    batch = ExportBatch(
        company=company,
        through=through,
        produced_at=produced_at,
        produced_by=produced_by,
        key=key,
    )
    for _attempt in range(ATTEMPTS - 1):
        with suppress(JournalMovedError):
            return _produce(batch, produced_on, keep)
    return _produce(batch, produced_on, keep)


def _produce(batch: ExportBatch, produced_on: date, keep: Keep | None) -> ExportBatch:
    terms = read_terms(
        company=batch.company, through=batch.through, produced_on=produced_on
    )
    batch.detail, batch.language = terms.detail.value, terms.language
    batch.profile = asdict(terms.profile)
    witness = Witness()
    files = list(_render(batch, terms, witness))
    batches = ExportBatch.objects.for_company(batch.company)
    # Another request with this key may have ended while this one rendered.
    if made := batches.filter(key=batch.key).first():
        return made
    if not files:
        raise NothingToExportError(_("Nothing to export through this date."))
    batch.entry_count = sum(len(file.entry_ids) for file in files)
    batch.total = sum((file.total for file in files), ZERO)
    batch.statement = write_statement(
        batch=batch, terms=terms, witness=witness, produced_on=produced_on
    )
    with transaction.atomic():
        _store(batch, files, terms, produced_on)
        if keep:
            keep(batch)
    return batch


def _render(batch: ExportBatch, terms: Terms, witness: Witness) -> Iterator[BatchFile]:
    entries = witness.watch(review_entries(batch.company, batch.through, terms))
    sheet = sheet_of(batch, terms.chart)
    return render_files(entries, sheet=sheet, counter=terms.counter)


def _store(
    batch: ExportBatch, files: Sequence[BatchFile], terms: Terms, produced_on: date
) -> None:
    """Keep the batch if the journal and the settings are what it was rendered from."""
    batch.company = company = lock_company(batch.company)
    now = read_terms(company=company, through=batch.through, produced_on=produced_on)
    if now != terms or not all(_is_as_written(file, terms) for file in files):
        raise JournalMovedError(
            _("Entries changed while they were exported: try again.")
        )
    numbers = ExportBatch.objects.for_company(company)
    batch.number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    batch.save(force_insert=True)
    position = 1
    for file in files:
        _store_file(batch, file, position)
        position += len(file.entry_ids)
    _control(batch)
    settings = glimport_settings_for(company)
    settings.next_counter = files[-1].next_counter
    settings.save(update_fields=["next_counter"])


def _control(batch: ExportBatch) -> None:
    """Debits equal credits by type; what they add up to is for the documents to say."""
    entries = JournalEntry.objects.filter(batches__batch=batch)
    if fault := next(iter(control_faults(batch.company, entries)), None):
        message = _(
            "Nothing is produced: an entry is not what its document says."
            " %(fault)s Tell whoever looks after the program; “manage.py"
            " verify” lists everything that is wrong."
        )
        raise ControlTotalsError(message % {"fault": fault})


def _is_as_written(file: BatchFile, terms: Terms) -> bool:
    now = fingerprint(said_now(file.entry_ids, terms.policy))
    return now == file.fingerprint


def _store_file(batch: ExportBatch, file: BatchFile, position: int) -> None:
    """Keep the file and the places of its entries in it, and mark them."""
    stored = store_file(batch, file)
    entries = zip(file.entry_ids, file.dates, strict=True)
    rows = [
        (batch.pk, stored.pk, pk, place, str(dated_on))
        for place, (pk, dated_on) in enumerate(entries, start=position)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_PLACE, rows)
    placed = BatchEntry.objects.filter(file=stored).values("entry")
    JournalEntry.objects.filter(pk__in=placed).update(
        status=JournalEntry.Status.EXPORTED, was_exported=True
    )
