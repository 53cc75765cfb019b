"""Several people at once, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounting.models import JournalEntry
from companies.models import Company
from exports.models import BatchEntry, ExportBatch, ExportFile
from exports.services.producing import NothingToExportError
from invoices.models import Customer, Invoice
from invoices.services.issuing import issue_invoice
from plannit.verification import faults
from tests.exports.interrupting import LOCKING, STORING, TURN, before
from tests.exports.journal import make_books, numbers_in, produce_with, record_sale
from tests.factories import make_draft_line, make_item

SECONDS = 20
T = TypeVar("T")
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def start(pool: ThreadPoolExecutor, work: Callable[[], T]) -> "Future[T]":
    """Work in a thread whose connection closes with it."""

    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    return pool.submit(run)


def produce_together(company: Company, *keys: UUID) -> "list[Future[ExportBatch]]":
    """Each has rendered the batch before either of them has its turn to store it."""
    rendered = Barrier(len(keys), timeout=SECONDS)

    def produce_at_once(key: UUID) -> ExportBatch:
        with before(TURN, rendered.wait, times=1):
            return produce_with(key, company)

    with ThreadPoolExecutor() as pool:
        return [start(pool, partial(produce_at_once, key)) for key in keys]


def test_scenario_82_two_at_once_give_each_entry_to_one_batch() -> None:
    company = make_books()
    for number in range(12):
        record_sale(company, number)

    results = produce_together(company, uuid4(), uuid4())

    errors = {type(result.exception()) for result in results}
    assert errors == {type(None), NothingToExportError}
    batch = ExportBatch.objects.get()
    assert (batch.number, batch.entry_count) == (1, 12)
    assert BatchEntry.objects.count() == 12
    assert ExportFile.objects.count() == 1
    assert JournalEntry.objects.filter(status="EXPORTED").count() == 12
    assert list(faults(using="default")) == []


def test_scenario_81_a_double_click_at_once_makes_one_batch() -> None:
    company = make_books()
    record_sale(company)
    key = uuid4()

    first, second = produce_together(company, key, key)

    assert first.result() == second.result() == ExportBatch.objects.get()
    assert ExportFile.objects.count() == 1
    assert list(faults(using="default")) == []


def test_staff_issues_an_invoice_while_a_batch_is_rendered() -> None:
    company = make_books()
    record_sale(company)
    draft = make_draft_line(make_item(company, "HEURE")).invoice

    def issue() -> Invoice:
        return issue_invoice(invoice=draft, issued_on=date(2026, 11, 3))

    with ThreadPoolExecutor() as pool:

        def issue_elsewhere() -> None:
            start(pool, issue).result(timeout=SECONDS)

        with before(LOCKING, issue_elsewhere, times=1):
            batch = produce_with(uuid4(), company)

    draft.refresh_from_db()
    assert draft.status == Invoice.Status.ISSUED
    assert numbers_in(batch) == ["FAC-00042"]
    assert JournalEntry.objects.get(status="READY").document_number == draft.number


def test_staff_adds_a_customer_while_a_batch_is_stored() -> None:
    company = make_books()
    record_sale(company)

    def add_customer() -> Customer:
        return Customer.objects.create(company=company, number="C-9", name="Gagnon")

    with ThreadPoolExecutor() as pool:

        def add_elsewhere() -> None:
            start(pool, add_customer).result(timeout=SECONDS)

        with before(STORING, add_elsewhere, times=1) as stored:
            produce_with(uuid4(), company)

    assert len(stored) == 1
    assert Customer.objects.get().number == "C-9"
