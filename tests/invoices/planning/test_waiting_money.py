"""Which way money goes while its invoice is held, and how long it waits itself."""

from dataclasses import replace
from datetime import date

import pytest

from invoices.planning.facts import AllocationFacts, PaymentFacts, Rule
from invoices.planning.payments import plan_payment
from invoices.planning.routing import route
from tests.invoices.planning.facts import (
    HELD,
    IMMEDIATE,
    ISSUED,
    LATER,
    PAID,
    PART,
    SETTLED,
    STRICT,
    credit,
    part,
    payment,
    returned,
)

ALSO_HELD = replace(HELD, id=3, number="0993")
LATE = replace(SETTLED, id=4, number="0994", settled_on=LATER)


def ways(paid: PaymentFacts, rule: Rule) -> list[bool]:
    """Of each part, whether it goes through deposits."""
    return [one.through_deposits for one in route(paid, rule).allocations]


@pytest.mark.parametrize(
    ("paid", "ready_on"),
    [
        (payment(part(HELD), part(ALSO_HELD)), None),
        (payment(part(LATE), part(SETTLED)), PAID),
        (payment(part(LATE), part(HELD)), LATER),
        (payment(part(replace(SETTLED, settled_on=ISSUED))), PART),
        (payment(part(HELD, ended_on=PAID)), PART),
        (payment(part(HELD), credits=(credit("1.00"),)), PART),
        (payment(part(HELD, follows=True)), PART),
        (payment(part(HELD, through_deposits=True)), PART),
        (payment(part(HELD), part(ALSO_HELD, through_deposits=True)), PART),
        (payment(part(HELD), returned=returned()), PART),
    ],
    ids=[
        "all of it waits",
        "the first invoice to be settled",
        "one of them is settled",
        "settled before",
        "it pays nothing any more",
        "a part is a credit",
        "moved since it left",
        "in deposits",
        "partly in deposits",
        "taken back by the bank",
    ],
)
def test_money_waits_only_while_all_of_it_does(
    paid: PaymentFacts, ready_on: date | None
) -> None:
    received = plan_payment(paid, STRICT)[0]

    assert (received.event.value, received.ready_on) == ("payment", ready_on)


def test_money_that_all_waits_is_not_in_deposits_under_the_strict_rule() -> None:
    """Also when it once was: its other invoice was paid by something else since."""
    waits = payment(part(HELD, through_deposits=True))

    assert ways(waits, STRICT) == [False]
    assert ways(waits, IMMEDIATE) == [True]


def test_money_that_is_partly_a_credit_passes_by_deposits() -> None:
    assert ways(payment(part(HELD), credits=(credit("1.00"),)), STRICT) == [True]


@pytest.mark.parametrize("rule", [STRICT, IMMEDIATE], ids=["strict", "immediate"])
@pytest.mark.parametrize("through", [True, False])
def test_what_the_bank_took_back_keeps_its_way(rule: Rule, *, through: bool) -> None:
    back = payment(part(HELD, through_deposits=through), returned=returned())

    assert ways(back, rule) == [through]


@pytest.mark.parametrize("through", [True, False])
def test_a_part_that_ended_keeps_its_way(*, through: bool) -> None:
    ended = part(HELD, through_deposits=through, ended_on=PAID)

    assert ways(payment(ended, part(ALSO_HELD)), IMMEDIATE) == [through, True]


@pytest.mark.parametrize(
    ("moved", "passes"),
    [
        (part(HELD, follows=True), True),
        (part(SETTLED, follows=True), False),
        (part(HELD), False),
    ],
    ids=["to a held invoice", "to a released one", "it left on that one"],
)
@pytest.mark.parametrize("rule", [STRICT, IMMEDIATE], ids=["strict", "immediate"])
def test_only_what_moved_since_it_left_chooses_its_way(
    moved: AllocationFacts, rule: Rule, *, passes: bool
) -> None:
    assert ways(payment(moved, is_fixed=True), rule) == [passes]


def test_a_part_that_moved_passes_by_deposits_under_the_strict_rule() -> None:
    """All of the payment waits, but its money is in the books elsewhere."""
    followed = payment(part(HELD, follows=True), part(ALSO_HELD))

    assert ways(followed, STRICT) == [True, False]


def test_money_from_before_the_cut_over_had_paid_its_invoice_there() -> None:
    """What it was moved to since keeps its way."""
    books = payment(
        part(HELD, through_deposits=True),
        part(SETTLED, through_deposits=True, follows=True),
        is_fixed=True,
        is_prior=True,
    )

    assert ways(books, IMMEDIATE) == [False, True]
