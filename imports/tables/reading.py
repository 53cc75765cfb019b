from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.columns import Columns
from imports.tables.csv_file import read_csv
from imports.tables.errors import FileRefusedError, refuse
from imports.tables.header import read_header
from imports.tables.limits import MAX_BYTES
from imports.tables.names import Name
from imports.tables.records import Record
from imports.tables.row_reading import read_rows
from imports.tables.table import Table
from imports.tables.xlsx_file import read_xlsx

__all__ = ["Columns", "read_table"]

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(path: Path, columns: Columns) -> Table:
    """Read a CSV file or an Excel workbook, whatever its name; nothing is raised."""
    refused: set[Name] = set()
    is_read = True
    try:
        first, *others = _read_records(_read_bytes(path), columns)
        header = read_header(
            first, required=columns.required_names, optional=columns.optional_names
        )
        rows, flaws, refused = read_rows(others, columns=columns, header=header)
    except FileRefusedError as error:
        rows, flaws, is_read = [], list(error.flaws), False
    errors = [flaw.in_file(path.name) for flaw in flaws]
    return Table(rows=rows, errors=errors, refused=refused, is_read=is_read)


def _read_records(content: bytes, columns: Columns) -> list[Record]:
    if content.startswith(ZIP):
        return read_xlsx(content)
    if content.startswith(OLD_EXCEL):
        reason = _(
            "This is an old Excel file, or one with a password: save it as “Excel"
            " workbook (.xlsx)” without a password."
        )
        raise refuse(reason)
    return read_csv(content, names=(*columns.required_names, *columns.optional_names))


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = format_lazy(
            _("The file cannot be opened: {why}."), why=error.strerror or error
        )
        raise refuse(reason) from error
    if len(content) > MAX_BYTES:
        reason = format_lazy(
            _("The file has more than {maximum} MB: split it into several files."),
            maximum=MAX_BYTES // 1_000_000,
        )
        raise refuse(reason)
    return content
