import csv
from collections.abc import Collection, Iterator
from io import StringIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.encoding import decode
from imports.tables.errors import FileRefusedError, Reason, refuse
from imports.tables.limits import MAX_CELL_LENGTH
from imports.tables.records import Record, without_blanks

SEPARATORS = ",;\t"
QUOTES = _(
    "The quotes of the row that starts here cannot be read: a quoted cell ends with a"
    " quote, and a quote inside of it is written twice."
)


def read_csv(content: bytes, *, names: Collection[str]) -> list[Record]:
    """Read rows of text, separated as the header with these names is."""
    text = decode(content)
    separator = _find_separator(text, names)
    return list(without_blanks(_records(text, separator)))


def _records(text: str, separator: str) -> Iterator[Record]:
    lines = csv.reader(_lines(text), delimiter=separator, strict=True)
    while True:
        start = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise refuse(_why(error), line=start) from error
        yield Record(start, cells)


def _why(error: csv.Error) -> Reason:
    # The csv module has one error for all that it refuses: its words tell which.
    if "limit" in str(error):
        return format_lazy(
            _(
                "The row that starts here has a cell of more than {maximum} characters:"
                " shorten it, or close its quote if one was left open."
            ),
            maximum=csv.field_size_limit(),
        )
    return QUOTES


def _lines(text: str) -> StringIO:
    """Lines as the csv module wants them: with their ends, whichever these are."""
    return StringIO(text, newline="")


def _find_separator(text: str, names: Collection[str]) -> str:
    """Choose by the names in the header: counting would believe a comma in an address."""
    line, header = _first_filled_line(text)
    found = {mark: _count_names(header, mark, names) for mark in SEPARATORS}
    most = max(found.values())
    best = [mark for mark in SEPARATORS if found[mark] == most]
    if not most:
        raise refuse(_no_header(names), line=line)
    if len(best) > 1:
        raise _refuse_separators(line)
    return best[0]


def _first_filled_line(text: str) -> tuple[int, str]:
    for line, content in enumerate(_lines(text), start=1):
        if content.strip(SEPARATORS + '" \r\n'):
            return line, content
    raise refuse(_("The file is empty: it needs a header and its rows."))


def _count_names(header: str, separator: str, names: Collection[str]) -> int:
    # The csv module refuses longer cells.
    cells = next(csv.reader([header[:MAX_CELL_LENGTH]], delimiter=separator))
    return len({cell.strip().casefold() for cell in cells}.intersection(names))


def _no_header(names: Collection[str]) -> Reason:
    return format_lazy(
        _(
            "The first row has none of the names of the columns: start the file with"
            " {names}, separated by commas, semicolons or tabs."
        ),
        names=", ".join(names),
    )


def _refuse_separators(line: int) -> FileRefusedError:
    reason = _(
        "The separator is not clear from the header: separate all of its names by"
        " commas, or all by semicolons, or all by tabs."
    )
    return refuse(reason, line=line)
