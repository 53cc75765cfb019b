"""The sheet that the entries of a batch make."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from accounting.formats.base import Sheet
from accounting.formats.cells import append_row
from accounting.formats.columns import entry_rows, headings
from accounting.formats.reproducible import save_reproducibly
from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry

COLUMN_WIDTHS = (12, 22, 44, 12, 34, 14, 14)


def write_workbook(entries: Iterable[JournalEntry], sheet: Sheet) -> bytes:
    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet(sheet.words.worksheet)
    _lay_out(worksheet)
    append_row(worksheet, headings(sheet))
    total = ZERO
    for entry in entries:
        total += entry.total
        for row in entry_rows(entry, sheet):
            append_row(worksheet, row)
    append_row(worksheet, [])
    append_row(worksheet, [sheet.words.total, *[None] * 4, total, total])
    append_row(worksheet, [])
    for name, sha256 in sheet.fingerprints:
        append_row(worksheet, ["SHA-256", name, sha256])
    stream = BytesIO()
    save_reproducibly(workbook, stream)
    return stream.getvalue()


def _lay_out(worksheet: WriteOnlyWorksheet) -> None:
    worksheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", COLUMN_WIDTHS, strict=True):
        column = worksheet.column_dimensions[letter]  # type: ignore[attr-defined]  # missing in the stubs
        column.width = width
