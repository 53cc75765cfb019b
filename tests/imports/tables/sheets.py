from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from imports.tables.amounts import DiscountCell, Number
from imports.tables.columns import Column, Columns
from imports.tables.table import Table
from imports.tables.text import Code, Text
from imports.tables.words import IsoDate

LINES = Columns(
    required=(
        Column("code", Code(max_length=10)),
        Column("name", Text(max_length=60), may_be_blank=True),
        Column("quantity", Number(max_decimals=4)),
        Column("price", Number(minimum=Decimal(0))),
    ),
    optional=(
        Column("discount", DiscountCell(), may_be_blank=True),
        Column("day", IsoDate(), may_be_blank=True),
    ),
)
HEADER = "code,name,quantity,price"


def workbook(rows: Sequence[Sequence[object]]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return stream.getvalue()


def with_sheet(book: Workbook, sheet: bytes) -> bytes:
    """The workbook with another text for its first sheet, as no library writes it."""
    with ZipFile(BytesIO(saved(book))) as read:
        members = {name: read.read(name) for name in read.namelist()}
    return archive({**members, "xl/worksheets/sheet1.xml": sheet})


def problems(table: Table) -> list[tuple[int | None, str | None, str]]:
    return [(error.line, error.column, str(error.reason)) for error in table.errors]
