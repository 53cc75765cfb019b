from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounting.journal.cents import ZERO, to_cents


class Treatment(StrEnum):
    TAXABLE = "taxable"
    ZERO_RATED = "zero_rated"
    EXEMPT = "exempt"
    RELIEVED = "relieved"


class TaxRounding(StrEnum):
    DOCUMENT = "document"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTerm:
    """How one tax treats a line: its rate is a fraction, 0.09975 for 9.975 %."""

    tax: int
    treatment: Treatment
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxedLine:
    net: Decimal
    terms: tuple[TaxTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAmount:
    """The tax on all lines of a document that share its term; 0.00 if not taxable."""

    term: TaxTerm
    base: Decimal
    amount: Decimal


def compute_taxes(
    lines: Iterable[TaxedLine], rounding: TaxRounding
) -> tuple[TaxAmount, ...]:
    """Compute each tax on the price without taxes, rounded once on the document.

    Revenu Québec allows the total before rounding; LINE rounds each line instead.
    """
    bases: dict[TaxTerm, Decimal] = {}
    amounts: dict[TaxTerm, Decimal] = {}
    for line in lines:
        for term in line.terms:
            amount = (
                line.net * term.rate if term.treatment is Treatment.TAXABLE else ZERO
            )
            if rounding is TaxRounding.LINE:
                amount = to_cents(amount)
            bases[term] = bases.get(term, ZERO) + line.net
            amounts[term] = amounts.get(term, ZERO) + amount
    return tuple(
        TaxAmount(term=term, base=base, amount=to_cents(amounts[term]))
        for term, base in bases.items()
    )
