from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalLine, Side
from accounting.journal.movements import Account, Movement, build_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    revenue: Account
    gross: Decimal
    discount: Decimal
    tax_treatment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleTax:
    payable: Account
    amount: Decimal
    tax: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFacts:
    """An issued invoice as it was frozen; no `discounts` account nets them."""

    receivable: Account
    discounts: Account | None
    lines: tuple[SaleLine, ...]
    taxes: tuple[SaleTax, ...]


def sale_lines(facts: SaleFacts) -> tuple[JournalLine, ...]:
    """Debit the receivable once; credit each line, then each tax."""
    return build_lines(_sale_movements(facts), merged=facts.receivable)


def _sale_movements(facts: SaleFacts) -> Iterator[Movement]:
    receivable = facts.receivable
    for line in facts.lines:
        netted = ZERO if facts.discounts else line.discount
        yield Movement(
            debit=receivable,
            credit=line.revenue,
            amount=line.gross - netted,
            tax_treatment=line.tax_treatment,
        )
        if facts.discounts:
            yield Movement(
                debit=facts.discounts,
                credit=receivable,
                amount=line.discount,
                tax_treatment=line.tax_treatment,
            )
    for tax in facts.taxes:
        yield Movement(
            debit=receivable,
            credit=tax.payable,
            amount=tax.amount,
            tax_treatment=tax.tax,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A signed amount for an account: positive is credited, negative debited."""

    account: Account
    amount: Decimal


def received_lines(method: Account, parts: Iterable[Part]) -> tuple[JournalLine, ...]:
    """Debit the method's account once, as the bank shows it; credit what it settles."""
    movements = (
        Movement(debit=method, credit=part.account, amount=part.amount)
        for part in parts
    )
    return build_lines(movements, merged=method)


def moved_lines(
    debited: Account, credited: Account, amount: Decimal
) -> tuple[JournalLine, ...]:
    """One account to another; nothing when they are the same."""
    movement = Movement(debit=debited, credit=credited, amount=amount)
    if debited.number is not None and debited.number == credited.number:
        return ()
    return build_lines([movement], merged=debited)


def mirrored(lines: Iterable[JournalLine]) -> tuple[JournalLine, ...]:
    """The same lines on the other side, debits first."""
    opposite = (replace(line, side=line.side.opposite) for line in lines)
    return tuple(sorted(opposite, key=lambda line: line.side is Side.CREDIT))
