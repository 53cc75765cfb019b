from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from accounting.formats.cells import Value as CellValue
from accounting.formats.cells import append_row
from accounting.formats.reproducible import save_reproducibly
from reports.report import Linked, Report, Table, Value


def render_report(report: Report, tables: Sequence[Table], *, heading: str) -> bytes:
    """One sheet: the heading, then the tables under each other, amounts as numbers."""
    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet(str(report.title)[:31])
    for text in (str(report.title), heading, str(report.lead)):
        append_row(worksheet, [text])
    for table in tables:
        append_row(worksheet, [])
        append_row(worksheet, [table.caption])
        append_row(worksheet, [column.label for column in table.columns])
        for row in table.rows:
            append_row(worksheet, [_cell(value) for value in row])
        if table.totals:
            append_row(worksheet, [])
            append_row(worksheet, [_cell(value) for value in table.totals])
    stream = BytesIO()
    save_reproducibly(workbook, stream)
    return stream.getvalue()


def _cell(value: Value) -> CellValue:
    return value.text if isinstance(value, Linked) else value
