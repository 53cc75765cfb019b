from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import BadCellError, Reason
from imports.tables.limits import LARGEST_NUMBER
from imports.tables.notation import Notation, number_in
from imports.tables.records import Cell, Percent, show

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number between two bounds; zeros after its last decimal do not count."""

    blank: ClassVar = None
    has_numbers: ClassVar = True

    max_decimals: int = 2
    minimum: Decimal = -LARGEST_NUMBER
    maximum: Decimal = LARGEST_NUMBER

    def parse(self, cell: Cell, notation: Notation) -> Decimal:
        value = number_in(cell, notation, max_decimals=self.max_decimals)
        if value < self.minimum:
            raise BadCellError(_too_small(cell, self.minimum))
        if value > self.maximum:
            raise BadCellError(_too_large(cell, self.maximum))
        rounded = round(value, self.max_decimals)
        if rounded != value:
            raise BadCellError(_too_precise(cell, self.max_decimals))
        # Nothing has no sign.
        return rounded or abs(rounded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """Dollars off, or a part of the price: `10%` is the rate 0.1000."""

    amount: Decimal = ZERO
    rate: Decimal | None = None

    def __post_init__(self) -> None:
        if self.amount and self.rate is not None:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class DiscountCell:
    """A discount that may not be negative; blank is none."""

    blank: ClassVar = Discount()
    has_numbers: ClassVar = True

    amount: ClassVar = Number(minimum=Decimal(0))
    percent: ClassVar = Number(minimum=Decimal(0), maximum=Decimal(100))

    def parse(self, cell: Cell, notation: Notation) -> Discount:
        if isinstance(cell, Percent):
            return _percent_off(self.percent.parse(cell.value, notation))
        if isinstance(cell, str) and cell.rstrip().endswith("%"):
            number = cell.rstrip().removesuffix("%")
            return _percent_off(self.percent.parse(number, notation))
        return Discount(amount=self.amount.parse(cell, notation))


def _percent_off(percent: Decimal) -> Discount:
    return Discount(rate=percent.scaleb(-2))


def _too_small(cell: Cell, minimum: Decimal) -> Reason:
    return format_lazy(
        _("“{value}” is too small: at least {minimum} is expected."),
        value=show(cell),
        minimum=number_format(minimum),
    )


def _too_large(cell: Cell, maximum: Decimal) -> Reason:
    return format_lazy(
        _("“{value}” is too large: at most {maximum} is expected."),
        value=show(cell),
        maximum=number_format(maximum),
    )


def _too_precise(cell: Cell, max_decimals: int) -> Reason:
    return format_lazy(
        _("“{value}” has too many decimals: at most {maximum} are allowed here."),
        value=show(cell),
        maximum=max_decimals,
    )
