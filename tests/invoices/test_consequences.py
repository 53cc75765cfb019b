"""What a person is told before they confirm, by what became of the invoice."""

from datetime import date

import pytest

from accounting.queries import settings_for
from invoices.consequences import (
    of_correction,
    of_credit_note,
    of_void,
    of_write_off,
    sale_has_left,
)
from invoices.models import Invoice
from invoices.services.applying import undo_application
from invoices.services.cut_over import set_cut_over
from tests.invoices.counter import Counter
from tests.invoices.shop import mark_exported

SOLD, PAID, LATER = date(2026, 11, 3), date(2026, 11, 10), date(2026, 12, 18)
KEEPS_NUMBER = "Invoice FAC-00001 keeps its number and is owed no more."
NEVER_LEFT = "Its sale was never exported: its entry is withdrawn, nothing is left."
OWED_BACK = (
    "If it was paid, the customer is owed the difference: pay another invoice with it,"
    " or refund it."
)
IN_BOOKS = "Its sale is in the books: an opposite entry undoes it."


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", SOLD)


def test_a_void_that_touches_nothing_says_so(invoice: Invoice) -> None:
    assert list(of_void(invoice)) == [KEEPS_NUMBER, NEVER_LEFT]


def test_the_void_of_what_was_exported_says_what_undoes_it(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("100.00", SOLD)
    mark_exported(invoice)

    assert list(of_void(invoice)) == [KEEPS_NUMBER, IN_BOOKS]
    assert (sale_has_left(invoice), sale_has_left(other)) == (True, False)


def test_the_void_of_what_was_in_the_books_says_what_undoes_it(
    counter: Counter, invoice: Invoice
) -> None:
    set_cut_over(company=counter.shop.company, first_day=PAID)
    invoice.refresh_from_db()

    assert list(of_void(invoice)) == [KEEPS_NUMBER, IN_BOOKS]


def test_a_payment_that_left_is_no_sale_that_left(
    counter: Counter, invoice: Invoice
) -> None:
    mark_exported(counter.pay({invoice: "50.00"}, PAID))

    assert not sale_has_left(invoice)


def test_a_void_says_how_much_becomes_the_customer_s(
    counter: Counter, invoice: Invoice
) -> None:
    counter.pay({invoice: "50.00"}, PAID)
    counter.bounce(counter.pay({invoice: "20.00"}, PAID), PAID)
    deposit = counter.deposit("30.00", PAID)
    counter.apply(deposit, invoice, "12.50", PAID)
    undone = counter.apply(deposit, invoice, "10.00", PAID)
    undo_application(application=undone, undone_on=PAID)
    counter.pay({invoice: "5.00"}, LATER, recorded_on=PAID)

    assert list(of_void(invoice))[2:] == [
        "What paid it, $62.50, becomes a credit of the customer.",
        "The post-dated payments, $5.00, become a credit of the customer on their day.",
    ]


def test_a_correction_says_what_becomes_of_the_invoice_its_rates_and_its_money(
    counter: Counter, invoice: Invoice
) -> None:
    first = [
        "A draft with the same lines opens: correct it, then issue it.",
        "Invoice FAC-00001 becomes void only then, and shows its replacement.",
        NEVER_LEFT,
        "The rates of the taxes stay those of 3 Nov 2026.",
    ]
    assert list(of_correction(invoice)) == first

    counter.pay({invoice: "50.00"}, PAID)

    assert list(of_correction(invoice)) == [
        *first,
        "What paid it pays the new invoice; what is too much is a credit.",
    ]

    counter.pay({invoice: "64.98"}, LATER, recorded_on=PAID)

    assert list(of_correction(invoice))[-1] == (
        "The post-dated payments, $64.98, pay the new invoice on their day."
    )


def test_a_credit_note_says_what_is_due(counter: Counter, invoice: Invoice) -> None:
    counter.pay({invoice: "14.98"}, PAID)
    invoice.refresh_from_db()

    assert list(of_credit_note(invoice)) == [
        "An entry takes back the amounts, and their taxes at the rates of the invoice.",
        "Invoice FAC-00001, of which $100.00 is due, is owed less.",
        OWED_BACK,
    ]


@pytest.mark.parametrize("waits", [True, False], ids=["rule on", "rule off"])
def test_a_write_off_says_what_it_releases_only_where_sales_wait(
    counter: Counter, invoice: Invoice, *, waits: bool
) -> None:
    counter.shop.change(only_when_paid=waits)
    settings = settings_for(counter.shop.company)

    released = ["Once nothing is due, its sale and payments are exported."]
    assert list(of_write_off(invoice, settings)) == [
        "Invoice FAC-00001, of which $114.98 is due, is owed less.",
        "A bad debt takes back its part of the taxes; the rest is an expense.",
        "A small difference, of $0.05 at most, goes whole to the rounding differences.",
        *(released if waits else []),
    ]
