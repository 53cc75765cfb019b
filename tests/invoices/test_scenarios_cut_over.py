"""The first day of the books kept here, and what came before."""

from datetime import date

import pytest

from invoices.models import Invoice
from invoices.services.cut_over import export_prior, set_cut_over
from invoices.services.refusals import DocumentError
from reports.queries.cut_over import cut_over_list
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter, sold

BEFORE = date(2026, 10, 28)
FIRST = date(2026, 11, 1)
AFTER = date(2026, 11, 12)
LATER = date(2026, 11, 20)

PAID = "R! payment 11-12 D 1010 114.98 / C 1201 114.98"


def cut_over(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    """An invoice of October, in the books already."""
    invoice = counter.issue("100.00", BEFORE)
    cut_over(counter)
    return invoice


def test_scenario_95_a_sale_before_the_first_day_is_in_the_books(
    counter: Counter, invoice: Invoice
) -> None:
    invoice.refresh_from_db()

    assert invoice.is_prior
    assert counter.journal() == ["prior sale 10-28"]
    assert counter.owed(invoice) == "114.98"
    assert counter.filed(AFTER) == []


def test_scenario_95_its_payment_after_the_first_day_is_exported(
    counter: Counter, invoice: Invoice
) -> None:
    counter.pay({invoice: "114.98"}, AFTER)

    assert counter.journal() == ["prior sale 10-28", PAID]
    assert counter.filed(AFTER) == [
        "2026-11-12 FAC-00001 Paiement Gagnon: D 1010 114.98 / C 1201 114.98"
    ]
    assert counter.owed(invoice) == "0.00"


def test_scenario_95_issued_later_with_an_earlier_date_it_is_in_the_books_too(
    counter: Counter,
) -> None:
    cut_over(counter)

    counter.issue("100.00", BEFORE)
    counter.issue("100.00", FIRST)

    assert counter.journal() == ["prior sale 10-28", f"R! sale 11-01 {HUNDRED}"]


def test_scenario_95_what_was_paid_before_is_in_the_books_with_it(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", BEFORE)
    counter.pay({invoice: "50.00"}, date(2026, 10, 30))
    cut_over(counter)

    counter.pay({invoice: "64.98"}, AFTER)

    assert counter.journal() == [
        "prior sale 10-28",
        "prior payment 10-30",
        "R! payment 11-12 D 1010 64.98 / C 1201 64.98",
    ]


def test_scenario_95_one_document_may_be_chosen_to_be_exported(
    counter: Counter, invoice: Invoice
) -> None:
    export_prior(invoice=invoice, is_prior=False)

    assert counter.journal() == [f"R! sale 10-28 {HUNDRED}"]

    export_prior(invoice=invoice, is_prior=True)

    assert counter.journal() == ["prior sale 10-28"]


def test_scenario_95_the_list_to_sign_proves_the_opening_balance(
    counter: Counter, invoice: Invoice
) -> None:
    counter.issue("100.00", AFTER)
    counter.pay({invoice: "114.98"}, AFTER)

    invoices, _credits = cut_over_list(counter.shop.company, LATER)

    assert [[str(value) for value in row] for row in invoices.rows] == [
        ["FAC-00001", "2026-10-28", "Gagnon", "114.98"]
    ]
    assert [str(value) for value in invoices.totals][-1] == "114.98"


def test_scenario_95_what_was_exported_stays_so(counter: Counter) -> None:
    counter.issue("100.00", BEFORE)
    counter.produce(FIRST)

    with pytest.raises(DocumentError, match="choose an earlier day"):
        cut_over(counter)


def test_scenario_95_corrections_of_it_are_exported_as_its_payments_are(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(invoice, "40.00", AFTER)
    counter.write_off(invoice, "68.99", LATER)

    note = "D 4000 40.00, D 2310 2.00, D 2320 3.99 / C 1201 45.99"
    loss = "D 5300 60.00, D 2310 3.00, D 2320 5.99 / C 1201 68.99"
    assert counter.journal() == [
        "prior sale 10-28",
        f"R! credit_note 11-12 {note}",
        f"R! write_off 11-20 {loss}",
    ]


def test_scenario_95_its_void_is_exported(counter: Counter, invoice: Invoice) -> None:
    counter.void(invoice, LATER)

    assert counter.journal() == [
        "prior sale 10-28",
        f"R! void 11-20 {HUNDRED_BACK}",
    ]


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_row_23_in_the_books_already_and_paid_twice(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", BEFORE)
    assert counter.journal() == [
        f"H sale 10-28 {sold('1000.00', '50.00', '99.75', total='1149.75')}"
    ]
    cut_over(counter)

    counter.pay({invoice: "500.00"}, date(2026, 11, 3))
    counter.pay({invoice: "649.75"}, AFTER)

    assert counter.journal() == [
        "prior sale 10-28",
        "R! payment 11-03 D 1010 500.00 / C 1201 500.00",
        "R! payment 11-12 D 1010 649.75 / C 1201 649.75",
    ]
    assert counter.owed(invoice) == "0.00"
