import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TextIO

from accounting.formats.base import Sheet
from accounting.formats.columns import entry_rows, headings
from accounting.formats.plain_text import clean, is_convertible
from accounting.formats.words import Words
from accounting.journal.entry import JournalEntry

Value = str | Decimal | date | int | None
# Excel takes a file without the mark for one in the character set of the machine.
ENCODING = "utf-8-sig"


class Csv:
    """The columns of the workbook as text, in what Excel opens by a double click.

    Excel splits columns and reads decimals as Windows is set, and Windows in French
    (Canada) is set to the semicolon and the comma, in English (Canada) to the comma
    and the point: the language of the company chooses. Dates are ISO in both.
    """

    identifier = "csv"
    label = "CSV"
    extension = "csv"
    content_type = "text/csv; charset=utf-8"

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes:
        stream = StringIO(newline="")
        rows = (row for entry in entries for row in entry_rows(entry, sheet))
        write_csv(stream, chain([headings(sheet)], rows), words=sheet.words)
        return stream.getvalue().encode(ENCODING)


@contextmanager
def create_csv(path: Path | None) -> Iterator[TextIO | None]:
    """Open a file for rows, if one is wanted, before there is anything to write."""
    if path is None:
        yield None
        return
    with path.open("w", encoding=ENCODING, newline="") as stream:
        yield stream


def write_csv(stream: TextIO, rows: Iterable[Iterable[Value]], *, words: Words) -> None:
    """Write rows that Excel opens as they are; the stream encodes them in ENCODING."""
    writer = csv.writer(stream, delimiter=words.list_separator)
    for row in rows:
        writer.writerow([_field(value, words) for value in row])


def _field(value: Value, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", words.decimal_mark)
    if isinstance(value, date):
        return value.isoformat()
    text = clean(value)
    # The apostrophe is how a person says that what follows is text.
    return f"'{text}" if is_convertible(text) else text
