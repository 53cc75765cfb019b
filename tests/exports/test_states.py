"""What becomes of a batch in Acomba, and what the database then refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounting.models import JournalEntry
from companies.models import Company
from exports.models import BatchEntry, ExportBatch
from exports.services.cancelling import (
    BatchStateError,
    cancel_batch,
    confirm_import,
    reject_batch,
)
from tests.exports.journal import NOW, make_books, numbers_in, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db
Status = ExportBatch.Status
REPORT = "Format de l'écriture invalide (moins de 42 caractères après C)"


@pytest.fixture
def company() -> Company:
    return make_books()


@pytest.fixture
def batch(company: Company) -> ExportBatch:
    record_sale(company, 1)
    record_sale(company, 2)
    return produce(company)


def take(batch: ExportBatch, **values: Any) -> ExportBatch:
    return confirm_import(
        batch=batch,
        **{
            "acomba_period": "11",
            "imported_at": NOW,
            "imported_by": None,
            **values,
        },
    )


def refuse(batch: ExportBatch) -> ExportBatch:
    return reject_batch(
        batch=batch, error_report=REPORT, rejected_at=NOW, rejected_by=None
    )


def cancel(batch: ExportBatch) -> ExportBatch:
    return cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)


def test_scenario_85_an_import_says_who_when_and_which_period(
    company: Company, batch: ExportBatch
) -> None:
    member = make_member(company)

    take(batch, imported_by=member)

    kept = ExportBatch.objects.get()
    assert kept.status == Status.IMPORTED
    assert (kept.imported_at, kept.imported_by) == (NOW, member)
    assert kept.acomba_period == "11"


def test_what_acomba_rejected_is_ready_again_and_its_words_are_kept(
    company: Company, batch: ExportBatch
) -> None:
    content = bytes(batch.files.get().content)

    refuse(batch)

    kept = ExportBatch.objects.get()
    assert (kept.status, kept.error_report) == (Status.REJECTED, REPORT)
    assert bytes(kept.files.get().content) == content
    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    assert ready.count() == 2
    assert numbers_in(produce(company)) == numbers_in(batch)


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (take, "Batch 1 was imported in Acomba: it stays."),
        (refuse, "Batch 1 was rejected already."),
        (cancel, "Batch 1 is cancelled already."),
    ],
)
@pytest.mark.parametrize("then", [take, refuse, cancel])
def test_a_batch_has_one_end(
    batch: ExportBatch, first: Any, then: Any, message: str
) -> None:
    first(batch)
    before = ExportBatch.objects.values().get()

    with pytest.raises(BatchStateError, match=message):
        then(batch)

    assert ExportBatch.objects.values().get() == before


@pytest.mark.parametrize(
    ("rows", "values", "guard"),
    [
        (ExportBatch.objects, {"status": "PRODUCED"}, "exportbatch_imported_is_fixed"),
        (ExportBatch.objects, {"total": 1}, "exportbatch_imported_is_fixed"),
        (BatchEntry.objects, {"released_at": NOW}, "batchentry_imported_is_fixed"),
        (BatchEntry.objects, {"position": 9}, "batchentry_imported_is_fixed"),
        (
            JournalEntry.objects,
            {"status": "READY"},
            "journalentry_imported_stays_exported",
        ),
    ],
)
def test_scenario_85_the_database_keeps_what_was_imported(
    batch: ExportBatch, rows: Any, values: dict[str, Any], guard: str
) -> None:
    take(batch)

    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        rows.filter(pk=rows.values_list("pk", flat=True)[0]).update(**values)


@pytest.mark.parametrize(
    ("model", "guard"),
    [(BatchEntry, "batchentry_is_kept"), (ExportBatch, "exportbatch_is_kept")],
)
def test_a_batch_and_its_places_are_never_deleted(
    batch: ExportBatch, model: Any, guard: str
) -> None:
    rows = model.objects.filter(pk=model.objects.values_list("pk", flat=True)[0])

    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        rows._raw_delete(using="default")  # noqa: SLF001 - the database must refuse, not Django

    assert ExportBatch.objects.filter(pk=batch.pk).exists()


@pytest.mark.parametrize("time", ["imported_at", "rejected_at", "cancelled_at"])
def test_a_time_goes_with_its_status(batch: ExportBatch, time: str) -> None:
    with pytest.raises(IntegrityError, match=f"exportbatch_{time}_says_its_status"):
        ExportBatch.objects.filter(pk=batch.pk).update(**{time: NOW - timedelta(1)})
