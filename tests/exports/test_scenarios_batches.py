"""Batches and files: nothing twice, nothing garbled, nothing of a neighbour."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook

from accounting.formats.limits import Limit
from accounting.models import GLAccount, JournalEntry
from exports.models import BatchEntry, ExportBatch, ExportFile, GLImportSettings
from exports.queries import plan_export
from exports.services.cancelling import cancel_batch
from exports.services.files import files_in_format
from invoices.models import Customer
from tests.exports.journal import NOW, TODAY, produce
from tests.exports.previews import preview_of
from tests.exports.reading import entries_in, keys_in, sides, titles_in, written_in
from tests.factories import (
    make_account,
    make_company,
    make_customer,
    make_item,
    make_method,
    make_settings,
    make_tax_groups,
)
from tests.invoices.shop import NOVEMBER_3, Shop


def bill(shop: Shop, name: str) -> None:
    """Issue an invoice of 100.00 to a customer of this name."""
    Customer.objects.filter(pk=shop.customer.pk).update(name=name)
    shop.customer.refresh_from_db()
    shop.issue(shop.line("100.00"))


def unique_constraints(model: type[BatchEntry | JournalEntry]) -> set[str]:
    """The names of the unique constraints that the database itself holds."""
    with connection.cursor() as cursor:
        found: Mapping[str, Mapping[str, object]] = (
            connection.introspection.get_constraints(cursor, model._meta.db_table)  # noqa: SLF001 - _meta is Django's documented API
        )
    return {name for name, about in found.items() if about["unique"]}


def rows_in(workbook: ExportFile) -> list[tuple[Any, ...]]:
    """The rows of an Excel twin that hold something, but for its headings."""
    sheet = load_workbook(BytesIO(bytes(workbook.content))).worksheets[0]
    return [row for row in sheet.iter_rows(min_row=2, values_only=True) if any(row)]


def line_of(row: tuple[Any, ...]) -> str:
    side, amount = ("D", row[5]) if row[5] else ("C", row[6])
    return f"{row[0].date()} {side} {row[3]} {amount:.2f}"


def lines_in(file: ExportFile) -> list[str]:
    """Its lines in order, such as `2026-11-03 D 1201 114.98`."""
    entries = entries_in(file)
    return [f"{entry.date} {side}" for entry in entries for side in sides(entry)]


def test_scenario_84_a_new_batch_holds_the_same_twelve_entries(shop: Shop) -> None:
    for price in range(1, 7):
        invoice = shop.issue(shop.line(f"{price}00.00"))
        shop.pay({invoice: f"{invoice.total.amount}"}, on=NOVEMBER_3)
    first = produce(shop.company)
    keys, written = keys_in(first), written_in(first)

    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)

    assert first.state == ExportBatch.State.CANCELLED
    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    assert ready.count() == len(keys) == 12
    second = produce(shop.company)
    assert keys_in(second) == keys
    assert list(written_in(second).values()) == list(written.values())
    assert written_in(first) == written


def test_scenario_86_the_database_names_what_keeps_an_event_single(
    shop: Shop,
) -> None:
    assert shop.company.pk
    assert unique_constraints(JournalEntry) >= {
        "journalentry_event_revision_unique",
        "journalentry_event_has_one_living_entry",
    }
    assert "batchentry_entry_in_one_living_batch" in unique_constraints(BatchEntry)


def test_scenario_86_a_script_cannot_write_the_sale_again(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    again = JournalEntry.objects.get()
    again.pk = None

    # The key is the event's, so another label or customer does not hide it.
    again.document_number, again.party = "FAC-99999", "Autre"
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalEntry.objects.bulk_create([again])

    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_scenario_90_names_reach_the_file_in_its_character_set(
    shop: Shop, encoding: str
) -> None:
    GLImportSettings.objects.create(company=shop.company, encoding=encoding)
    bill(shop, "Côté & Fils, l’été… œuvre")
    bill(shop, "L’œuvre –\tOuest…")

    content = bytes(produce(shop.company).files.get().content).decode(encoding)

    lines = content.split("\r\n")
    titles = [line[7:].rstrip() for line in lines if line.startswith("E")]
    assert titles == [
        "FAC-00001 Côté & Fils, l'été..",
        "FAC-00002 L'oeuvre - Ouest...",
    ]
    assert "?" not in content
    assert {len(line) for line in lines if line.startswith("E")} == {42}


def test_scenario_90_the_preview_shows_each_new_spelling(shop: Shop) -> None:
    bill(shop, "L’œuvre – Côté")

    spellings = preview_of(shop).spellings
    assert [(new.word, new.in_file) for new in spellings] == [
        ("L’œuvre", "L'oeuvre"),
        ("–", "-"),
    ]


def test_scenario_91_a_long_name_is_cut_behind_the_number_in_the_file(
    shop: Shop,
) -> None:
    bill(shop, "Plomberie " * 8)

    assert titles_in(produce(shop.company)) == [
        "2026-11-03 FAC-00001 Plomberie Plomberie"
    ]


def test_scenario_91_an_account_too_wide_is_refused_not_cut(shop: Shop) -> None:
    wide = make_account(shop.company, "40001234", category=GLAccount.Category.REVENUE)
    shop.issue(shop.line("100.00", wide.number))
    shop.issue(shop.line("100.00"))

    (aside,) = plan_export(
        company=shop.company, through=TODAY, produced_on=TODAY
    ).set_aside
    batch = produce(shop.company)

    assert [(found.limit, found.account) for found in aside.limits] == [
        (Limit.ACCOUNT_TOO_WIDE, "40001234")
    ]
    assert titles_in(batch) == ["2026-11-03 FAC-00002 Gagnon"]
    assert b"4000123" not in bytes(batch.files.get().content)


def test_scenario_92_the_twin_tells_what_the_files_tell(shop: Shop) -> None:
    make_account(shop.company, "0400", category=GLAccount.Category.REVENUE)
    shop.issue(shop.line("100.00", "0400"), on=NOVEMBER_3.replace(month=10))
    bill(shop, "Roy")
    batch = produce(shop.company)
    files = list(batch.files.all())

    (twin,) = files_in_format(batch=batch, format_id="xlsx")

    told = [line for file in files for line in lines_in(file)]
    rows = rows_in(twin)
    assert [line_of(row) for row in rows[: len(told)]] == told
    assert rows[len(told)][::5] == ("Total", 229.96)
    assert [row[:3] for row in rows[len(told) + 1 :]] == [
        ("SHA-256", file.name, file.sha256) for file in files
    ]


def test_scenario_92_a_name_that_looks_like_a_formula_stays_text(shop: Shop) -> None:
    GLAccount.objects.filter(number="1201").update(name="=A1+1")
    shop.issue(shop.line("100.00"))

    (twin,) = files_in_format(batch=produce(shop.company), format_id="xlsx")

    cell = load_workbook(BytesIO(bytes(twin.content))).worksheets[0]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=A1+1", "s", True)


def test_scenario_93_each_company_maps_the_item_both_sell(shop: Shop) -> None:
    company = make_settings(make_company("boutique", name="Boutique")).company
    other = Shop(
        company=company,
        groups=make_tax_groups(company),
        customer=make_customer(company, name="Roy"),
        method=make_method(company),
    )
    for each, account in [(shop, "4000"), (other, "4010")]:
        item = make_item(each.company, "VISITE", credit_account=each.account(account))
        each.issue(each.line("100.00", None, item=item))

    here, elsewhere = produce(shop.company), produce(other.company)

    assert titles_in(here) == ["2026-11-03 FAC-00001 Gagnon"]
    assert titles_in(elsewhere) == ["2026-11-03 FAC-00001 Roy"]
    assert [
        sides(entries_in(batch.files.get())[0])[1] for batch in (here, elsewhere)
    ] == ["C 4000 100.00", "C 4010 100.00"]
