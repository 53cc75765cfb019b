from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import Reason, refuse
from imports.tables.limits import MAX_COLUMNS, MAX_ROWS

SHOWN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that a workbook shows as a percentage: 10 for 10 %."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value:f} %"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell of a workbook that no column takes."""

    reason: Reason


Cell = str | Decimal | date | bool | Percent | Unreadable
"""CSV has text only; a workbook also says which of its cells are not text."""


class Record(NamedTuple):
    """A row as it stands in the file; `line` is where it starts."""

    line: int
    cells: Sequence[Cell]


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell or cell.isspace())


def without_blanks(records: Iterable[Record]) -> Iterator[Record]:
    """Leave out the rows that have no filled cell, and stop at what is too large."""
    # The header is one more.
    rows_left = MAX_ROWS + 1
    for record in records:
        if len(record.cells) > MAX_COLUMNS:
            raise refuse(too_wide(), line=record.line)
        if all(map(is_blank, record.cells)):
            continue
        if not rows_left:
            raise refuse(_too_long(), line=record.line)
        rows_left -= 1
        yield record


def show(cell: Cell) -> str:
    """The cell as an error may print it: short, and with nothing that moves a cursor."""
    text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    text = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def too_wide() -> Reason:
    return format_lazy(
        _(
            "This row reaches beyond column {maximum}: delete what is outside the"
            " table."
        ),
        maximum=MAX_COLUMNS,
    )


def _too_long() -> Reason:
    return format_lazy(
        _("The table has more than {maximum} rows: split it into several files."),
        maximum=MAX_ROWS,
    )
