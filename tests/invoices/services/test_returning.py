"""Payments taken back by the bank or as a mistake, and what they paid meanwhile."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.post_dated import take_due_payments
from invoices.services.receipts import PaymentError
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
BACK = date(2026, 11, 16)

SALE = f"R! sale 11-03 {HUNDRED}"


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


@pytest.fixture
def payment(counter: Counter, invoice: Invoice) -> Payment:
    """114.98 for the invoice and 50.00 to keep as a deposit."""
    return counter.pay({invoice: "114.98"}, PAID, deposit="50.00")


def test_a_payment_may_be_returned_the_day_it_came(
    counter: Counter, invoice: Invoice, payment: Payment
) -> None:
    counter.bounce(payment, PAID)

    assert counter.owed(invoice) == "114.98"
    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 164.98 / C 1201 114.98, C 2150 50.00",
        "R! return 11-06 D 1201 114.98, D 2150 50.00 / C 1010 164.98",
    ]


def test_a_part_that_moved_before_keeps_its_end(
    counter: Counter, invoice: Invoice, payment: Payment
) -> None:
    other = counter.issue("100.00", ISSUED)
    moved = counter.move(payment, invoice, other, PAID)

    counter.bounce(payment, BACK)

    parts = payment.allocations.order_by("pk")
    assert [part.ended_on for part in parts] == [PAID, BACK]
    assert (parts[1], parts[1].moved_from) == (moved, parts[0])
    assert (counter.owed(invoice), counter.owed(other)) == ("114.98", "114.98")


def test_another_payment_of_the_invoice_goes_on_paying_it(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    kept = counter.pay({invoice: "14.98"}, PAID, deposit="5.00")
    payment = counter.pay({invoice: "100.00"}, PAID)

    counter.bounce(payment, BACK)

    assert counter.part(kept, invoice).ended_on is None
    assert str(kept.credits.get().balance.amount) == "5.00"
    assert counter.owed(invoice) == "100.00"


def test_a_return_by_the_bank_from_its_own_account(
    counter: Counter, payment: Payment
) -> None:
    cash = counter.shop.account("1015")

    returned = counter.bounce(payment, BACK, account=cash, fee=Decimal("7.00"))

    assert (returned.account, returned.account_origin) == (cash, "line")
    assert returned.fee_account == counter.shop.account("5310")
    assert counter.journal()[-1] == (
        "R! return 11-16 D 1201 114.98, D 2150 50.00, D 5310 7.00 / C 1015 171.98"
    )


def test_a_return_without_a_fee_freezes_no_account_of_fees(
    counter: Counter, payment: Payment
) -> None:
    returned = counter.bounce(payment, BACK, reason="NSF")

    assert (returned.account, returned.account_origin) == (
        payment.account,
        payment.account_origin,
    )
    assert (returned.fee_account, returned.reason) == (None, "NSF")


def test_a_payment_is_taken_back_once(counter: Counter, payment: Payment) -> None:
    counter.bounce(payment, BACK)

    for kind in ("BANK", "CHARGEBACK", "MISTAKE"):
        with refuses("This payment was taken back already."):
            counter.bounce(payment, BACK, kind)


def test_a_payment_is_not_returned_before_it_came(
    counter: Counter, payment: Payment
) -> None:
    with refuses_before(payment, "6 Nov 2026"):
        counter.bounce(payment, date(2026, 11, 5))


def test_a_mistake_bears_no_fee(counter: Counter, payment: Payment) -> None:
    with refuses("A mistake bears no fee: choose what the bank did."):
        counter.bounce(payment, BACK, "MISTAKE", fee=Decimal("0.01"))


@pytest.mark.parametrize("fee", ["-1.00", "1.005"])
def test_a_fee_is_in_dollars_and_cents(
    counter: Counter, payment: Payment, fee: str
) -> None:
    sentence = f"{fee} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        counter.bounce(payment, BACK, fee=Decimal(fee))


@pytest.mark.parametrize("kind", ["BANK", "CHARGEBACK"])
def test_the_bank_returns_no_cheque_that_has_not_come(
    counter: Counter, invoice: Invoice, kind: str
) -> None:
    cheque = counter.pay({invoice: "114.98"}, BACK, recorded_on=PAID)

    with refuses("This payment is to come on 16 Nov 2026: cancel it instead."):
        counter.bounce(cheque, PAID, kind)


def test_a_cheque_to_come_is_cancelled_any_day_and_leaves_the_journal_alone(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = counter.pay({invoice: "100.00"}, BACK, recorded_on=PAID, deposit="5.00")

    counter.bounce(cheque, ISSUED, "MISTAKE")

    assert counter.journal() == [SALE]
    assert counter.owed(invoice) == "114.98"
    assert [part.ended_on for part in cheque.allocations.all()] == [ISSUED]
    assert str(CustomerCredit.objects.get().balance.amount) == "0.00"


def test_a_cheque_that_came_while_its_page_was_open_is_returned(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = counter.pay({invoice: "114.98"}, BACK, recorded_on=PAID)
    take_due_payments(company=counter.shop.company, on=BACK)
    assert cheque.is_pending

    counter.bounce(cheque, BACK)

    assert counter.journal()[1:] == [
        "R! payment 11-16 D 1010 114.98 / C 1201 114.98",
        "R! return 11-16 D 1201 114.98 / C 1010 114.98",
    ]
