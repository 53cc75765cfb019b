from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounting.journal.movements import Account
from accounting.models import AccountingSettings, GLAccount, JournalEntry
from exports.models import BatchEntry, ExportBatch, GLImportSettings
from exports.queries import plan_export
from exports.services.producing import NothingToExportError
from tests.exports.journal import (
    MONTH_END,
    NO_ACCOUNT,
    TODAY,
    make_books,
    numbers_in,
    produce,
    record_sale,
)

Status = JournalEntry.Status
pytestmark = pytest.mark.django_db


def test_a_batch_writes_what_is_ready_to_the_byte() -> None:
    company = make_books()
    entry = record_sale(company)

    batch = produce(company)

    entry.refresh_from_db()
    file = batch.files.get()
    assert (entry.status, entry.was_exported) == (Status.EXPORTED, True)
    assert (batch.number, batch.entry_count, batch.total) == (1, 1, Decimal("114.98"))
    assert (file.name, file.first_on, file.last_on) == (
        "GLImport.001",
        date(2026, 11, 1),
        date(2026, 11, 30),
    )
    assert bytes(file.content).decode("cp1252").split("\r\n")[1:] == [
        "LGL7",
        "E261103" + "FAC-00042 Tremblay".ljust(35),
        "T   1201   114.98         ",
        "T   4000            114.98",
        "",
    ]


def test_batches_and_files_are_numbered_one_after_the_other() -> None:
    company = make_books()
    record_sale(company, 1)
    produce(company)
    record_sale(company, 2)

    batch = produce(company)

    assert batch.number == 2
    assert batch.files.get().name == "GLImport.002"
    assert GLImportSettings.objects.get().next_counter == 3
    assert numbers_in(batch) == ["FAC-00002"]


def test_scenario_42_two_months_make_two_files() -> None:
    company = make_books()
    record_sale(company, 2, on=date(2027, 1, 4), amount="20.00")
    record_sale(company, 1, on=date(2026, 12, 30), amount="10.00")

    batch = produce(company, date(2027, 1, 31))

    files = batch.files.values_list("name", "first_on", "last_on", "total")
    december = (date(2026, 12, 1), date(2026, 12, 31), Decimal("10.00"))
    january = (date(2027, 1, 1), date(2027, 1, 31), Decimal("20.00"))
    assert list(files) == [("GLImport.001", *december), ("GLImport.002", *january)]
    assert numbers_in(batch) == ["FAC-00001", "FAC-00002"]


def test_what_is_held_or_comes_later_stays_behind() -> None:
    company = make_books()
    record_sale(company, 1, held=True)
    later = record_sale(company, 2, on=MONTH_END)
    record_sale(company, 3)

    batch = produce(company)

    later.refresh_from_db()
    assert numbers_in(batch) == ["FAC-00003"]
    assert later.status == Status.READY


def test_nothing_ready_makes_no_batch() -> None:
    company = make_books()
    record_sale(company, held=True)

    with pytest.raises(NothingToExportError, match=r"^Nothing to export through"):
        produce(company)

    assert not ExportBatch.objects.exists()
    assert GLImportSettings.objects.get().next_counter == 1


def test_an_entry_without_an_account_is_set_aside_and_named() -> None:
    company = make_books()
    record_sale(company, 1, account=NO_ACCOUNT)
    record_sale(company, 2)

    (aside,) = plan_export(company=company, through=TODAY, produced_on=TODAY).set_aside

    assert (aside.entry.document, aside.missing) == ("FAC-00001", ("missing:item:7",))
    assert numbers_in(produce(company)) == ["FAC-00002"]


@pytest.mark.parametrize("broken", [{"is_control": True}, {"is_active": False}])
def test_an_entry_on_an_account_acomba_refuses_is_set_aside(
    broken: dict[str, bool],
) -> None:
    company = make_books()
    record_sale(company, 1, account=Account(number="4010", origin="item:1"))
    record_sale(company, 2)
    GLAccount.objects.filter(number="4010").update(**broken)

    (aside,) = plan_export(company=company, through=TODAY, produced_on=TODAY).set_aside

    assert [account.number for account in aside.unusable] == ["4010"]
    assert numbers_in(produce(company)) == ["FAC-00002"]


def test_an_amount_too_wide_for_the_file_is_set_aside() -> None:
    company = make_books()
    record_sale(company, amount="1000000.00")

    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)

    (aside,) = plan.set_aside
    assert (plan.entry_count, plan.total) == (0, Decimal(0))
    assert [(found.limit, found.account) for found in aside.limits] == [
        ("amount_too_large", "1201"),
        ("amount_too_large", "4000"),
    ]


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ({"happened_on": date(1999, 12, 31)}, "date_out_of_range"),
        ({"document_number": "œ" * 16}, "document_too_long"),
    ],
)
def test_what_the_file_cannot_write_is_set_aside(
    values: dict[str, object], limit: str
) -> None:
    company = make_books()
    entry = record_sale(company, 1)
    JournalEntry.objects.filter(pk=entry.pk).update(**values)
    record_sale(company, 2)

    (aside,) = plan_export(company=company, through=TODAY, produced_on=TODAY).set_aside

    assert [found.limit for found in aside.limits] == [limit]
    assert numbers_in(produce(company)) == ["FAC-00002"]


def test_an_entry_in_closed_books_takes_the_first_open_day() -> None:
    company = make_books()
    record_sale(company, on=date(2026, 10, 28))
    AccountingSettings.objects.update(closed_through=date(2026, 10, 31))

    batch = produce(company)

    assert batch.entries.get().dated_on == date(2026, 11, 1)
    assert b"E261101FAC-00042 du 2026-10-28 Trembl" in bytes(batch.files.get().content)


def test_scenario_86_an_entry_is_in_one_living_batch() -> None:
    company = make_books()
    record_sale(company)
    place = produce(company).entries.get()
    place.pk, place.position = None, 2

    with pytest.raises(IntegrityError, match=r"batchentry_entry|batchentry\.entry_id"):
        place.save(force_insert=True)


def test_scenario_86_an_event_has_one_entry() -> None:
    entry = record_sale(make_books())
    entry.pk, entry.revision = None, 2

    with pytest.raises(IntegrityError, match=r"journalentry"):
        entry.save(force_insert=True)


def test_scenario_86_a_second_batch_finds_nothing() -> None:
    company = make_books()
    record_sale(company)
    produce(company)

    with pytest.raises(NothingToExportError):
        produce(company)

    assert BatchEntry.objects.count() == 1


def test_scenario_93_a_file_holds_the_entries_of_one_company() -> None:
    here, elsewhere = make_books("cote"), make_books("boutique")
    record_sale(here, 1, amount="10.00")
    other = record_sale(elsewhere, 2, amount="20.00")

    batch = produce(here)

    other.refresh_from_db()
    assert numbers_in(batch) == ["FAC-00001"]
    assert b"FAC-00002" not in bytes(batch.files.get().content)
    assert other.status == Status.READY
    assert produce(elsewhere).files.get().name == "GLImport.001"
