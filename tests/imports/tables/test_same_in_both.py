import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.tables import specs
from imports.tables.table import Table
from tests.imports.tables.files import SALES, make_workbook, read, read_workbook

NAMES = [column.name for column in SALES.all]

Line = tuple[str, str, Decimal, Decimal, date, Decimal]

lines = st.tuples(
    st.from_regex("[A-Z][0-9]{1,9}", fullmatch=True),
    st.text("aZ ,;'àçéèêëîôùûœÀÉ«»–", max_size=12),
    st.decimals(-1000, 1000, places=4),
    st.decimals(0, 9_999_999, places=2),
    st.dates(date(1901, 1, 1), date(2100, 12, 31)),
    st.decimals(0, 500, places=2),
)


def read_as_csv(folder: Path, table: list[Line]) -> Table:
    stream = StringIO()
    csv.writer(stream, delimiter=";").writerows([NAMES, *table])
    return read(folder, stream.getvalue().encode("utf-8-sig"))


def read_as_workbook(folder: Path, table: list[Line]) -> Table:
    """Numbers are binary in the file, as Excel writes them, and dates are days."""
    rows = [
        [code, name, float(quantity), float(price), sold_on, float(discount)]
        for code, name, quantity, price, sold_on, discount in table
    ]
    return read_workbook(folder, make_workbook([*NAMES], *rows))


# A workbook takes a while to write.
@settings(deadline=None, max_examples=40)
@given(table=st.lists(lines, min_size=1, max_size=5))
def test_a_workbook_reads_to_the_rows_of_the_same_table_in_csv(
    table: list[Line],
) -> None:
    with TemporaryDirectory() as folder:
        from_csv = read_as_csv(Path(folder), [*table, table[0]])
        from_workbook = read_as_workbook(Path(folder), [*table, table[0]])

    assert from_workbook.errors == []
    if not from_csv.errors:
        assert from_workbook.rows == from_csv.rows


def test_one_table_in_both() -> None:
    table: list[Line] = [
        (
            "A1",
            "Pose à l’été",
            Decimal("-0.3333"),
            Decimal("9999999.99"),
            date(2026, 11, 24),
            Decimal("0.10"),
        )
    ]

    with TemporaryDirectory() as folder:
        (from_csv,) = read_as_csv(Path(folder), table).rows
        (from_workbook,) = read_as_workbook(Path(folder), table).rows

    assert from_workbook == from_csv
    assert from_csv.decimal("quantity") == Decimal("-0.3333")
    assert from_csv.decimal("price") == Decimal("9999999.99")
    assert from_csv.day("sold_on") == date(2026, 11, 24)
    assert from_csv.discount("discount").amount == Decimal("0.10")


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semi", "tab"])
def test_payments_read_the_same_in_each_spelling(
    tmp_path: Path, separator: str, encoding: str, mark: str
) -> None:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(specs.PAYMENTS.required_names)
    amount = f"1234{mark}50"
    writer.writerow(["2026-11-24", "C01", "F00042", amount, "Chèque", "Payment"])

    table = read(tmp_path, stream.getvalue().encode(encoding), specs.PAYMENTS)

    assert table.errors == []
    (row,) = table.rows
    assert row.line == 2
    assert row.day("payment_date") == date(2026, 11, 24)
    assert row.decimal("amount") == Decimal("1234.50")
    assert row.text("method") == "Chèque"
    assert row.text("kind") == "payment"
    assert row.text("reference") == ""
