"""« Sommaire par jour »: a day of sales is one entry in the file, not in the journal."""

from collections.abc import Mapping
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounting.formats.descriptions import DESCRIPTION_WIDTH
from accounting.formats.words import ENGLISH, FRENCH
from accounting.journal.dating import Event
from accounting.journal.movements import Account
from accounting.models import AccountingSettings, JournalEntry
from companies.models import Company
from exports.models import ExportBatch, GLImportSettings
from exports.preview import Preview, preview_export
from exports.queries import plan_export
from exports.services.cancelling import cancel_batch
from exports.services.files import files_in_format
from tests.accounting.formats.sage50_reader import read_sage50
from tests.exports.journal import (
    NO_ACCOUNT,
    NOW,
    TODAY,
    make_books,
    numbers_in,
    produce,
    record_sale,
)
from tests.exports.reading import net_of, titles_in, written_in
from tests.invoices.shop import NOVEMBER_3, Shop

OTHER_SALES = Account(number="4010", origin="item:2")
pytestmark = pytest.mark.django_db


def make_daily_books() -> Company:
    company = make_books()
    AccountingSettings.objects.update(detail="daily")
    return company


def record_days(company: Company) -> None:
    """Two sales on the 3rd of November, one on the 4th."""
    record_sale(company, 1, amount="10.00")
    record_sale(company, 2, amount="20.00", account=OTHER_SALES)
    record_sale(company, 3, amount="30.00", on=date(2026, 11, 4))


def preview_of(company: Company) -> Preview:
    return preview_export(company=company, through=TODAY, produced_on=TODAY)


def sell_three(shop: Shop) -> ExportBatch:
    shop.change(detail="daily")
    for price in ("100.00", "140.00", "99.99"):
        shop.issue(shop.line(price), on=NOVEMBER_3)
    return produce(shop.company)


def test_scenario_88_three_invoices_of_a_day_are_one_entry(shop: Shop) -> None:
    batch = sell_three(shop)

    assert written_in(batch) == {
        "GLImport.001": [
            [
                "2026-11-03 Ventes du jour (3 factures)",
                "D 1201 390.91",
                "C 4000 339.99",
                "C 2310 17.00",
                "C 2320 33.92",
            ]
        ]
    }


def test_scenario_88_the_batch_keeps_the_entries_of_the_day(shop: Shop) -> None:
    batch = sell_three(shop)

    assert numbers_in(batch) == ["FAC-00001", "FAC-00002", "FAC-00003"]
    file = batch.files.get()
    assert (batch.entry_count, file.entry_count) == (3, 3)
    assert str(batch.total) == str(file.total) == "390.91"
    exported = JournalEntry.objects.filter(status=JournalEntry.Status.EXPORTED)
    assert exported.count() == 3


def test_scenario_88_a_batch_cancelled_gives_each_entry_back(shop: Shop) -> None:
    first = sell_three(shop)
    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)

    AccountingSettings.objects.update(detail="detailed")
    second = produce(shop.company)

    assert len(titles_in(first)) == 1
    assert len(titles_in(second)) == 3
    assert net_of(first) == net_of(second)


def test_scenario_88_the_books_verify(shop: Shop) -> None:
    sell_three(shop)
    out = StringIO()

    call_command("verify", stdout=out)

    assert "3 entries" in out.getvalue().splitlines()


def test_the_other_formats_show_the_days_too() -> None:
    company = make_daily_books()
    record_days(company)
    batch = produce(company)

    (sage,) = files_in_format(batch=batch, format_id="sage50")

    assert [
        (transaction.source, transaction.comment, len(transaction.amounts))
        for transaction in read_sage50(bytes(sage.content))
    ] == [
        ("2026-11-03", "Ventes du jour (2 factures)", 3),
        ("FAC-00003", "FAC-00003 Tremblay", 2),
    ]
    assert (sage.name, sage.entry_count) == ("lot-1.txt", 3)


def test_the_preview_and_the_plan_count_the_entries_of_the_journal() -> None:
    company = make_daily_books()
    record_days(company)

    preview = preview_of(company)
    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)

    assert (preview.entry_count, str(preview.total)) == (3, "60.00")
    assert [file.entry_count for file in preview.files] == [3]
    assert (plan.entry_count, str(plan.total)) == (3, "60.00")


def test_what_cannot_go_is_taken_out_of_its_day() -> None:
    company = make_daily_books()
    record_days(company)
    record_sale(company, 4, account=NO_ACCOUNT)
    record_sale(company, 5, amount="50.00")

    batch = produce(company)

    assert titles_in(batch) == [
        "2026-11-03 Ventes du jour (3 factures)",
        "2026-11-04 FAC-00003 Tremblay",
    ]
    assert numbers_in(batch) == ["FAC-00001", "FAC-00002", "FAC-00005", "FAC-00003"]


def test_a_day_too_large_for_the_file_is_set_aside_entry_by_entry() -> None:
    company = make_daily_books()
    record_sale(company, 1, amount="600000.00")
    record_sale(company, 2, amount="600000.00")
    record_sale(company, 3, amount="30.00", on=date(2026, 11, 4))

    behind = preview_of(company).behind

    assert [each.entry.document_number for each in behind] == ["FAC-00001", "FAC-00002"]
    assert [reason.text for reason in behind[0].reasons] == [
        f"An amount on account {account} is above 999,999.99, which the file cannot"
        " hold. Allow amounts to be split."
        for account in ("1201", "4000")
    ]
    assert numbers_in(produce(company)) == ["FAC-00003"]


def test_a_day_is_one_of_the_entries_that_fill_a_file() -> None:
    company = make_daily_books()
    GLImportSettings.objects.update_or_create(
        company=company, defaults={"max_entries_per_file": 1}
    )
    record_days(company)

    batch = produce(company)

    assert {name: len(found) for name, found in written_in(batch).items()} == {
        "GLImport.001": 1,
        "GLImport.002": 1,
    }
    assert [file.entry_count for file in batch.files.all()] == [2, 1]
    places = batch.entries.order_by("position").values_list("position", "file__name")
    assert list(places) == [
        (1, "GLImport.001"),
        (2, "GLImport.001"),
        (3, "GLImport.002"),
    ]


@pytest.mark.parametrize("days", [FRENCH.days, ENGLISH.days], ids=["French", "English"])
def test_a_full_day_is_told_without_a_cut(days: Mapping[Event, str]) -> None:
    assert days.keys() == set(Event)
    assert max(len(day.format(count=100)) for day in days.values()) <= DESCRIPTION_WIDTH
