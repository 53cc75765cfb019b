"""Money taken off an invoice, or moved from a wrong one to the right one."""

from datetime import date

import pytest

from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.parts import free_payment, move_payment
from tests.factories import make_customer
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
MOVED = date(2026, 11, 9)
LATER = date(2026, 11, 12)

SALE = f"R! sale 11-03 {HUNDRED}"


@pytest.fixture
def wrong(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


@pytest.fixture
def payment(counter: Counter, wrong: Invoice) -> Payment:
    return counter.pay({wrong: "114.98"}, PAID)


def test_money_freed_the_day_it_came_goes_to_customer_credits(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    part = counter.part(payment, wrong)

    credit = counter.free(payment, wrong, PAID)

    assert counter.owed(wrong) == "114.98"
    assert (credit.freed_from, credit.opened_on, credit.customer) == (
        part,
        PAID,
        payment.customer,
    )
    assert (credit.account_origin, credit.follows) == (
        "settings:customer_credits",
        False,
    )
    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 114.98 / C 2160 114.98",
    ]


def test_money_freed_after_it_left_is_transferred(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    counter.export("payment")

    credit = counter.free(payment, wrong, MOVED)

    assert credit.follows
    assert counter.journal() == [
        SALE,
        "X payment 11-06 D 1010 114.98 / C 1201 114.98",
        "R! transfer 11-09 D 1201 114.98 / C 2160 114.98",
    ]


def test_only_one_part_of_a_payment_is_freed(counter: Counter, wrong: Invoice) -> None:
    other = counter.issue("10.00", ISSUED)
    payment = counter.pay({wrong: "114.98", other: "11.50"}, PAID)

    counter.free(payment, other, MOVED)

    assert (counter.owed(wrong), counter.owed(other)) == ("0.00", "11.50")
    assert counter.journal()[-1] == (
        "R! payment 11-06 D 1010 126.48 / C 1201 114.98, C 2160 11.50"
    )


def test_money_is_freed_once_and_not_before_it_came(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    part = counter.part(payment, wrong)

    with refuses_before(payment, "6 Nov 2026"):
        free_payment(part=part, freed_on=date(2026, 11, 5))

    free_payment(part=part, freed_on=MOVED)
    with refuses("This payment no longer pays FAC-00001, or does not pay it yet."):
        free_payment(part=part, freed_on=MOVED)


def test_a_cheque_to_come_is_neither_freed_nor_moved(
    counter: Counter, wrong: Invoice
) -> None:
    right = counter.issue("100.00", ISSUED)
    cheque = counter.pay({wrong: "114.98"}, LATER, recorded_on=PAID)

    with refuses("This payment no longer pays FAC-00001, or does not pay it yet."):
        counter.free(cheque, wrong, LATER)
    with refuses("This payment no longer pays FAC-00001, or does not pay it yet."):
        counter.move(cheque, wrong, right, LATER)


def test_money_moves_whole_to_an_invoice_that_owes_it_to_the_cent(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    right = counter.issue("100.00", ISSUED)
    part = counter.part(payment, wrong)

    moved = counter.move(payment, wrong, right, MOVED)

    assert (counter.owed(wrong), counter.owed(right)) == ("114.98", "0.00")
    assert (moved.moved_from, moved.allocated_on, moved.follows) == (
        part,
        MOVED,
        False,
    )
    assert not CustomerCredit.objects.exists()
    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 114.98 / C 1201 114.98",
        SALE,
    ]


def test_what_the_right_invoice_does_not_owe_is_a_credit(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    right = counter.issue("10.00", ISSUED)

    moved = counter.move(payment, wrong, right, MOVED)

    assert str(moved.amount.amount) == "11.50"
    assert str(counter.customer_credit().balance.amount) == "103.48"
    assert (counter.owed(wrong), counter.owed(right)) == ("114.98", "0.00")
    assert counter.left() == {
        "1010": "114.98",
        "1201": "114.98",
        "2160": "-103.48",
        "2310": "-5.50",
        "2320": "-10.98",
        "4000": "-110.00",
    }


def test_money_that_moved_moves_on_but_not_before_it_was_there(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    right = counter.issue("100.00", ISSUED)
    counter.move(payment, wrong, right, MOVED)

    with refuses_before(payment, "9 Nov 2026"):
        counter.free(payment, right, date(2026, 11, 8))
    back = counter.move(payment, right, wrong, MOVED)

    assert (counter.owed(wrong), counter.owed(right)) == ("0.00", "114.98")
    assert back.ended_on is None


def test_money_moves_to_another_issued_invoice(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    void = counter.void(counter.issue("100.00", ISSUED), ISSUED)

    for unpaid in (draft, void, wrong):
        with refuses("Money moves to another issued invoice: choose one."):
            counter.move(payment, wrong, unpaid, MOVED)


def test_money_does_not_move_to_another_customer(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    right = counter.issue("100.00", ISSUED)
    other = make_customer(counter.shop.company, "C-200")
    Invoice.objects.filter(pk=right.pk).update(customer=other)

    with refuses("Invoice FAC-00002 is another customer's: correct the customer."):
        counter.move(payment, wrong, right, MOVED)


@pytest.mark.parametrize("price", ["100.00", "-10.00"])
def test_money_does_not_move_to_an_invoice_that_owes_nothing(
    counter: Counter, wrong: Invoice, payment: Payment, price: str
) -> None:
    right = counter.issue(price, ISSUED)
    if price == "100.00":
        counter.pay({right: "114.98"}, PAID)

    with refuses("Nothing is due on invoice FAC-00002: free the payment instead."):
        counter.move(payment, wrong, right, MOVED)


def test_money_does_not_move_to_an_invoice_of_a_later_day(
    counter: Counter, wrong: Invoice, payment: Payment
) -> None:
    right = counter.issue("100.00", LATER)

    with refuses_before("FAC-00002", "12 Nov 2026"):
        move_payment(part=counter.part(payment, wrong), invoice=right, moved_on=MOVED)
    counter.move(payment, wrong, right, LATER)
    assert counter.owed(right) == "0.00"
