from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from accounting.journal.cents import ZERO, to_cents

NICKEL = Decimal("0.05")


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


def share_of(
    part: Decimal, whole: Decimal, amount: Decimal, *, before: Decimal, is_last: bool
) -> Decimal:
    """The cents of `amount` that go with `part` of `whole`.

    `before` is what earlier parts took: the last part takes the remainder, and none
    takes more than is left.
    """
    left = amount - before
    if is_last:
        return left
    share = to_cents(amount * part / whole) if whole else ZERO
    return min(share, left) if amount > 0 else max(share, left)


def round_cash(amount: Decimal) -> Decimal:
    """To the nearest five cents: cash payments have no smaller coin (CRA, GI-131)."""
    coins = (amount / NICKEL).quantize(Decimal(1), ROUND_HALF_UP)
    return coins * NICKEL
