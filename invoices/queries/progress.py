"""What the other parts of a job have billed, less what was credited of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounting.journal.cents import ZERO, spread
from invoices.models import CreditNoteLine, CreditNoteTax, Invoice, InvoiceTax
from taxes.computation import Billed, TaxAmount, TaxTerm, Treatment

Terms = frozenset[TaxTerm]


def billed_taxes(invoice: Invoice) -> list[TaxAmount]:
    taxes = InvoiceTax.objects.filter(invoice__in=_other_parts(invoice))
    return [
        TaxAmount(
            term=term_of(tax),
            base=tax.base.amount - sum((c.base.amount for c in credited), ZERO),
            amount=tax.amount.amount - _credited(credited),
        )
        for tax in taxes.prefetch_related("credited")
        for credited in [tax.credited.all()]
    ]


def billed_by_set(invoice: Invoice) -> Billed:
    """The same, for each set of taxes that lines bear."""
    bases: dict[Terms, Decimal] = defaultdict(lambda: ZERO)
    amounts: dict[Terms, dict[TaxTerm, Decimal]] = defaultdict(
        lambda: defaultdict(lambda: ZERO)
    )
    parts = _other_parts(invoice)
    for part in parts.prefetch_related("lines__credited", "taxes__credited"):
        of_part = _bases(part)
        for terms, base in of_part.items():
            bases[terms] += base
        for tax in part.taxes.all():
            term = term_of(tax)
            left = tax.amount.amount - _credited(tax.credited.all())
            sets = [terms for terms in of_part if term in terms]
            for terms, share in zip(sets, _share(left, sets, of_part), strict=True):
                amounts[terms][term] += share
    return {
        terms: [
            TaxAmount(term=term, base=base, amount=amounts[terms][term])
            for term in terms
        ]
        for terms, base in bases.items()
    }


def term_of(tax: InvoiceTax) -> TaxTerm:
    return TaxTerm(tax=tax.tax_id, treatment=Treatment(tax.treatment), rate=tax.rate)


def _other_parts(invoice: Invoice) -> QuerySet[Invoice]:
    first = invoice.progress_of_id
    parts = Invoice.objects.issued().filter(Q(pk=first) | Q(progress_of=first))
    # What it replaces stands until it is issued.
    return parts.exclude(pk__in=[invoice.pk, invoice.replaces_id])


def _bases(part: Invoice) -> dict[Terms, Decimal]:
    taxes = list(part.taxes.all())
    bases: dict[Terms, Decimal] = defaultdict(lambda: ZERO)
    for line in part.lines.all():
        terms = frozenset(term_of(tax) for tax in taxes if line.bears(tax))
        credited: Iterable[CreditNoteLine] = line.credited.all()
        bases[terms] += line.net.amount - sum((c.net.amount for c in credited), ZERO)
    return bases


def _share(
    amount: Decimal, sets: Sequence[Terms], bases: dict[Terms, Decimal]
) -> Sequence[Decimal]:
    """By base; a tax on bases that cancel out is all of the first."""
    weights = [bases[terms] for terms in sets]
    if sum(weights, ZERO):
        return spread(amount, weights)
    return [amount, *(ZERO for _ in weights[1:])][: len(weights)]


def _credited(rows: Iterable[CreditNoteTax]) -> Decimal:
    return sum((row.amount.amount for row in rows), ZERO)
