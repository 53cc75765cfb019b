"""What money received pays, keeps and rounds, beside what was due."""

from dataclasses import dataclass
from decimal import Decimal

from accounting.journal.cents import ZERO
from invoices.totals import round_cash


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Money as a person counts it; `amount` is with the tip."""

    amount: Decimal
    tip: Decimal = ZERO
    is_cash: bool = False

    def rounds(self, due: Decimal) -> bool:
        """Whether it is what was due, but for the coins that do not exist."""
        return self.is_cash and self.amount == round_cash(due + self.tip)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    paid: Decimal
    on_account: Decimal = ZERO
    rounding: Decimal = ZERO


class SurplusError(ValueError):
    """More than was due, and nobody said what becomes of it."""


def split_received(
    received: Received, due: Decimal, *, keeps_surplus: bool, accepts_difference: bool
) -> Split:
    """A part payment pays what it is; a surplus is kept only where a person says so."""
    difference = received.amount - received.tip - due
    if difference == 0 or received.rounds(due):
        return Split(paid=due, rounding=difference)
    if difference > 0 and keeps_surplus:
        return Split(paid=due, on_account=difference)
    if accepts_difference:
        return Split(paid=due, rounding=difference)
    if difference > 0:
        raise SurplusError(difference)
    return Split(paid=due + difference)
