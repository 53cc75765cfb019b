from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalLine
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A part of a payment and the account it credits."""

    credited: Account
    amount: Decimal


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


def payment_lines(
    method: Account, settlements: tuple[Settlement, ...]
) -> tuple[JournalLine, ...]:
    """Debit the method's account once, as the bank shows it; credit what it settles."""
    movements = (
        Movement(debit=method, credit=settlement.credited, amount=settlement.amount)
        for settlement in settlements
    )
    return build_lines(movements, merged=method)


def application_lines(
    deposits: Account, receivable: Account, amount: Decimal
) -> tuple[JournalLine, ...]:
    """Apply to an invoice the money that had gone to customer deposits."""
    movement = Movement(debit=deposits, credit=receivable, amount=amount)
    return build_lines([movement], merged=deposits)
