import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import (
    BadCellError,
    FileRefusedError,
    Flaw,
    Reason,
)
from imports.tables.records import Cell, show

GROUP_SPACES = " \u00a0\u2009\u202f"
# Thousands may be apart by spaces, in groups of three; never by a comma or a point.
NUMBER = re.compile(
    rf"(-?(?:[0-9]{{1,3}}(?:[{GROUP_SPACES}][0-9]{{3}})+|[0-9]+))(?:([.,])([0-9]+))?"
)
# 1,234 is one and a bit to some, and a thousand and more to others.
MAYBE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
GROUP_DIGITS = 3
WITHOUT_SPACES = str.maketrans("", "", GROUP_SPACES)


@dataclass(frozen=True, slots=True)
class Notation:
    """What the numbers of a file say together: whether their mark is surely decimal."""

    is_proven: bool


class NumberCell(NamedTuple):
    line: int
    column: str
    text: str


def find_notation(cells: Iterable[NumberCell]) -> Notation:
    """Refuse a file whose numbers use both the comma and the point."""
    first: dict[str, NumberCell] = {}
    is_proven = False
    for cell in cells:
        number = NUMBER.fullmatch(cell.text)
        if number and (mark := number[2]):
            first.setdefault(mark, cell)
            is_proven = is_proven or not MAYBE_THOUSANDS.fullmatch(cell.text)
    if len(first) > 1:
        raise _refuse_marks(*first.values())
    return Notation(is_proven=is_proven)


def read_number(text: str, notation: Notation, *, max_decimals: int) -> Decimal:
    number = NUMBER.fullmatch(text)
    if number is None:
        raise BadCellError(_not_a_number(text))
    whole, _mark, decimals = number.groups()
    is_clear = notation.is_proven and max_decimals >= GROUP_DIGITS
    if not is_clear and MAYBE_THOUSANDS.fullmatch(text):
        raise BadCellError(_ambiguous(text))
    return Decimal(f"{whole.translate(WITHOUT_SPACES)}.{decimals or 0}")


def number_in(cell: Cell, notation: Notation, *, max_decimals: int) -> Decimal:
    if isinstance(cell, Decimal):
        return cell
    if not isinstance(cell, str):
        raise BadCellError(_not_a_number(show(cell)))
    return read_number(cell.strip(), notation, max_decimals=max_decimals)


def _refuse_marks(one: NumberCell, other: NumberCell) -> FileRefusedError:
    reason = format_lazy(
        _(
            "“{other}” has another decimal mark than “{one}” on line {line}: write all"
            " numbers with a point, or all with a comma, and none to set thousands"
            " apart."
        ),
        other=show(other.text),
        one=show(one.text),
        line=one.line,
    )
    return FileRefusedError(Flaw(line=other.line, column=other.column, reason=reason))


def _not_a_number(text: str) -> Reason:
    return format_lazy(
        _(
            "“{value}” is not a number: write digits and a decimal mark, such as 1234.50."
        ),
        value=show(text),
    )


def _ambiguous(text: str) -> Reason:
    return format_lazy(
        _(
            "“{value}” can be read with decimals or with thousands: write thousands"
            " without a separator, and decimals as two or four digits."
        ),
        value=show(text),
    )
