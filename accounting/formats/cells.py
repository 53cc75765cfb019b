"""Rows of a worksheet whose texts stay texts and whose amounts are numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from accounting.formats.plain_text import clean, is_convertible
from accounting.journal.cents import to_cents

AMOUNT_FORMAT = "#,##0.00"

Value = str | Decimal | int | date | None


def append_row(worksheet: WriteOnlyWorksheet, row: Sequence[Value]) -> None:
    worksheet.append([_cell(worksheet, value) for value in row])


def _cell(
    worksheet: WriteOnlyWorksheet, value: Value
) -> Cell | str | int | date | None:
    if isinstance(value, str):
        return _text(worksheet, value)
    if not isinstance(value, Decimal):
        return value
    cell = WriteOnlyCell(worksheet, to_cents(value))  # type: ignore[arg-type]  # it takes Decimal; the stubs know floats only
    cell.number_format = AMOUNT_FORMAT
    return cell


def _text(worksheet: WriteOnlyWorksheet, text: str) -> Cell | str | None:
    """Keep text as text, whatever a spreadsheet would rather make of it."""
    text = clean(text)
    if not is_convertible(text):
        return text or None
    cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
