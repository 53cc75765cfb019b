from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from accounting.journal.cents import ZERO, fit, to_cents


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A price with its taxes inside: the net of each line, and the taxes."""

    nets: tuple[Decimal, ...]
    taxes: tuple[TaxAmount, ...]


Billed = Mapping[frozenset[TaxTerm], Sequence[TaxAmount]]
"""What earlier parts of a job billed for each set of taxes: its base, by tax."""


def extract_taxes(
    lines: Sequence[TaxedLine], billed: Billed = MappingProxyType({})
) -> Extracted:
    """Take the taxes out of lines whose `net` includes them.

    For each set of taxes: a tax is its fraction of the total, half up, and the net is
    the remainder, spread over the lines by largest remainder. Lines may be negative, so
    each is shared out by its own net, not by its part of a total they may bring to zero.
    Of a part of a job, it is its fraction of all parts so far, less what they `billed`.
    """
    nets = [line.net for line in lines]
    bases: dict[TaxTerm, Decimal] = {}
    amounts: dict[TaxTerm, Decimal] = {}
    for terms in dict.fromkeys(line.terms for line in lines):
        places = [i for i, line in enumerate(lines) if line.terms == terms]
        total = sum((lines[i].net for i in places), ZERO)
        taxes = _further_inside(total, terms, billed.get(frozenset(terms), ()))
        net = total - sum(taxes.values(), ZERO)
        exact = [nets[i] / price_factor(terms) for i in places]
        for i, share in zip(places, fit(net, exact), strict=True):
            nets[i] = share
        for term, amount in taxes.items():
            bases[term] = bases.get(term, ZERO) + net
            amounts[term] = amounts.get(term, ZERO) + amount
    taxes_found = (
        TaxAmount(term=term, base=base, amount=amounts[term])
        for term, base in bases.items()
    )
    return Extracted(nets=tuple(nets), taxes=tuple(taxes_found))


def _further_inside(
    total: Decimal, terms: tuple[TaxTerm, ...], billed: Sequence[TaxAmount]
) -> dict[TaxTerm, Decimal]:
    """The taxes inside a total and what was billed before it, less those billed."""
    before = {tax.term: tax.amount for tax in billed}
    base = billed[0].base if billed else ZERO
    whole = total + base + sum(before.values(), ZERO)
    return {
        term: _inside(whole, term, terms) - before.get(term, ZERO) for term in terms
    }


def _inside(total: Decimal, term: TaxTerm, terms: tuple[TaxTerm, ...]) -> Decimal:
    if term.treatment is not Treatment.TAXABLE:
        return ZERO
    return to_cents(total * term.rate / price_factor(terms))


def taxes_of_forfeiture(
    amount: Decimal, terms: Iterable[TaxTerm]
) -> tuple[TaxAmount, ...]:
    """The taxes inside a deposit that is kept: each as if it were alone in it.

    Revenu Québec, Deposits: 5/105 for GST and 9.975/109.975 for QST.
    """
    net = amount
    taxes = {}
    for term in terms:
        taxes[term] = _inside(amount, term, (term,))
        net -= taxes[term]
    return tuple(
        TaxAmount(term=term, base=net, amount=tax) for term, tax in taxes.items()
    )


def price_factor(terms: Iterable[TaxTerm]) -> Decimal:
    """What a price without these taxes is multiplied by to have them inside."""
    rates = (term.rate for term in terms if term.treatment is Treatment.TAXABLE)
    return 1 + sum(rates, ZERO)


def compute_progress(
    billed: Iterable[TaxAmount], taxes: Iterable[TaxAmount]
) -> tuple[TaxAmount, ...]:
    """The taxes of one part of a job: those of all parts so far, less those billed.

    `billed` are the taxes of the earlier parts. A tax whose rate changed starts anew.
    """
    bases: dict[TaxTerm, Decimal] = {}
    amounts: dict[TaxTerm, Decimal] = {}
    for tax in billed:
        bases[tax.term] = bases.get(tax.term, ZERO) + tax.base
        amounts[tax.term] = amounts.get(tax.term, ZERO) + tax.amount
    return tuple(_further(tax, bases, amounts) for tax in taxes)


def _further(
    tax: TaxAmount,
    bases: Mapping[TaxTerm, Decimal],
    amounts: Mapping[TaxTerm, Decimal],
) -> TaxAmount:
    if tax.term.treatment is not Treatment.TAXABLE or tax.term not in bases:
        return tax
    whole = to_cents((bases[tax.term] + tax.base) * tax.term.rate)
    return TaxAmount(term=tax.term, base=tax.base, amount=whole - amounts[tax.term])
