"""A large batch is stored in parts: begun, then produced, or taken back whole."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounting.control import CONTROLS
from accounting.models import JournalEntry
from companies.models import Company, Membership
from exports.models import BatchEntry, ExportBatch, GLImportSettings
from exports.services import storing
from exports.services.cancelling import FileStateError, cancel_batch
from exports.services.storing import ControlTotalsError
from plannit.verification import faults
from tests.exports.interrupting import RENDERED, before
from tests.exports.journal import (
    NOW,
    make_books,
    numbers_in,
    produce,
    produce_with,
    record_sale,
)
from tests.exports.reading import titles_in
from tests.factories import make_member
from tests.unguarded import unguarded

FILE = 'INSERT INTO "exports_exportfile"'
ALL = [f"FAC-{number:05}" for number in range(1, 7)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch: pytest.MonkeyPatch) -> Company:
    """Six entries that go in three files, each in a transaction of its own."""
    monkeypatch.setattr(storing, "AT_ONCE", 2)
    company = make_books()
    GLImportSettings.objects.create(company=company, max_entries_per_file=2)
    for number in range(1, 7):
        record_sale(company, number)
    return company


def states() -> list[str]:
    rows = JournalEntry.objects.order_by("document_number")
    return list(rows.values_list("status", flat=True))


def assert_proved() -> None:
    assert list(faults(using="default")) == []


def leave_begun(company: Company) -> ExportBatch:
    """A batch whose process died before it was produced."""
    batch = produce(company)
    mark_begun(batch)
    return batch


def mark_begun(batch: ExportBatch) -> None:
    """As it was before its last transaction."""
    with unguarded():
        ExportBatch.objects.filter(pk=batch.pk).update(is_begun=True)
    batch.refresh_from_db()


def test_it_is_begun_until_all_of_it_is_there(company: Company) -> None:
    seen = []

    def look() -> None:
        begun = [batch.state for batch in ExportBatch.objects.all()]
        seen.append((begun, BatchEntry.objects.count(), states().count("READY")))

    with before(FILE, look, times=3):
        batch = produce(company)

    assert seen == [(["BEGUN"], 0, 6), (["BEGUN"], 2, 4), (["BEGUN"], 4, 2)]
    assert (batch.state, batch.entry_count) == ("PRODUCED", 6)
    assert numbers_in(batch) == ALL
    assert list(batch.entries.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert [file.name for file in batch.files.all()] == [
        "GLImport.001",
        "GLImport.002",
        "GLImport.003",
    ]
    assert GLImportSettings.objects.get().next_counter == 4
    assert_proved()


def test_what_is_kept_with_it_fails_and_its_entries_are_ready(company: Company) -> None:
    def fail(_batch: ExportBatch) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        produce_with(uuid4(), company, keep=fail)

    taken_back = ExportBatch.objects.get()
    assert taken_back.state == "CANCELLED"
    assert {file.cancelled_at for file in taken_back.files.all()} == {NOW}
    assert states() == ["READY"] * 6
    assert GLImportSettings.objects.get().next_counter == 1
    assert_proved()
    assert numbers_in(produce(company)) == ALL


def test_a_first_part_that_is_refused_leaves_no_batch(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONTROLS, "refusal", lambda _company, _entries: ["Wrong."])

    with pytest.raises(ControlTotalsError, match=r"^Nothing is produced: .* Wrong\."):
        produce(company)

    assert not ExportBatch.objects.exists()
    assert states() == ["READY"] * 6


def test_an_entry_that_moves_between_two_parts_begins_another_batch(
    company: Company,
) -> None:
    last = JournalEntry.objects.filter(document_number="FAC-00006")

    with before(FILE, lambda: last.update(party="Gagnon"), times=1):
        batch = produce(company)

    taken_back = ExportBatch.objects.get(number=1)
    assert (taken_back.state, taken_back.entry_count) == ("CANCELLED", 4)
    assert taken_back.total == Decimal("459.92")
    assert (batch.number, batch.state) == (2, "PRODUCED")
    assert titles_in(batch)[-1] == "2026-11-03 FAC-00006 Gagnon"
    assert numbers_in(batch) == ALL
    assert_proved()


def test_the_next_export_takes_what_a_dead_one_left(company: Company) -> None:
    left = leave_begun(company)
    assert_proved()

    batch = produce(company)

    left.refresh_from_db()
    assert (left.state, left.statement) == ("CANCELLED", None)
    assert {file.cancelled_at for file in left.files.all()} == {NOW}
    assert (batch.number, numbers_in(batch)) == (2, ALL)
    assert_proved()


def test_the_key_of_one_that_died_gives_another_batch(company: Company) -> None:
    left = leave_begun(company)

    batch = produce_with(left.key, company)

    assert (batch.number, batch.state) == (2, "PRODUCED")


def test_a_second_click_outlives_the_first_that_died(company: Company) -> None:
    key = uuid4()

    def die_begun() -> None:
        mark_begun(produce_with(key, company))

    with before(RENDERED, die_begun, times=1):
        batch = produce_with(key, company)

    assert (batch.number, batch.state, batch.key) == (2, "PRODUCED", key)
    assert numbers_in(batch) == ALL
    assert ExportBatch.objects.get(number=1).state == "CANCELLED"
    assert_proved()


def test_it_is_neither_cancelled_nor_given_while_it_is_begun(
    company: Company, client: Client
) -> None:
    batch = leave_begun(company)
    with pytest.raises(FileStateError, match=r"^Batch 1 is being produced: try again"):
        cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))

    page = client.get(reverse("exports:batch_detail", args=["cote", batch.pk]))
    file = reverse("exports:file_download", args=["cote", batch.files.all()[0].pk])
    twin = reverse("exports:batch_xlsx", args=["cote", batch.pk])

    assert "This batch is being produced" in page.content.decode()
    assert "GLImport.001" not in page.content.decode()
    assert "Bordereau" not in page.content.decode()
    assert client.get(file).status_code == 404
    assert client.post(twin).status_code == 404


def test_the_preview_counts_what_a_dead_one_left(
    company: Company, client: Client
) -> None:
    leave_begun(company)
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))

    page = client.get(reverse("exports:batch_new", args=["cote"]))

    assert page.context["preview"].entry_count == 6
    assert ExportBatch.objects.get().state == "CANCELLED"
