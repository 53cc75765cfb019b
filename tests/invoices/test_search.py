"""The lists of documents and customers, narrowed and added up."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import CreditNote, Invoice
from invoices.search import (
    Totals,
    find_credit_notes,
    find_customers,
    find_invoices,
    total_of,
    totals_of,
)
from tests.factories import make_customer
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

FIRST, SECOND, THIRD = date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5)
DAY = timedelta(days=1)


@pytest.fixture
def notes(counter: Counter) -> list[CreditNote]:
    """45.99 and 23.00 credited on two days, of two invoices."""
    sold = [counter.issue("100.00", FIRST) for _ in range(2)]
    Invoice.objects.filter(pk=sold[1].pk).update(customer_name="Roy et fils")
    return [
        counter.credit(sold[0], "40.00", FIRST),
        counter.credit(sold[1], "20.00", THIRD),
    ]


@pytest.mark.parametrize(
    ("asked", "shown", "total"),
    [
        ({}, ["NC-00002", "NC-00001"], "68.99"),
        ({"search": "nc-00001"}, ["NC-00001"], "45.99"),
        ({"search": "fac-00002"}, ["NC-00002"], "23.00"),
        ({"search": "ROY"}, ["NC-00002"], "23.00"),
        ({"search": "tremblay"}, [], "0.00"),
        ({"first": FIRST}, ["NC-00002", "NC-00001"], "68.99"),
        ({"first": SECOND}, ["NC-00002"], "23.00"),
        ({"last": FIRST}, ["NC-00001"], "45.99"),
        ({"first": FIRST, "last": SECOND}, ["NC-00001"], "45.99"),
        ({"last": THIRD}, ["NC-00002", "NC-00001"], "68.99"),
    ],
)
@pytest.mark.usefixtures("notes")
def test_credit_notes_are_found_by_number_name_and_day(
    counter: Counter, asked: dict[str, Any], shown: list[str], total: str
) -> None:
    found = find_credit_notes(counter.shop.company, **asked)

    assert [note.number for note in found] == shown
    assert total_of(found) == Totals(total=Decimal(total))


def test_invoices_of_a_day_are_those_of_the_day_itself(counter: Counter) -> None:
    for day in (FIRST, SECOND, THIRD):
        counter.issue("100.00", day)

    company = counter.shop.company
    found = find_invoices(company, today=THIRD, first=SECOND, last=SECOND)

    assert [str(invoice) for invoice in found] == ["FAC-00002"]


@pytest.mark.parametrize(
    ("due_on", "shown"),
    [(SECOND - DAY, ["FAC-00001"]), (SECOND, []), (None, ["FAC-00001"])],
    ids=["yesterday", "today", "on receipt"],
)
def test_what_is_overdue_was_due_before_today_and_is_still_owed(
    counter: Counter, due_on: date | None, shown: list[str]
) -> None:
    late, paid = (counter.issue("100.00", FIRST) for _ in range(2))
    counter.pay({paid: "114.98"}, FIRST)
    counter.issue("-100.00", FIRST)
    Invoice.objects.update(due_on=due_on)

    found = find_invoices(counter.shop.company, today=SECOND, state="OVERDUE")

    assert [str(invoice) for invoice in found] == shown
    assert late.number == "FAC-00001"


def test_what_is_payable_on_receipt_is_overdue_from_the_day_after(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", FIRST)

    def found(today: date) -> list[Invoice]:
        return list(find_invoices(counter.shop.company, today=today, state="OVERDUE"))

    assert (found(FIRST), found(SECOND)) == ([], [invoice])
    assert (invoice.is_overdue(FIRST), invoice.is_overdue(SECOND)) == (False, True)


def test_totals_leave_out_drafts_and_void_invoices(counter: Counter) -> None:
    counter.pay({counter.issue("100.00", FIRST): "14.98"}, FIRST)
    counter.issue("-50.00", FIRST)
    counter.void(counter.issue("400.00", FIRST), FIRST)
    draft = counter.shop.draft(counter.shop.line("800.00"))
    worth = Decimal("800.00")
    Invoice.objects.filter(pk=draft.pk).update(
        subtotal=worth, total=worth, balance=worth
    )

    found = find_invoices(counter.shop.company, today=FIRST)

    # 114.98 − 57.49 billed; 100.00 − 57.49 due.
    assert totals_of(found) == Totals(total=Decimal("57.49"), balance=Decimal("42.51"))


def owing(counter: Counter, **asked: Any) -> dict[str, str]:
    """What each customer that is found owes."""
    found = find_customers(counter.shop.company, **asked)
    return {customer.name: f"{customer.owed or 0:.2f}" for customer in found}


def test_customers_owe_what_their_issued_invoices_are_owed(counter: Counter) -> None:
    counter.pay({counter.issue("100.00", FIRST): "14.98"}, FIRST)
    counter.issue("-50.00", FIRST)
    counter.void(counter.issue("400.00", FIRST), FIRST)
    draft = counter.shop.draft(counter.shop.line("800.00"))
    Invoice.objects.filter(pk=draft.pk).update(balance=Decimal("800.00"))
    make_customer(counter.shop.company, "C-200", name="Bouchard")

    assert owing(counter) == {"Bouchard": "0.00", "Gagnon": "42.51"}
    assert owing(counter, owing=True) == {"Gagnon": "42.51"}


def test_a_cent_is_owed(counter: Counter) -> None:
    counter.pay({counter.issue("100.00", FIRST): "114.97"}, FIRST)

    found = find_invoices(counter.shop.company, today=FIRST, state="OWING")

    assert [str(invoice) for invoice in found] == ["FAC-00001"]
    assert owing(counter, owing=True) == {"Gagnon": "0.01"}


def test_a_customer_who_is_owed_owes_nothing(counter: Counter) -> None:
    counter.issue("-50.00", FIRST)

    assert owing(counter, owing=True) == {}


@pytest.mark.parametrize("search", ["gagn", "c-100", "Lévis"])
def test_customers_are_found_by_name_number_and_city(
    counter: Counter, search: str
) -> None:
    counter.shop.customer.city = "Lévis"
    counter.shop.customer.save()
    make_customer(counter.shop.company, "C-200", name="Roy", city="Québec")

    assert owing(counter, search=search) == {"Gagnon": "0.00"}


@pytest.mark.usefixtures("notes")
def test_nothing_of_another_company_is_found(counter: Counter) -> None:
    stranger = open_shop("roy").company

    assert list(find_invoices(stranger, today=THIRD)) == []
    assert list(find_credit_notes(stranger)) == []
    assert [customer.company for customer in find_customers(stranger)] == [stranger]
    assert counter.shop.company != stranger


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_once_however_many_rows_they_show(
    counter: Counter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    company = counter.shop.company
    for number in range(count):
        customer = make_customer(company, f"C-20{number}")
        counter.credit(counter.issue("100.00", FIRST), "40.00", FIRST)
        assert customer.tax_group is None

    with django_assert_num_queries(3):
        for invoice in find_invoices(company, today=FIRST):
            assert (invoice.customer.name, invoice.company.slug) == ("Gagnon", "cote")
        for note in find_credit_notes(company):
            assert (note.invoice.customer_name, note.company.slug) == ("Gagnon", "cote")
        for found in find_customers(company):
            assert (found.company.slug, found.tax_group) == ("cote", None)
