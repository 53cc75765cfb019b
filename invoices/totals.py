from dataclasses import dataclass
from decimal import Decimal

from accounting.journal.cents import ZERO, to_cents


class DiscountTooLargeError(ValueError):
    """A discount above the gross amount of its line, or on a negative line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAmounts:
    gross: Decimal
    discount: Decimal
    net: Decimal


def line_amounts(
    *,
    quantity: Decimal,
    unit_price: Decimal,
    discount: Decimal = ZERO,
    discount_rate: Decimal | None = None,
) -> LineAmounts:
    """Round the gross once, and a discount in percent once, on the rounded gross.

    `discount_rate` is a fraction and wins over `discount`.
    """
    gross = to_cents(quantity * unit_price)
    if discount_rate is not None:
        discount = to_cents(gross * discount_rate)
    if discount < 0 or (discount > 0 and discount > gross):
        raise DiscountTooLargeError(gross, discount)
    return LineAmounts(gross=gross, discount=discount, net=gross - discount)
