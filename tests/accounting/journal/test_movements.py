from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.entry import JournalEntry
from accounting.journal.movements import (
    Account,
    Movement,
    StrayMovementError,
    build_lines,
)
from tests.accounting.entries import credit, debit

RECEIVABLE = Account(number="1201", origin="company")


def account(number: str | None, origin: str = "company") -> Account:
    return Account(number=number, origin=origin)


def sell(credited: Account, amount: str, tax_treatment: str = "") -> Movement:
    return Movement(
        debit=RECEIVABLE,
        credit=credited,
        amount=Decimal(amount),
        tax_treatment=tax_treatment,
    )


def test_one_net_line_then_one_line_a_movement() -> None:
    movements = [
        sell(account("4100"), "100.00"),
        sell(account("2310"), "5.00"),
        sell(account("2320"), "9.98"),
    ]

    assert build_lines(movements, merged=RECEIVABLE) == (
        debit("1201", "114.98"),
        credit("4100", "100.00"),
        credit("2310", "5.00"),
        credit("2320", "9.98"),
    )


def test_a_discount_lowers_the_net_and_is_debited() -> None:
    discount = Movement(
        debit=account("4090"), credit=RECEIVABLE, amount=Decimal("10.00")
    )

    assert build_lines(
        [sell(account("4100"), "100.00"), discount], merged=RECEIVABLE
    ) == (debit("1201", "90.00"), credit("4100", "100.00"), debit("4090", "10.00"))


def test_a_negative_amount_changes_sides() -> None:
    assert build_lines([sell(account("4100"), "-20.00")], merged=RECEIVABLE) == (
        credit("1201", "20.00"),
        debit("4100", "20.00"),
    )


def test_a_net_of_zero_leaves_no_line_on_the_merged_account() -> None:
    movements = [sell(account("4100"), "20.00"), sell(account("4200"), "-20.00")]

    assert build_lines(movements, merged=RECEIVABLE) == (
        credit("4100", "20.00"),
        debit("4200", "20.00"),
    )


def test_what_moves_nothing_has_no_lines() -> None:
    assert build_lines([sell(account("4100"), "0.00")], merged=RECEIVABLE) == ()
    assert build_lines([], merged=RECEIVABLE) == ()


def test_the_merged_account_is_known_by_its_number_whichever_rule_chose_it() -> None:
    movement = Movement(
        debit=account("1201", "item:42"),
        credit=account("4100", "item:42"),
        amount=Decimal("100.00"),
    )

    assert build_lines([movement], merged=RECEIVABLE) == (
        debit("1201", "100.00"),
        credit("4100", "100.00"),
    )


def test_a_movement_away_from_the_merged_account_is_refused() -> None:
    stray = Movement(
        debit=account("1010"), credit=account("4100"), amount=Decimal("5.00")
    )

    with pytest.raises(StrayMovementError):
        build_lines([stray], merged=RECEIVABLE)


def test_accounts_that_no_rule_gave_stay_apart_by_their_rule() -> None:
    movement = Movement(
        debit=account(None, "item:42"),
        credit=account(None, "company"),
        amount=Decimal("5.00"),
    )

    lines = build_lines([movement], merged=account(None, "company"))

    assert [(line.side, line.origin) for line in lines] == [
        ("credit", "company"),
        ("debit", "item:42"),
    ]


def test_a_line_keeps_the_rule_and_the_treatment_it_comes_from() -> None:
    movement = sell(account("4100", "item:42"), "5.00", tax_treatment="exempt")

    _, line = build_lines([movement], merged=RECEIVABLE)

    assert (line.origin, line.tax_treatment) == ("item:42", "exempt")


movements = st.lists(
    st.builds(
        lambda number, is_debit, cents: Movement(
            debit=RECEIVABLE if is_debit else account(number),
            credit=account(number) if is_debit else RECEIVABLE,
            amount=Decimal(cents) / 100,
        ),
        st.sampled_from(["4100", "4090", "2310"]),
        st.booleans(),
        st.integers(-10_000_000, 10_000_000),
    )
)


@given(movements)
def test_any_movements_make_a_balanced_entry(drawn: list[Movement]) -> None:
    lines = build_lines(drawn, merged=RECEIVABLE)

    if any(movement.amount for movement in drawn):
        entry = JournalEntry(date=date(2026, 11, 24), description="", lines=lines)
        assert entry.total == sum(line.credit for line in lines)
    else:
        assert lines == ()
