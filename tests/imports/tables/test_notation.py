from decimal import Decimal

import pytest

from imports.tables.errors import BadCellError, FileRefusedError
from imports.tables.notation import (
    Notation,
    NumberCell,
    find_notation,
    number_in,
    read_number,
)
from imports.tables.records import Percent

UNPROVEN = Notation(is_proven=False)
PROVEN = Notation(is_proven=True)


def notation_of(*texts: str) -> Notation:
    return find_notation(
        NumberCell(line, "price", text) for line, text in enumerate(texts, start=2)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("-5", "-5"),
        ("0.99", "0.99"),
        ("0,99", "0.99"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234\u00a0567.5", "1234567.5"),
        ("12\u202f345", "12345"),
        ("1\u2009000", "1000"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    assert read_number(text, UNPROVEN, max_decimals=4) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "abc", "1e3", "NaN", "Infinity", "-inf", "١٢", "５", "1,234.50", "1.234,50",
        "1'234", "1 23", "12 34", ".5", "5.", "+5", "--5", "$5", "5-", "(5)", "1_000",
        "", "0x10", "1  000",
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_refused(text: str) -> None:
    with pytest.raises(BadCellError) as refused:
        read_number(text, PROVEN, max_decimals=4)

    assert str(refused.value.reason) == (
        f"“{text}” is not a number: write digits and a decimal mark, such as 1234.50."
    )


@pytest.mark.parametrize("text", ["1,234", "1.234", "-12,345", "999.000"])
@pytest.mark.parametrize(
    ("notation", "max_decimals"), [(UNPROVEN, 4), (UNPROVEN, 2), (PROVEN, 2)]
)
def test_three_digits_after_a_mark_may_be_thousands(
    text: str, notation: Notation, max_decimals: int
) -> None:
    with pytest.raises(BadCellError) as refused:
        read_number(text, notation, max_decimals=max_decimals)

    assert str(refused.value.reason) == (
        f"“{text}” can be read with decimals or with thousands: write thousands"
        " without a separator, and decimals as two or four digits."
    )


def test_three_decimals_are_clear_where_another_number_proves_the_mark() -> None:
    assert read_number("1,234", PROVEN, max_decimals=4) == Decimal("1.234")


@pytest.mark.parametrize(
    ("texts", "is_proven"),
    [
        ((), False),
        (("5", "12"), False),
        (("1,234", "5"), False),
        (("1,234", "0,99"), True),
        (("0.125",), True),
        (("abc", ""), False),
    ],
)
def test_a_mark_is_proven_by_a_number_that_cannot_be_thousands(
    texts: tuple[str, ...], *, is_proven: bool
) -> None:
    assert notation_of(*texts).is_proven is is_proven


@pytest.mark.parametrize(
    ("texts", "line"), [(("1,5", "2", "1.5"), 4), (("1.5", "1,234"), 3)]
)
def test_both_marks_in_a_file_are_refused(texts: tuple[str, ...], line: int) -> None:
    with pytest.raises(FileRefusedError) as refused:
        notation_of(*texts)

    (flaw,) = refused.value.flaws
    assert (flaw.line, flaw.column) == (line, "price")
    assert str(flaw.reason) == (
        f"“{texts[-1]}” has another decimal mark than “{texts[0]}” on line 2: write"
        " all numbers with a point, or all with a comma, and none to set thousands"
        " apart."
    )


def test_a_number_of_a_workbook_is_taken_as_it_is() -> None:
    value = number_in(Decimal("1.234"), UNPROVEN, max_decimals=2)

    assert value == Decimal("1.234")


def test_a_percentage_of_a_workbook_is_not_a_number() -> None:
    with pytest.raises(BadCellError) as refused:
        number_in(Percent(Decimal(10)), UNPROVEN, max_decimals=2)

    assert str(refused.value.reason).startswith("“10 %” is not a number")
