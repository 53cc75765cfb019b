import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from io import BytesIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from imports.tables.archive import scan_archive
from imports.tables.errors import FileRefusedError, Reason, refuse
from imports.tables.limits import MAX_COLUMNS, MAX_SHEETS
from imports.tables.records import (
    Cell,
    Record,
    Unreadable,
    is_blank,
    show,
    too_wide,
    without_blanks,
)
from imports.tables.scanning import NOT_A_WORKBOOK, TOO_LARGE
from imports.tables.xlsx_cells import SheetCell, cell_of

FORMULA = "f"
# The type of a cell whose formula gave a text, which may be empty.
FORMULA_TEXT = "str"
EMPTY = _("The workbook is empty: it needs a header and its rows.")
NOT_COMPUTED = Unreadable(
    _("The result of this formula is not in the file: open it in Excel and save it.")
)

Place = tuple[int, int]


class _TableReader(ExcelReader):
    """Reads no more than tables: the other parts are built whole, of any size."""

    def read_chartsheet(self, *_sheet: object) -> None:
        pass


def read_xlsx(content: bytes) -> list[Record]:
    """Read the one visible sheet that holds something; all rows as wide as the first."""
    try:
        with warnings.catch_warnings():
            # openpyxl tells of all that it does not support, such as charts.
            warnings.simplefilter("ignore")
            records = list(without_blanks(_records(content)))
    except FileRefusedError:
        raise
    except Exception as error:
        # A damaged workbook raises whatever comes.
        raise refuse(NOT_A_WORKBOOK) from error
    if not records:
        raise refuse(EMPTY)
    width = len(records[0].cells)
    return [_widen(record, width) for record in records]


def _records(content: bytes) -> Iterator[Record]:
    has_formulas = scan_archive(content).has_formulas
    formulas = _formulas(content) if has_formulas else frozenset()
    with closing(_open(content, data_only=True)) as workbook:
        for line, row in _rows(_only_sheet(workbook)):
            yield Record(line, _cells(line, row, formulas))


def _formulas(content: bytes) -> frozenset[Place]:
    with closing(_open(content, data_only=False)) as workbook:
        return frozenset(
            (line, place)
            for line, row in _rows(_only_sheet(workbook))
            for place, cell in enumerate(row)
            if cell.data_type == FORMULA
        )


def _open(content: bytes, *, data_only: bool) -> Workbook:
    reader = _TableReader(
        BytesIO(content), read_only=True, data_only=data_only, keep_links=False
    )
    reader.read()
    return reader.wb


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, Sequence[SheetCell]]]:
    for line, row in enumerate(sheet.rows, start=1):
        if len(row) > MAX_COLUMNS:
            raise refuse(too_wide(), line=line)
        yield line, row


def _only_sheet(workbook: Workbook) -> ReadOnlyWorksheet:
    if len(workbook.worksheets) > MAX_SHEETS:
        raise refuse(TOO_LARGE)
    filled = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            # What the file says of a sheet's size may be wrong, and cut it.
            sheet.reset_dimensions()
            if _has_something(sheet):
                filled.append(sheet)
    if not filled:
        raise refuse(EMPTY)
    if len(filled) > 1:
        raise refuse(_too_many_sheets(filled))
    return filled[0]


def _has_something(sheet: ReadOnlyWorksheet) -> bool:
    return any(
        cell.value is not None or cell.data_type == FORMULA
        for _line, row in _rows(sheet)
        for cell in row
    )


def _too_many_sheets(sheets: Collection[ReadOnlyWorksheet]) -> Reason:
    return format_lazy(
        _(
            "Several sheets hold something ({sheets}): keep the table alone in the"
            " workbook, or hide the other sheets."
        ),
        sheets=", ".join(show(sheet.title) for sheet in sheets),
    )


def _cells(
    line: int, row: Sequence[SheetCell], formulas: Collection[Place]
) -> list[Cell]:
    cells: list[Cell] = []
    for place, cell in enumerate(row):
        if _is_not_computed(cell) and (line, place) in formulas:
            cells.append(NOT_COMPUTED)
        else:
            cells.append(cell_of(cell))
    while cells and is_blank(cells[-1]):
        cells.pop()
    return cells


def _is_not_computed(cell: SheetCell) -> bool:
    return cell.value is None and cell.data_type != FORMULA_TEXT


def _widen(record: Record, width: int) -> Record:
    missing = width - len(record.cells)
    return (
        Record(record.line, [*record.cells, *[""] * missing]) if missing > 0 else record
    )
