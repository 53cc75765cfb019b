"""From what is ready to a batch: rendered at leisure, then stored if it still holds."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from accounting.journal.cents import ZERO
from companies.models import Company, User
from exports.models import ExportBatch
from exports.queries import SetAside, Terms, read_terms, review_entries, sheet_of
from exports.reasons import nothing_to_export
from exports.services.abandoning import recover_entries
from exports.services.rendering import BatchFile, render_files
from exports.services.storing import (
    JournalMovedError,
    Keep,
    Rendered,
    store_batch,
)
from exports.statements import Witness, write_statement

ATTEMPTS = 3


class NothingToExportError(Exception):
    """No entry is ready through this day, or none of those that are can go.

    `batch` is not stored; its statement says what stays behind.
    """

    def __init__(self, batch: ExportBatch, witness: Witness) -> None:
        self.batch = batch
        super().__init__(nothing_to_export(witness.aside_count))


def produce_batch(  # noqa: PLR0913 - each a fact of the batch, but for what it is kept with
    *,
    company: Company,
    through: date,
    produced_at: datetime,
    produced_on: date,
    produced_by: User | None,
    key: UUID,
    keep: Keep | None = None,
    asides: list[SetAside] | None = None,
) -> ExportBatch:
    """Write everything ready through this day to files, each entry exactly once.

    Rendering holds no lock: what it saw is checked again before it is stored. The
    same key again gives the same batch. A new batch is stored only if `keep` succeeds.
    `asides` is filled with every entry set aside; the statement has the first of them.
    """
    recover_entries(company=company, recovered_at=produced_at)
    asked = {
        "company": company,
        "through": through,
        "produced_at": produced_at,
        "produced_by": produced_by,
        "key": key,
    }
    for _attempt in range(ATTEMPTS - 1):
        with suppress(JournalMovedError):
            return _produce(ExportBatch(**asked), produced_on, keep, asides)
        company.refresh_from_db()
    return _produce(ExportBatch(**asked), produced_on, keep, asides)


def _produce(
    batch: ExportBatch,
    produced_on: date,
    keep: Keep | None,
    asides: list[SetAside] | None,
) -> ExportBatch:
    terms = read_terms(
        company=batch.company, through=batch.through, produced_on=produced_on
    )
    batch.detail, batch.language = terms.detail.value, terms.language
    batch.profile = asdict(terms.profile)
    if asides is not None:
        asides.clear()
    witness = Witness(every=asides)
    files = list(_render(batch, terms, witness))
    if made := _made_meanwhile(batch):
        return made
    batch.entry_count = sum(len(file.entry_ids) for file in files)
    batch.total = sum((file.total for file in files), ZERO)
    batch.statement = write_statement(
        batch=batch, terms=terms, witness=witness, produced_on=produced_on
    )
    if not files:
        raise NothingToExportError(batch, witness)
    rendered = Rendered(files=files, terms=terms, produced_on=produced_on)
    store_batch(batch, rendered, keep)
    return batch


def _made_meanwhile(batch: ExportBatch) -> ExportBatch | None:
    """What another request with this key made while this one rendered, once whole."""
    batches = ExportBatch.objects.for_company(batch.company)
    made = batches.filter(key=batch.key).first()
    if made and made.is_begun:
        recover_entries(
            company=batch.company, recovered_at=batch.produced_at, waits=True
        )
        made.refresh_from_db()
        if made.key != batch.key:
            raise JournalMovedError
    return made


def _render(batch: ExportBatch, terms: Terms, witness: Witness) -> Iterator[BatchFile]:
    entries = witness.watch(review_entries(batch.company, batch.through, terms))
    sheet = sheet_of(batch, terms.chart)
    return render_files(entries, sheet=sheet, counter=terms.counter)
