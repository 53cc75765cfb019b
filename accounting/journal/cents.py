from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def to_cents(value: Decimal) -> Decimal:
    """Round to the cent, half away from zero, so that a mirror of an amount is exact."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)
