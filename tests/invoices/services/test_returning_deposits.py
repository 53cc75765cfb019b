"""The deposits of a payment that is taken back, used and not."""

from datetime import date

import pytest

from invoices.models import Invoice, Payment
from invoices.services.applying import undo_application
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
BACK = date(2026, 11, 16)


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


@pytest.fixture
def payment(counter: Counter, invoice: Invoice) -> Payment:
    """114.98 for the invoice and 50.00 to keep as a deposit."""
    return counter.pay({invoice: "114.98"}, PAID, deposit="50.00")


def test_its_parts_end_and_its_deposit_closes_that_day(
    counter: Counter, payment: Payment
) -> None:
    counter.bounce(payment, BACK)

    assert [part.ended_on for part in payment.allocations.all()] == [BACK]
    [deposit] = payment.credits.all()
    assert (deposit.closed_on, str(deposit.balance.amount)) == (BACK, "0.00")
    with refuses("1.00 is more than the 0.00 that is owed back."):
        counter.refund(deposit, "1.00", BACK)


def test_what_its_deposit_paid_is_due_again(
    counter: Counter, invoice: Invoice, payment: Payment
) -> None:
    other = counter.issue("100.00", ISSUED)
    counter.apply(payment.credits.get(), other, "50.00", PAID)
    assert counter.owed(other) == "64.98"

    counter.bounce(payment, BACK)

    assert (counter.owed(invoice), counter.owed(other)) == ("114.98", "114.98")
    assert [part.ended_on for part in other.applications.all()] == [BACK]
    assert counter.left()["2150"] == "0.00"
    assert counter.left()["1201"] == "229.96"


def test_a_deposit_alone_is_returned(counter: Counter) -> None:
    deposit = counter.deposit("300.00", PAID)

    counter.bounce(Payment.objects.get(credits=deposit), BACK)

    assert counter.journal() == [
        "R! payment 11-06 D 1010 300.00 / C 2150 300.00",
        "R! return 11-16 D 2150 300.00 / C 1010 300.00",
    ]


def test_the_refund_of_another_payment_stops_no_return(
    counter: Counter, payment: Payment
) -> None:
    counter.refund(counter.deposit("20.00", PAID), "20.00", PAID)

    counter.bounce(payment, BACK)

    assert counter.left()["2150"] == "0.00"


def test_the_deposit_of_another_payment_goes_on_paying(
    counter: Counter, payment: Payment
) -> None:
    other = counter.issue("100.00", ISSUED)
    kept = counter.apply(counter.deposit("30.00", PAID), other, "30.00", PAID)
    counter.apply(payment.credits.get(), other, "50.00", PAID)

    counter.bounce(payment, BACK)

    kept.refresh_from_db()
    assert (kept.ended_on, counter.owed(other)) == (None, "84.98")


def test_what_its_deposit_paid_no_more_keeps_its_end(
    counter: Counter, payment: Payment
) -> None:
    other = counter.issue("100.00", ISSUED)
    application = counter.apply(payment.credits.get(), other, "50.00", PAID)
    undo_application(application=application, undone_on=PAID)

    counter.bounce(payment, BACK)

    application.refresh_from_db()
    assert application.ended_on == PAID
