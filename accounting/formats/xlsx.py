import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from accounting.formats.base import Sheet
from accounting.formats.reproducible import save_reproducibly
from accounting.journal.cents import ZERO, to_cents
from accounting.journal.entry import JournalEntry

AMOUNT_FORMAT = "#,##0.00"
COLUMN_WIDTHS = (12, 22, 44, 12, 34, 14, 14)
# Formulas, and error values such as #N/A.
CONVERTIBLE_STARTS = ("=", "+", "-", "@", "#")
# What XML cannot hold, and tabs and line ends, which no cell of ours needs.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Value = str | Decimal | date | None


class Xlsx:
    """The same entries for people: one row a line, the totals apart from them."""

    identifier = "xlsx"
    label = "Excel"
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes:
        workbook = Workbook(write_only=True)
        worksheet = workbook.create_sheet(sheet.words.worksheet)
        _lay_out(worksheet)
        _append(worksheet, _headings(sheet))
        total = ZERO
        for entry in entries:
            total += entry.total
            for row in _entry_rows(entry, sheet):
                _append(worksheet, row)
        _append(worksheet, [])
        _append(worksheet, [sheet.words.total, *[None] * 4, total, total])
        _append(worksheet, [])
        for name, sha256 in sheet.fingerprints:
            _append(worksheet, ["SHA-256", name, sha256])
        stream = BytesIO()
        save_reproducibly(workbook, stream)
        return stream.getvalue()


def _lay_out(worksheet: WriteOnlyWorksheet) -> None:
    worksheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", COLUMN_WIDTHS, strict=True):
        column = worksheet.column_dimensions[letter]  # type: ignore[attr-defined]  # missing in the stubs
        column.width = width


def _headings(sheet: Sheet) -> list[Value]:
    words = sheet.words
    return [
        words.date,
        words.document,
        words.description,
        words.account,
        words.account_name,
        words.debit,
        words.credit,
    ]


def _entry_rows(entry: JournalEntry, sheet: Sheet) -> Iterable[list[Value]]:
    for line in entry:
        account = line.account or ""
        yield [
            entry.date,
            entry.document,
            entry.description,
            account,
            sheet.account_names.get(account, ""),
            line.debit or None,
            line.credit or None,
        ]


def _append(worksheet: WriteOnlyWorksheet, row: Sequence[Value]) -> None:
    worksheet.append([_cell(worksheet, value) for value in row])


def _cell(worksheet: WriteOnlyWorksheet, value: Value) -> Cell | str | date | None:
    if isinstance(value, str):
        return _text(worksheet, value)
    if not isinstance(value, Decimal):
        return value
    cell = WriteOnlyCell(worksheet, to_cents(value))  # type: ignore[arg-type]  # it takes Decimal; the stubs know floats only
    cell.number_format = AMOUNT_FORMAT
    return cell


def _text(worksheet: WriteOnlyWorksheet, text: str) -> Cell | str | None:
    """Keep text as text, whatever a spreadsheet would rather make of it."""
    text = UNWRITABLE.sub(" ", text)
    if not text.lstrip().startswith(CONVERTIBLE_STARTS):
        return text or None
    cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
