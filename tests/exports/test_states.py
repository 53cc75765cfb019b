"""What becomes of each file of a batch in Acomba, and what the database refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import DatabaseError, IntegrityError, transaction

from accounting.models import JournalEntry
from companies.models import Company
from companies.queries import changes_of
from exports.models import BatchEntry, ExportBatch, ExportFile, TakenBackImport
from exports.services.cancelling import FileStateError, cancel_batch
from exports.services.files import files_in_format
from plannit.verification import faults
from tests.exports.journal import NOW, make_books, numbers_in, produce, record_sale
from tests.exports.outcomes import (
    cancel,
    files_of,
    refuse,
    states_of,
    take,
    take_back,
)
from tests.factories import make_member

pytestmark = pytest.mark.django_db
State = ExportFile.State
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def company() -> Company:
    """Sales 1 to 4, one a month from August on."""
    company = make_books()
    for number in range(1, 5):
        record_sale(company, number, on=date(2026, 7 + number, 3))
    return company


@pytest.fixture
def batch(company: Company) -> ExportBatch:
    """A file a month: GLImport.001 to .004."""
    return produce(company)


def ready() -> list[str]:
    rows = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    return list(rows.order_by("pk").values_list("document_number", flat=True))


def assert_refused(guard: str, rows: Any, **values: Any) -> None:
    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        rows.update(**values)


def test_scenario_85_an_import_says_who_when_and_which_period(
    company: Company, batch: ExportBatch
) -> None:
    member = make_member(company)
    first, *_others = files_of(batch)

    take(first, period="8", imported_by=member)

    first.refresh_from_db()
    assert first.state == State.IMPORTED
    assert (first.imported_at, first.imported_by) == (NOW, member)
    assert first.acomba_period == "8"


def test_scenario_85_acomba_takes_three_files_of_four(
    company: Company, batch: ExportBatch
) -> None:
    first, second, third, fourth = files_of(batch)

    take(first, second, fourth)
    refuse(third, report="GLImport.003\nCompte 4000 inconnu")

    assert states_of(batch) == ["IMPORTED", "IMPORTED", "REJECTED", "IMPORTED"]
    assert batch.state == ExportBatch.State.PARTLY_IMPORTED
    assert ready() == ["FAC-00003"]
    again = produce(company)
    assert numbers_in(again) == ["FAC-00003"]
    assert list(faults(using="default")) == []


def test_what_acomba_rejected_is_ready_again_and_its_words_are_kept(
    batch: ExportBatch,
) -> None:
    first, *_others = files_of(batch)
    content = bytes(first.content)
    report = "GLImport.001\r\nErreur interne\r\n"

    refuse(first, report=report)

    first.refresh_from_db()
    assert (first.state, first.error_report) == (State.REJECTED, report)
    assert (bytes(first.content), first.rejected_at) == (content, NOW)
    assert ready() == ["FAC-00001"]


def test_cancelling_a_batch_cancels_what_still_waits(batch: ExportBatch) -> None:
    first, second, *_others = files_of(batch)
    take(first)
    refuse(second)

    cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)

    assert states_of(batch) == ["IMPORTED", "REJECTED", "CANCELLED", "CANCELLED"]
    assert ready() == ["FAC-00002", "FAC-00003", "FAC-00004"]
    assert list(faults(using="default")) == []


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ("PPPP", "PRODUCED"),
        ("IIII", "IMPORTED"),
        ("RRRR", "REJECTED"),
        ("CCCC", "CANCELLED"),
        ("IPPP", "PARTLY_IMPORTED"),
        ("IIIR", "PARTLY_IMPORTED"),
        ("CIII", "PARTLY_IMPORTED"),
        ("PRCC", "PRODUCED"),
        ("RRCC", "REJECTED"),
    ],
)
def test_the_state_of_a_batch_follows_its_files(
    batch: ExportBatch, states: str, told: str
) -> None:
    for file, state in zip(files_of(batch), states, strict=True):
        {"P": lambda _file: None, "I": take, "R": refuse, "C": cancel}[state](file)
    files_in_format(batch=batch, format_id="xlsx")

    found: Any = ExportBatch.objects.with_state().get()

    assert batch.state == told
    assert found.state == told
    assert found.waits == ("P" in states)


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (take, "^GLImport.001 was imported in Acomba: it stays."),
        (refuse, r"^GLImport.001 was rejected already\.$"),
        (cancel, r"^GLImport.001 is cancelled already\.$"),
    ],
)
@pytest.mark.parametrize("then", [take, refuse, cancel])
def test_a_file_has_one_end(
    batch: ExportBatch, first: Any, then: Any, message: str
) -> None:
    file, other, *_others = files_of(batch)
    first(file)
    before = list(ExportFile.objects.values())

    with pytest.raises(FileStateError, match=message):
        then(other, file)

    assert list(ExportFile.objects.values()) == before


def test_an_import_confirmed_by_mistake_is_taken_back_with_its_reason(
    company: Company, batch: ExportBatch
) -> None:
    member = make_member(company)
    first, *_others = files_of(batch)
    take(first, period="8", imported_by=member)

    take_back(first, LATER, reason="Confirmé le mauvais fichier")

    first.refresh_from_db()
    assert first.state == State.PRODUCED
    assert (first.imported_at, first.imported_by) == (None, None)
    assert first.acomba_period == ""
    kept = TakenBackImport.objects.get()
    assert (kept.imported_at, kept.imported_by, kept.acomba_period) == (
        NOW,
        member,
        "8",
    )
    assert (kept.reason, kept.taken_back_at) == ("Confirmé le mauvais fichier", LATER)
    told = changes_of(company).get(
        content_type__model="takenbackimport", action=LogEntry.Action.CREATE
    )
    assert told.object_repr == "Batch 1, GLImport.001"
    assert told.changes is not None
    assert told.changes["reason"] == ["None", "Confirmé le mauvais fichier"]
    assert list(faults(using="default")) == []


def test_what_was_taken_back_can_end_otherwise(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)
    take(first)
    take_back(first, LATER)

    take(first, imported_at=LATER)
    take_back(first, LATER + timedelta(hours=1))
    cancel(first)

    assert states_of(batch)[0] == "CANCELLED"
    assert TakenBackImport.objects.count() == 2


@pytest.mark.parametrize("end", [refuse, cancel, lambda _file: None])
def test_only_an_import_is_taken_back(batch: ExportBatch, end: Any) -> None:
    first, *_others = files_of(batch)
    end(first)

    with pytest.raises(FileStateError, match=r"^GLImport.001 is not imported"):
        take_back(first, LATER)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_import_is_not_taken_back_without_a_reason(
    batch: ExportBatch, reason: str
) -> None:
    first, *_others = files_of(batch)
    take(first)

    with pytest.raises(FileStateError, match=r"^Give the reason"):
        take_back(first, LATER, reason=reason)

    assert states_of(batch)[0] == "IMPORTED"


@pytest.mark.parametrize(
    "values",
    [
        {"state": "PRODUCED", "imported_at": None, "acomba_period": ""},
        {"state": None, "imported_at": None, "acomba_period": ""},
        {"state": "CANCELLED", "imported_at": None, "cancelled_at": NOW},
        {"acomba_period": "12"},
        {"content": b"other"},
    ],
)
def test_scenario_85_the_database_keeps_an_import(
    batch: ExportBatch, values: dict[str, Any]
) -> None:
    first, *_others = files_of(batch)
    take(first)

    assert_refused("^exportfile_", rows(first), **values)


def rows(file: ExportFile) -> Any:
    return ExportFile.objects.filter(pk=file.pk)


def test_an_import_is_taken_back_once_for_each_reason_given(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)
    take(first)
    take_back(first, LATER)
    take(first, imported_at=LATER)

    assert_refused(
        "exportfile_imported_is_fixed",
        rows(first),
        state="PRODUCED",
        imported_at=None,
        acomba_period="",
    )


def test_a_reason_is_given_for_an_import_that_stands(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)

    with pytest.raises(DatabaseError, match="takenbackimport_was_imported"):
        TakenBackImport.objects.create(
            file=first, imported_at=NOW, reason="Erreur", taken_back_at=LATER
        )


def test_who_took_an_import_back_stays(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)
    take(first)
    take_back(first, LATER)
    kept = TakenBackImport.objects.all()

    assert_refused("takenbackimport_is_fixed", kept, reason="Autre")
    with (
        pytest.raises(DatabaseError, match="takenbackimport_is_kept"),
        transaction.atomic(),
    ):
        kept._raw_delete(using="default")  # noqa: SLF001 - the database must refuse, not Django


@pytest.mark.parametrize("end", [refuse, cancel])
@pytest.mark.parametrize("values", [{"state": "PRODUCED"}, {"name": "GLImport.009"}])
def test_a_file_that_ended_is_fixed(
    batch: ExportBatch, end: Any, values: dict[str, Any]
) -> None:
    first, *_others = files_of(batch)
    end(first)

    assert_refused("exportfile_is_fixed", rows(first), **values)


def test_a_copy_has_no_state(batch: ExportBatch) -> None:
    (copy,) = files_in_format(batch=batch, format_id="xlsx")
    first, *_others = files_of(batch)

    assert copy.state is None
    assert_refused("exportfile_is_fixed", rows(copy), state="PRODUCED")
    assert_refused("exportfile_copy_has_no_state", rows(first), state=None)
    with (
        pytest.raises(IntegrityError, match="exportfile_copy_has_no_state"),
        transaction.atomic(),
    ):
        ExportFile.objects.create(
            batch=batch,
            format="csv",
            name="lot-1.csv",
            first_on=copy.first_on,
            last_on=copy.last_on,
            entry_count=4,
            total=0,
            content=b"",
            state="PRODUCED",
        )


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("imported", {"imported_at": NOW}),
        ("imported", {"state": "IMPORTED"}),
        ("imported", {"acomba_period": "11"}),
        ("rejected", {"rejected_at": NOW}),
        ("rejected", {"error_report": "Erreur"}),
        ("rejected", {"errors": {"faults": [], "more": 0}}),
        ("cancelled", {"cancelled_at": NOW}),
    ],
)
def test_a_state_and_what_is_told_of_it_agree(
    batch: ExportBatch, act: str, values: dict[str, Any]
) -> None:
    first, *_others = files_of(batch)

    assert_refused(f"exportfile_{act}_at_says_its_state", rows(first), **values)


def test_a_file_ends_without_its_entries(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)

    assert_refused(
        "exportfile_ended_holds_no_entry",
        rows(first),
        state="CANCELLED",
        cancelled_at=NOW,
    )


def test_an_exported_entry_keeps_its_place(batch: ExportBatch) -> None:
    places = BatchEntry.objects.filter(file=files_of(batch)[0])

    assert_refused("batchentry_exported_is_not_released", places, released_at=NOW)
    assert_refused("batchentry_is_fixed", places, position=9)


def test_a_place_that_was_released_never_lives_again(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)
    cancel(first)
    places = BatchEntry.objects.filter(file=first)

    assert_refused("batchentry_is_fixed", places, released_at=None)


@pytest.mark.parametrize("end", [refuse, cancel])
def test_an_entry_is_exported_only_in_a_file_that_stands(
    batch: ExportBatch, end: Any
) -> None:
    end(files_of(batch)[0])
    entries = JournalEntry.objects.filter(status="READY")

    assert_refused("journalentry_exported_is_carried", entries, status="EXPORTED")


def test_scenario_85_an_entry_of_an_import_stays_exported(batch: ExportBatch) -> None:
    first, *_others = files_of(batch)
    take(first)
    entries = JournalEntry.objects.filter(batches__file=first)

    assert_refused("journalentry_imported_stays_exported", entries, status="READY")


@pytest.mark.parametrize("values", [{"total": 1}, {"is_begun": True}])
def test_a_produced_batch_is_fixed(batch: ExportBatch, values: dict[str, Any]) -> None:
    batches = ExportBatch.objects.filter(pk=batch.pk)

    assert_refused("exportbatch_produced_is_fixed", batches, **values)


@pytest.mark.parametrize(
    ("model", "guard"),
    [
        (BatchEntry, "batchentry_is_kept"),
        (ExportBatch, "exportbatch_is_kept"),
        (ExportFile, "exportfile_is_kept"),
    ],
)
def test_a_batch_its_files_and_places_are_never_deleted(
    batch: ExportBatch, model: Any, guard: str
) -> None:
    one = model.objects.filter(pk=model.objects.values_list("pk", flat=True)[0])

    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        one._raw_delete(using="default")  # noqa: SLF001 - the database must refuse, not Django

    assert ExportBatch.objects.filter(pk=batch.pk).exists()
