"""The entries of a payment whose money was moved, freed or taken back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.journal.movements import Account
from invoices.planning.facts import (
    PAYMENT,
    AllocationFacts,
    PaymentFacts,
    Rule,
)
from invoices.planning.payments import plan_payment
from tests.invoices.planning.facts import (
    LATER,
    OTHER_RECEIVABLE,
    PAID,
    PART,
    SETTLED,
    STRICT,
    credit,
    part,
    payment,
    returned,
    sides,
)

WRONG = part(ended_on=PAID)
RIGHT = replace(SETTLED, id=6, number="0992", receivable=OTHER_RECEIVABLE)
"""On another receivable, so that what moves can be seen."""


def moved(amount: str = "300.00", **values: bool) -> PaymentFacts:
    """This much of 500.00 pays another invoice, the rest is a customer credit."""
    rest = Decimal("500.00") - Decimal(amount)
    taken = part(
        RIGHT,
        amount=Decimal(amount),
        allocated_on=PAID,
        moved_from=WRONG.id,
        follows=values.get("follows", False),
    )
    freed = credit(str(rest), freed_from=WRONG.id, follows=values.get("follows", False))
    return payment(
        WRONG, taken, credits=(freed,), is_fixed=values.get("follows", False)
    )


def planned(facts: PaymentFacts, rule: Rule = STRICT) -> list[str]:
    """Each entry as `event day lines`, in the order they are planned."""
    return [
        f"{plan.event} {plan.happened_on:%m-%d} {sides(plan.lines)}".strip()
        for plan in plan_payment(facts, rule)
    ]


def test_money_that_moved_before_it_left_goes_straight_where_it_is() -> None:
    assert planned(moved()) == [
        "payment 10-30 D 1010 500.00 / C 1202 300.00 / C 2160 200.00"
    ]


def test_money_that_had_left_is_followed_by_entries_of_its_own() -> None:
    assert planned(moved(follows=True)) == [
        "payment 10-30 D 1010 500.00 / C 1201 500.00",
        "transfer 11-10 D 1201 300.00 / C 1202 300.00",
        "transfer 11-10 D 1201 200.00 / C 2160 200.00",
    ]


def test_what_moves_is_ready_on_its_own_day_and_named_by_its_invoices() -> None:
    _, taken, freed = plan_payment(moved(follows=True), STRICT)

    assert (taken.ready_on, taken.document_number) == (PAID, "0992")
    assert (freed.ready_on, freed.document_number) == (PAID, "0991")


def test_money_that_waited_in_deposits_goes_to_credits_from_there() -> None:
    waited = part(through_deposits=True, ended_on=PAID)
    freed = credit(freed_from=waited.id)

    assert planned(payment(waited, credits=(freed,))) == [
        "payment 10-30 D 1010 500.00 / C 2150 500.00",
        "transfer 11-10 D 2150 500.00 / C 2160 500.00",
    ]


def test_a_deposit_that_was_applied_in_the_books_is_freed_from_its_invoice() -> None:
    applied = part(through_deposits=True, application_left=True, ended_on=PAID)
    freed = credit(freed_from=applied.id, follows=True)

    assert planned(payment(applied, credits=(freed,), is_fixed=True)) == [
        "payment 10-30 D 1010 500.00 / C 2150 500.00",
        "transfer 11-10 D 1201 500.00 / C 2160 500.00",
    ]


@pytest.mark.parametrize(
    ("transfer_left", "place"),
    [(False, "1201"), (True, "1202")],
    ids=["the first move never left", "it left"],
)
def test_money_moved_twice_moves_from_where_the_books_have_it(
    *, transfer_left: bool, place: str
) -> None:
    once = part(
        RIGHT,
        moved_from=WRONG.id,
        follows=True,
        ended_on=PAID,
        transfer_left=transfer_left,
    )
    third = Account(number="1203", origin="settings:sale_debit")
    twice = part(
        replace(RIGHT, id=11, receivable=third),
        allocated_on=LATER,
        moved_from=once.id,
        follows=True,
    )

    plans = planned(payment(WRONG, once, twice, is_fixed=True))

    assert plans[1:] == [f"transfer 11-20 D {place} 500.00 / C 1203 500.00"]


def test_a_deposit_that_pays_nothing_yet_has_one_entry() -> None:
    deposit = replace(credit("300.00"), account=Account(number="2150", origin="x"))

    [plan] = plan_payment(payment(credits=(deposit,)), STRICT)

    assert sides(plan.lines) == "D 1010 300.00 / C 2150 300.00"
    assert plan.ready_on == PART


def test_a_tip_and_what_fell_short_are_beside_what_is_paid() -> None:
    facts = payment(
        part(),
        tip=Decimal("15.00"),
        tips=Account(number="2400", origin="settings:tips"),
        rounding=Decimal("-0.02"),
        rounding_account=Account(number="5390", origin="settings:rounding"),
    )

    assert planned(facts) == [
        "payment 10-30 D 1010 514.98 / C 1201 500.00 / C 2400 15.00 / D 5390 0.02"
    ]


def test_the_bank_takes_money_back_from_where_it_is_with_its_fee() -> None:
    facts = replace(moved(), returned=returned(fee=Decimal("7.00")))

    received, back = plan_payment(facts, STRICT)

    assert sides(received.lines) == "D 1010 500.00 / C 1202 300.00 / C 2160 200.00"
    assert sides(back.lines) == (
        "D 1202 300.00 / D 2160 200.00 / D 5310 7.00 / C 1010 507.00"
    )
    assert (back.happened_on, back.ready_on) == (LATER, LATER)
    assert back.reverses == (PAYMENT, 7, "payment")


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        (part(ended_on=LATER), "1201"),
        (part(through_deposits=True, ended_on=LATER), "2150"),
        (part(through_deposits=True, application_left=True, ended_on=LATER), "1201"),
    ],
    ids=["its invoice", "deposits", "applied in the books"],
)
def test_the_bank_takes_back_from_the_account_the_books_have_it_on(
    facts: AllocationFacts, place: str
) -> None:
    plans = planned(payment(facts, returned=returned()))

    assert plans[1] == f"return 11-20 D {place} 500.00 / C 1010 500.00"


def test_the_bank_takes_back_what_had_left_before_it_moved() -> None:
    """The move to the other invoice never left: its money is where it first went."""
    facts = moved(follows=True)
    ended = tuple(replace(one, ended_on=LATER) for one in facts.allocations)

    assert planned(replace(facts, allocations=ended, returned=returned())) == [
        "payment 10-30 D 1010 500.00 / C 1201 500.00",
        "transfer 11-10 D 1201 200.00 / C 2160 200.00",
        "return 11-20 D 1201 300.00 / D 2160 200.00 / C 1010 500.00",
    ]


def test_a_tip_goes_back_with_its_payment() -> None:
    tips = Account(number="2400", origin="settings:tips")
    facts = payment(part(), tip=Decimal("15.00"), tips=tips, returned=returned())

    assert planned(facts)[1] == (
        "return 11-20 D 1201 500.00 / D 2400 15.00 / C 1010 515.00"
    )


def test_a_mistake_that_never_left_has_no_entry() -> None:
    assert planned(payment(part(), returned=returned(by_mistake=True))) == []
    assert len(planned(payment(part(), returned=returned()))) == 2


@pytest.mark.parametrize(
    "left",
    [
        payment(part(), is_fixed=True),
        payment(part(application_left=True)),
        payment(part(transfer_left=True)),
        payment(part(), credits=(credit("1.00", transfer_left=True),)),
    ],
    ids=["payment", "application", "moved part", "freed credit"],
)
def test_a_mistake_is_undone_once_any_of_its_entries_left(
    left: PaymentFacts,
) -> None:
    events = [plan.event.value for plan in plan_payment(left, STRICT)]

    mistake = replace(left, returned=returned(by_mistake=True))
    undone = plan_payment(mistake, STRICT)

    assert [plan.event.value for plan in undone] == [*events, "return"]
