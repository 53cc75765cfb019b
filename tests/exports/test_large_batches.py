"""What a batch asks of the database: as much as its chunks, whatever they hold."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine, Side
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from exports.models import ExportBatch
from exports.queries import (
    SetAside,
    glimport_settings_for,
    read_terms,
    review_entries,
    sheet_of,
)
from exports.services.files import files_in_format
from exports.services.rendering import render_files
from tests.exports.journal import INVOICE, TODAY, make_books, produce

DAY = date(2026, 11, 3)
CENT = Decimal("0.01")
pytestmark = pytest.mark.django_db


def record_sales(company: Company, count: int) -> None:
    """So many entries of one cent, all of one day."""
    lines = (
        JournalLine(account="1201", side=Side.DEBIT, amount=CENT),
        JournalLine(account="4000", side=Side.CREDIT, amount=CENT),
    )
    plans = [
        EntryPlan(
            source_kind=INVOICE,
            source_id=number,
            event=Event.SALE,
            document_number=f"FAC-{number:05}",
            party="Tremblay",
            happened_on=DAY,
            ready_on=DAY,
            lines=lines,
        )
        for number in range(count)
    ]
    record_plans(company=company, plans=plans, sources={INVOICE: []})


def files_of(count: int) -> int:
    """At most 998 entries a file."""
    return -(-count // 998)


def chunks_of(count: int) -> int:
    return -(-count // 1_000)


@pytest.mark.parametrize("count", [500, 1_000, 2_000])
def test_producing_asks_by_chunk_and_by_file(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_books()
    glimport_settings_for(company)
    record_sales(company, count)

    # A chunk is read twice, its entries and their lines. A file is checked, stored,
    # filled and its entries marked. Three count what waits; the batch is compared with
    # its documents once, in a transaction within the one that it is stored in, as what
    # it is given at the end is. Nine read which accounts carry one thing alone.
    # PostgreSQL begins and ends the turn to export.
    fixed = 43 if connection.vendor == "postgresql" else 41
    with django_assert_num_queries(fixed + 2 * chunks_of(count) + 4 * files_of(count)):
        batch = produce(company)

    assert (batch.entry_count, batch.files.count()) == (count, files_of(count))
    assert batch.entries.count() == count
    assert not JournalEntry.objects.exclude(status="EXPORTED").exists()


@pytest.mark.parametrize("count", [500, 1_000, 2_000])
def test_the_excel_twin_asks_by_chunk(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_books()
    record_sales(company, count)
    batch = produce(company)

    with django_assert_num_queries(10 + 2 * chunks_of(count)):
        (twin,) = files_in_format(batch=batch, format_id="xlsx")

    assert (twin.entry_count, twin.total) == (count, count * CENT)


def test_a_file_is_written_before_the_entries_of_the_next_are_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    company = make_books()
    record_sales(company, 3_000)
    terms = read_terms(company=company, through=TODAY, produced_on=TODAY)
    batch = ExportBatch(company=company, through=TODAY, profile=asdict(terms.profile))
    entries = review_entries(company, TODAY, terms)
    files = render_files(
        (entry for entry in entries if not isinstance(entry, SetAside)),
        sheet=sheet_of(batch, terms.chart),
        counter=1,
    )

    # The order of all of them, the first thousand entries, and their lines.
    with django_assert_num_queries(3):
        assert next(files).entry_count == 998
