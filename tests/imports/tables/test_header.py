from decimal import Decimal
from pathlib import Path

from tests.imports.tables.files import only_reason, places, read, values

UNKNOWN = (
    "There is no column “colour”: remove it or name it as one of code, name, quantity,"
    " price, sold_on, discount."
)
ROW = ["A1", "Pose", Decimal("2.0000"), Decimal("9.50")]


def test_columns_come_in_any_order_and_case(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeffPRICE, Name ,Code,quantity\n9.50,Pose,A1,2\n")

    assert values(table) == [ROW]


def test_unknown_missing_and_double_columns_are_all_said_at_once(
    tmp_path: Path,
) -> None:
    table = read(tmp_path, "code,code,colour,price\nA1,A1,red,9.50\n")

    assert table.rows == []
    assert [(e.line, e.column, str(e.reason)) for e in table.errors] == [
        (
            1,
            "code",
            "This column stands in the header more than once: keep one of them.",
        ),
        (
            1,
            "colour",
            UNKNOWN,
        ),
        (1, "name", "This column is missing from the header: add it."),
        (1, "quantity", "This column is missing from the header: add it."),
    ]


def test_a_column_without_a_name_may_be_blank(tmp_path: Path) -> None:
    assert values(read(tmp_path, "code,name,,quantity,price,\nA1,Pose,,2,9.50,\n")) == [
        ROW
    ]


def test_a_cell_in_a_column_without_a_name_is_refused(tmp_path: Path) -> None:
    table = read(tmp_path, "code,name,quantity,price,\nA1,Pose,2,9.50,note\n")

    assert places(table) == [(2, None)]
    assert only_reason(table) == (
        "This cell is in a column without a name: name the column or empty the cell."
    )
