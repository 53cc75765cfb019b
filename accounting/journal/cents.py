from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def to_cents(value: Decimal) -> Decimal:
    """Round to the cent, half away from zero, so that a mirror of an amount is exact."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


class NothingToShareByError(ValueError):
    """An amount to share among weights that add up to zero."""


def spread(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Share an amount by weight, in cents, by largest remainder: shares add up to it.

    Weights that add up to zero share nothing: the amount must then be zero.
    """
    total = sum(weights, ZERO)
    if not total:
        if amount:
            raise NothingToShareByError(amount)
        return tuple(ZERO for _ in weights)
    return fit(amount, [amount * weight / total for weight in weights])


def fit(amount: Decimal, exact: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Round shares to cents that add up to the amount, by largest remainder.

    Of equal remainders the first gets the cent. No share changes sign.
    """
    # Adding zero spares a reader the negative zero of a share rounded away.
    shares = [share.quantize(CENT, ROUND_DOWN) + ZERO for share in exact]
    missing = int((amount - sum(shares, ZERO)) / CENT)
    step = CENT if missing > 0 else -CENT
    by_remainder = sorted(
        range(len(exact)), key=lambda i: (exact[i] - shares[i]) * step, reverse=True
    )
    for place in range(abs(missing)):
        shares[by_remainder[place % len(shares)]] += step
    return tuple(shares)
