import re
from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import Protocol

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.records import Cell, Percent, Unreadable, show

ERROR = "e"
# Excel keeps and shows fifteen digits; what follows them is binary dust.
FIFTEEN_DIGITS = Context(prec=15)
MAX_DECIMALS = 10
LARGEST_EXACT = 10**15
QUOTED = re.compile(r'"[^"]*"|\\.')
LEADING_ZEROS = re.compile("0{2,}")


class SheetCell(Protocol):
    """What is needed of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str | None: ...


def cell_of(cell: SheetCell) -> Cell:
    """What a cell says to who looks at it: 0.1 shown as 10 % is 10 %."""
    value = cell.value
    if cell.data_type == ERROR:
        sentence = _("The cell shows the error {value}: correct it.")
        return Unreadable(format_lazy(sentence, value=show(str(value))))
    if value is None:
        return ""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return _number(value, QUOTED.sub("", cell.number_format or ""))
    return _date(value)


def _number(value: float, number_format: str) -> Cell:
    number = _exact(value)
    if abs(number) >= LARGEST_EXACT:
        sentence = _(
            "Excel does not keep all digits of {value}: format the cell as text."
        )
        return Unreadable(format_lazy(sentence, value=show(number)))
    if "%" in number_format:
        return Percent(number * 100)
    if LEADING_ZEROS.fullmatch(number_format) and number == number.to_integral():
        return str(int(number)).zfill(len(number_format))
    return number


def _exact(value: float) -> Decimal:
    """The decimal number that was typed, or computed from such numbers."""
    number = FIFTEEN_DIGITS.create_decimal(repr(value))
    if abs(number) < LARGEST_EXACT:
        number = round(number, MAX_DECIMALS)
    whole = number.to_integral()
    return whole if number == whole else number.normalize()


def _date(value: object) -> Cell:
    if isinstance(value, datetime):
        if value.time() == time.min:
            return value.date()
    elif isinstance(value, date):
        return value
    sentence = _("The cell holds the time of day {value}: keep its date alone.")
    return Unreadable(format_lazy(sentence, value=show(str(value))))
