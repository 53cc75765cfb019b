from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.journal.dating import Event
from accounting.journal.entry import (
    InvalidLineError,
    JournalLine,
    Side,
    UnbalancedEntryError,
)
from tests.accounting.entries import credit, debit, make_entry, make_example


def test_a_line_shows_its_amount_on_its_side_only() -> None:
    line = debit("1201", "114.98")

    assert (line.debit, line.credit) == (Decimal("114.98"), Decimal("0.00"))
    assert (credit("1201", "5.00").debit, credit("1201", "5.00").credit) == (
        Decimal("0.00"),
        Decimal("5.00"),
    )


@pytest.mark.parametrize("amount", ["0.00", "-0.01", "0.001", "114.985"])
def test_a_line_holds_positive_cents_only(amount: str) -> None:
    with pytest.raises(InvalidLineError):
        debit("1201", amount)


@pytest.mark.parametrize(
    ("side", "opposite"), [("debit", "credit"), ("credit", "debit")]
)
def test_sides_mirror_each_other(side: str, opposite: str) -> None:
    assert Side(side).opposite is Side(opposite)


@pytest.mark.parametrize(
    "lines",
    [
        (debit("1201", "114.98"),),
        (debit("1201", "114.98"), credit("4100", "114.97")),
        (debit("1201", "114.98"), debit("4100", "114.98")),
    ],
)
def test_an_unbalanced_entry_cannot_exist(lines: tuple[JournalLine, ...]) -> None:
    with pytest.raises(UnbalancedEntryError):
        make_entry(*lines)


def test_an_entry_without_lines_cannot_exist() -> None:
    with pytest.raises(UnbalancedEntryError):
        replace(make_entry(), lines=())


def test_an_entry_gives_its_lines_and_its_total() -> None:
    sale, _ = make_example()

    assert tuple(sale) == sale.lines
    assert sale.total == Decimal("114.98")


def test_what_travels_with_an_entry_is_no_part_of_its_value() -> None:
    entry = make_entry()

    assert replace(entry, document="FAC-00043", event=Event.SALE) == entry
    assert replace(entry, description="FAC-00043") != entry
