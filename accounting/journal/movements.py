from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalLine, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A GL account as a rule chose it: its number, or None while no rule answers."""

    number: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An amount that goes from the account credited to the account debited.

    A negative amount goes the other way round; zero moves nothing.
    """

    debit: Account
    credit: Account
    amount: Decimal
    tax_treatment: str = ""


class StrayMovementError(ValueError):
    """A movement with neither side on the account that its entry merges."""


def build_lines(
    movements: Iterable[Movement], *, merged: Account
) -> tuple[JournalLine, ...]:
    """The lines of one entry: first one net line on `merged`, then one a movement.

    Every movement has `merged` on one side. No line is 0.00, so the result is
    empty when nothing moves.
    """
    net = ZERO
    others = []
    for movement in movements:
        if _is_same(movement.debit, merged):
            net += movement.amount
            others.append(_line(movement.credit, -movement.amount, movement))
        elif _is_same(movement.credit, merged):
            net -= movement.amount
            others.append(_line(movement.debit, movement.amount, movement))
        else:
            raise StrayMovementError(movement)
    lines = [_line(merged, net), *others]
    return tuple(line for line in lines if line is not None)


def _is_same(account: Account, merged: Account) -> bool:
    """Compare numbers, whichever rules chose them; accounts without one by rule."""
    if account.number is None:
        return account == merged
    return account.number == merged.number


def _line(
    account: Account, amount: Decimal, movement: Movement | None = None
) -> JournalLine | None:
    """Debit a positive amount, credit a negative one: Acomba reads no signs."""
    if not amount:
        return None
    return JournalLine(
        account=account.number,
        side=Side.DEBIT if amount > 0 else Side.CREDIT,
        amount=abs(amount),
        origin=account.origin,
        tax_treatment=movement.tax_treatment if movement else "",
    )
