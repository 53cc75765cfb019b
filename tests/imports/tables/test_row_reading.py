from decimal import Decimal
from pathlib import Path

import pytest

from tests.imports.tables.files import HEADER, only_reason, places, read


def test_every_bad_cell_of_every_bad_row_is_listed(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER},Pose,x,9.505\nA2,Pose,2,9.50\nA3,Pose,y,\n")

    assert [row.text("code") for row in table.rows] == ["A2"]
    assert places(table) == [
        (2, "code"),
        (2, "quantity"),
        (2, "price"),
        (4, "quantity"),
        (4, "price"),
    ]
    assert {error.file for error in table.errors} == {"sales.csv"}
    assert str(table.errors[0].reason) == "This cell is empty: fill it."


@pytest.mark.parametrize(
    ("row", "cells"), [("A1,Pose,2\n", 3), ("A1,Pose,2,1,98\n", 5), ("A1\n", 1)]
)
def test_a_row_with_cells_missing_or_too_many_is_refused(
    tmp_path: Path, row: str, cells: int
) -> None:
    table = read(tmp_path, HEADER + row)

    assert places(table) == [(2, None)]
    assert only_reason(table) == (
        f"This row has {cells} cells and the header 4: put quotes around cells that"
        " contain the separator, and leave no cell out."
    )


def test_an_optional_column_is_blank_when_it_is_not_there(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f"{HEADER}A1,Pose,2,9.50\n").rows

    assert row.value("sold_on") is None
    assert row.discount("discount").amount == Decimal("0.00")


def test_a_cell_longer_than_excel_allows_is_refused(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}A1,{'a' * 32_768},2,9.50\n")

    assert places(table) == [(2, "name")]
    assert only_reason(table) == (
        "This cell has 32768 characters: at most 32767 can be read."
    )


def test_decimal_marks_of_all_columns_are_compared(tmp_path: Path) -> None:
    content = "code;name;quantity;price;discount\nA1;;1;9,50;\nA2;;1;8;12.5 %\n"

    table = read(tmp_path, content)

    assert table.rows == []
    assert places(table) == [(3, "discount")]


def test_commas_and_points_in_texts_say_nothing_about_the_mark(tmp_path: Path) -> None:
    content = "code;name;quantity;price\nA.1;1.5;1;9,50\n"

    (row,) = read(tmp_path, content).rows

    assert row.decimal("price") == Decimal("9.50")


def test_a_price_proves_the_mark_of_a_quantity(tmp_path: Path) -> None:
    header = "code;name;quantity;price\n"

    alone = read(tmp_path, f"{header}A1;;1,234;5\n")
    proven = read(tmp_path, f"{header}A1;;1,234;5,00\n")

    assert places(alone) == [(2, "quantity")]
    assert proven.rows[0].decimal("quantity") == Decimal("1.2340")
