import pytest

from accounting.models import JournalEntry
from exports.models import ExportBatch
from exports.services.cancelling import FileStateError, cancel_batch
from tests.exports.journal import NOW, make_books, numbers_in, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_scenario_84_a_cancelled_batch_leaves_its_entries_to_the_next() -> None:
    company = make_books()
    entries = {record_sale(company, number).pk for number in (1, 2, 3)}
    first = produce(company)
    content = bytes(first.files.get().content)

    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)

    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    assert set(ready.values_list("pk", flat=True)) == entries
    assert bytes(first.files.get().content) == content
    second = produce(company)
    assert second.number == 2
    assert set(second.entries.values_list("entry", flat=True)) == entries
    assert numbers_in(second) == numbers_in(first)


def test_a_cancelled_batch_says_who_and_when() -> None:
    company = make_books()
    record_sale(company)
    member = make_member(company)

    cancel_batch(batch=produce(company), cancelled_at=NOW, cancelled_by=member)

    batch = ExportBatch.objects.get()
    file = batch.files.get()
    assert batch.state == ExportBatch.State.CANCELLED
    assert (file.cancelled_at, file.cancelled_by) == (NOW, member)
    assert batch.entries.get().released_at == NOW


def test_a_batch_is_cancelled_once() -> None:
    company = make_books()
    record_sale(company)
    first = produce(company)
    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)
    second = produce(company)

    with pytest.raises(FileStateError, match=r"^No file of batch 1 waits"):
        cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)

    entry = JournalEntry.objects.get()
    assert second.state == ExportBatch.State.PRODUCED
    assert entry.status == JournalEntry.Status.EXPORTED
