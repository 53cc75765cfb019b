"""Rows of the table: money taken back or sent back."""

import pytest

from invoices.services.refusals import DocumentError
from tests.invoices.counter import Counter
from tests.invoices.interplay import (
    LATER,
    PAID,
    REST,
    SALE,
    SWITCH,
    P,
    R,
    both,
    first,
    start,
)


@both
def test_row_10_the_part_payment_bounces(counter: Counter, policy: str) -> None:
    invoice, payment = start(counter, policy)

    counter.bounce(payment, PAID)

    assert (
        counter.journal()
        == {
            "strict": [
                f"H {SALE}",
                f"R! {P}",
                "R! return 11-10 D 1201 500.00 / C 1010 500.00",
            ],
            "immediate": [
                f"H {SALE}",
                f"R! {R}",
                "R! return 11-10 D 2150 500.00 / C 1010 500.00",
            ],
        }[policy]
    )
    assert counter.owed(invoice) == "1149.75"


@both
def test_row_10b_the_part_payment_was_a_mistake(counter: Counter, policy: str) -> None:
    invoice, payment = start(counter, policy)

    counter.bounce(payment, PAID, "MISTAKE")

    assert counter.journal() == [f"H {SALE}"]
    assert counter.owed(invoice) == "1149.75"


def test_row_10b_a_mistake_that_was_in_a_batch_is_taken_back(counter: Counter) -> None:
    _, payment = start(counter, "immediate")
    counter.export()

    counter.bounce(payment, PAID, "MISTAKE")

    assert counter.journal() == [
        f"H {SALE}",
        f"X {R}",
        "R! return 11-10 D 2150 500.00 / C 1010 500.00",
    ]


@both
def test_row_10b_a_mistake_that_was_in_a_batch_with_its_sale(
    counter: Counter, policy: str
) -> None:
    invoice, payment = start(counter, policy)
    counter.shop.change(on=SWITCH, only_when_paid=False)
    counter.export()
    counter.shop.change(on=SWITCH, only_when_paid=True)

    counter.bounce(payment, PAID, "MISTAKE")

    assert counter.journal() == [
        f"X {SALE}",
        *exported(policy),
        "R! return 11-10 D 1201 500.00 / C 1010 500.00",
    ]
    assert counter.owed(invoice) == "1149.75"


def test_row_10b_strict_a_mistake_that_was_in_a_batch_without_its_sale(
    counter: Counter,
) -> None:
    invoice, payment = start(counter, "strict")
    counter.shop.change(on=SWITCH, only_when_paid=False)
    counter.export("payment")
    counter.shop.change(on=SWITCH, only_when_paid=True)
    assert counter.journal() == [f"R! {SALE}", f"X {P}"]

    counter.bounce(payment, PAID, "MISTAKE")

    assert counter.journal() == [
        f"R! {SALE}",
        f"X {P}",
        "R! return 11-10 D 1201 500.00 / C 1010 500.00",
    ]
    assert counter.owed(invoice) == "1149.75"


def exported(policy: str) -> list[str]:
    """The entries of the first payment, once all of them are in a batch."""
    return [entry.replace("R! ", "X ") for entry in first(policy, "R!")]


@both
def test_row_11_the_first_payment_bounces_after_export(
    counter: Counter, policy: str
) -> None:
    invoice, payment = start(counter, policy)
    counter.pay({invoice: "649.75"}, PAID)
    counter.export()

    counter.bounce(payment, LATER)

    assert counter.journal() == [
        f"X {SALE}",
        *exported(policy),
        f"X {REST}",
        "R! return 11-20 D 1201 500.00 / C 1010 500.00",
    ]
    assert counter.owed(invoice) == "500.00"

    counter.pay({invoice: "500.00"}, LATER)

    assert counter.journal()[-1] == "R! payment 11-20 D 1010 500.00 / C 1201 500.00"


@both
def test_row_12_the_last_payment_bounces_before_export(
    counter: Counter, policy: str
) -> None:
    invoice, _ = start(counter, policy)
    rest = counter.pay({invoice: "649.75"}, PAID)

    counter.bounce(rest, LATER)

    assert counter.journal() == [
        f"H {SALE}",
        *first(policy, "H"),
        f"R! {REST}",
        "R! return 11-20 D 1201 649.75 / C 1010 649.75",
    ]
    assert counter.owed(invoice) == "649.75"


@both
def test_row_24_a_refund_of_money_on_a_held_invoice_is_refused(
    counter: Counter, policy: str
) -> None:
    invoice, payment = start(counter, policy)

    with pytest.raises(DocumentError, match="void or credit it, or free its payment"):
        counter.refund(invoice, "500.00", PAID)

    credit = counter.free(payment, invoice, PAID)
    counter.refund(credit, "500.00", PAID)

    assert (
        counter.journal()
        == {
            "strict": [
                f"H {SALE}",
                "R! payment 10-30 D 1010 500.00 / C 2160 500.00",
                "R! refund 11-10 D 2160 500.00 / C 1010 500.00",
            ],
            "immediate": [
                f"H {SALE}",
                f"R! {R}",
                "R! transfer 11-10 D 2150 500.00 / C 2160 500.00",
                "R! refund 11-10 D 2160 500.00 / C 1010 500.00",
            ],
        }[policy]
    )
    assert counter.owed(invoice) == "1149.75"
