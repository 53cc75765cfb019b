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
