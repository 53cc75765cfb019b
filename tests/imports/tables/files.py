"""Tables that tests write, and short ways to say what was read from them."""

from pathlib import Path

from openpyxl import Workbook

from imports.tables.amounts import DiscountCell, Number
from imports.tables.columns import Column, Columns
from imports.tables.reading import read_table
from imports.tables.table import Table
from imports.tables.text import Code, Text
from imports.tables.words import IsoDate

SALES = Columns(
    required=(
        Column("code", Code(max_length=10)),
        Column("name", Text(max_length=40), may_be_blank=True),
        Column("quantity", Number(max_decimals=4)),
        Column("price", Number()),
    ),
    optional=(
        Column("sold_on", IsoDate(), may_be_blank=True),
        Column("discount", DiscountCell(), may_be_blank=True),
    ),
)
HEADER = "code,name,quantity,price\n"

Place = tuple[int | None, str | None]


def read(folder: Path, content: str | bytes, columns: Columns = SALES) -> Table:
    path = folder / "sales.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, columns)


def read_workbook(folder: Path, workbook: Workbook) -> Table:
    path = folder / "sales.xlsx"
    workbook.save(path)
    return read_table(path, SALES)


def make_workbook(*rows: list[object]) -> Workbook:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    return workbook


def values(table: Table) -> list[list[object]]:
    """The cells of the good rows, without those of the optional columns."""
    assert table.errors == []
    names = SALES.required_names
    return [[row.value(name) for name in names] for row in table.rows]


def places(table: Table) -> list[Place]:
    return [(error.line, error.column) for error in table.errors]


def only_reason(table: Table) -> str:
    (error,) = table.errors
    return str(error.reason)
