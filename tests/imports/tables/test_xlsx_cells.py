from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from imports.tables.records import Percent, Unreadable
from imports.tables.xlsx_cells import cell_of


@dataclass(frozen=True)
class SomeCell:
    value: object
    number_format: str | None = "General"
    data_type: str = "n"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1201, "1201"),
        (1201.0, "1201"),
        (9.99, "9.99"),
        (0.1 + 0.2, "0.3"),
        (9999999.99, "9999999.99"),
        (100.00999999999863, "100.01"),
        (1.00001, "1.00001"),
        (-0.005, "-0.005"),
        (1e-05, "0.00001"),
    ],
)
def test_a_number_is_the_decimal_that_was_meant(value: float, number: str) -> None:
    cell = cell_of(SomeCell(value))

    assert isinstance(cell, Decimal)
    assert format(cell, "f") == number


def test_a_number_shown_as_a_percentage_is_one() -> None:
    assert cell_of(SomeCell(0.1, "0%")) == Percent(Decimal(10))
    assert cell_of(SomeCell(0.125, "0.00%")) == Percent(Decimal("12.5"))


def test_a_percent_sign_that_is_only_text_changes_nothing() -> None:
    assert cell_of(SomeCell(10, '0"%"')) == Decimal(10)


def test_the_zeros_that_a_format_puts_in_front_are_kept() -> None:
    assert cell_of(SomeCell(171, "0000")) == "0171"


def test_a_number_with_more_digits_than_excel_keeps_is_unreadable() -> None:
    cell = cell_of(SomeCell(1_234_567_890_123_456))

    assert isinstance(cell, Unreadable)
    assert str(cell.reason) == (
        "Excel does not keep all digits of 1234567890123460: format the cell as text."
    )


@pytest.mark.parametrize("value", [date(2026, 11, 24), datetime(2026, 11, 24)])  # noqa: DTZ001 - a workbook's times have no zone
def test_a_date_is_a_date(value: date) -> None:
    assert cell_of(SomeCell(value, "yyyy-mm-dd", "d")) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2026, 11, 24, 13, 5), "2026-11-24 13:05:00"),  # noqa: DTZ001 - a workbook's times have no zone
        (time(13, 5), "13:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_time_of_day_is_unreadable(value: object, shown: str) -> None:
    cell = cell_of(SomeCell(value, "hh:mm", "d"))

    assert isinstance(cell, Unreadable)
    assert str(cell.reason) == (
        f"The cell holds the time of day {shown}: keep its date alone."
    )


def test_an_error_is_unreadable_and_text_that_looks_like_one_is_not() -> None:
    cell = cell_of(SomeCell("#REF!", data_type="e"))

    assert isinstance(cell, Unreadable)
    assert str(cell.reason) == "The cell shows the error #REF!: correct it."
    assert cell_of(SomeCell("#REF!", data_type="s")) == "#REF!"


def test_an_empty_cell_is_blank_and_a_false_one_is_not() -> None:
    assert cell_of(SomeCell(None)) == ""
    assert cell_of(SomeCell(value=False, data_type="b")) is False
