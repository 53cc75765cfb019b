"""The journal moves after a batch is rendered and before it is stored."""

from datetime import date

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounting.models import AccountingSettings, GLAccount, JournalEntry
from companies.models import Company
from exports.models import ExportBatch, GLImportSettings
from exports.services.producing import NothingToExportError
from exports.services.storing import JournalMovedError
from tests.exports.interrupting import RENDERED, before
from tests.exports.journal import make_books, numbers_in, produce, record_sale
from tests.exports.reading import titles_in

pytestmark = pytest.mark.django_db


def change_party() -> None:
    JournalEntry.objects.update(party=Concat(F("party"), Value("!")))


def test_an_entry_that_changes_once_is_rendered_again() -> None:
    company = make_books()
    record_sale(company)

    with before(RENDERED, change_party, times=1) as asked:
        batch = produce(company)

    assert titles_in(batch) == ["2026-11-03 FAC-00042 Tremblay!"]
    assert len(asked) == 2


def test_an_entry_that_keeps_changing_stops_the_batch() -> None:
    company = make_books()
    entry = record_sale(company)

    with (
        before(RENDERED, change_party, times=9) as asked,
        pytest.raises(JournalMovedError, match=r"^Entries changed while they were"),
    ):
        produce(company)

    entry.refresh_from_db()
    assert (entry.status, entry.was_exported) == ("READY", False)
    assert not ExportBatch.objects.exists()
    assert GLImportSettings.objects.get().next_counter == 1
    assert len(asked) == 3


def test_an_entry_that_is_held_meanwhile_stays_behind() -> None:
    company = make_books()
    entry = record_sale(company, 1)
    record_sale(company, 2)

    def hold() -> None:
        JournalEntry.objects.filter(pk=entry.pk).update(status="HELD", ready_on=None)

    with before(RENDERED, hold, times=1):
        batch = produce(company)

    assert numbers_in(batch) == ["FAC-00002"]


def test_the_last_entry_withdrawn_meanwhile_leaves_nothing() -> None:
    company = make_books()
    record_sale(company)

    def withdraw() -> None:
        JournalEntry.objects.update(status="WITHDRAWN")

    with before(RENDERED, withdraw, times=1), pytest.raises(NothingToExportError):
        produce(company)

    assert not ExportBatch.objects.exists()


def test_another_day_of_release_dates_the_entry_again() -> None:
    company = make_books()
    record_sale(company)
    AccountingSettings.objects.update(only_when_paid=True, sale_date="payment")

    def release_later() -> None:
        JournalEntry.objects.update(ready_on=date(2026, 11, 20))

    with before(RENDERED, release_later, times=1):
        batch = produce(company)

    assert batch.entries.get().dated_on == date(2026, 11, 20)


def test_settings_that_change_meanwhile_are_those_of_the_batch() -> None:
    company = make_books()
    record_sale(company)

    def correct_width() -> None:
        GLImportSettings.objects.update(account_width=9)

    with before(RENDERED, correct_width, times=1):
        batch = produce(company)

    assert batch.profile["account_width"] == 9
    assert bytes(batch.files.get().content).split(b"\r\n")[1] == b"LGL9"


def test_the_batch_speaks_the_language_that_was_chosen_meanwhile() -> None:
    company = make_books()
    record_sale(company)

    def choose_english() -> None:
        Company.objects.update(language=Company.Language.ENGLISH)

    with before(RENDERED, choose_english, times=1):
        batch = produce(company)

    assert batch.language == "en-ca"
    assert bytes(batch.files.get().content).startswith(
        b"GLImport.001 - Invoices for the period"
    )


def test_an_account_closed_meanwhile_keeps_its_entries_behind() -> None:
    company = make_books()
    record_sale(company)

    def close_account() -> None:
        GLAccount.objects.filter(number="4000").update(is_active=False)

    with before(RENDERED, close_account, times=1), pytest.raises(NothingToExportError):
        produce(company)


def test_a_new_entry_waits_for_the_next_batch() -> None:
    company = make_books()
    record_sale(company, 1)

    with before(RENDERED, lambda: record_sale(company, 2), times=1) as asked:
        batch = produce(company)

    assert numbers_in(batch) == ["FAC-00001"]
    assert len(asked) == 1
    assert numbers_in(produce(company)) == ["FAC-00002"]
