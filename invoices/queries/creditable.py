"""What may still be credited of an invoice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from accounting.journal.cents import ZERO, to_cents
from invoices.models import (
    CreditNoteLine,
    CreditNoteTax,
    Invoice,
    InvoiceLine,
    InvoiceTax,
)
from invoices.queries.bad_debts import lost_taxes


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the lines and taxes of an invoice, by id.

    Of the taxes, bad debts took back a part too.
    """

    nets: dict[int, Decimal]
    discounts: dict[int, Decimal]
    taxes: dict[int, Decimal]


def creditable_nets(invoice: Invoice) -> dict[int, Decimal]:
    """What may still be credited of each line, before taxes, by id."""
    return left_of(list(invoice.lines.all()), list(invoice.taxes.all())).nets


def left_of(lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> Left:
    nets, discounts = {}, {}
    credited = _credited_of_lines(lines)
    for line in lines:
        net, discount = credited.get(line.pk, (ZERO, ZERO))
        given = line.net_discount.amount + line.shared_discount.amount
        nets[line.pk] = line.net.amount - net
        discounts[line.pk] = given - discount
    return Left(nets=nets, discounts=discounts, taxes=_left_of_taxes(taxes))


def _credited_of_lines(
    lines: Iterable[InvoiceLine],
) -> dict[int, tuple[Decimal, Decimal]]:
    """The net and the discounts that credit notes took, by line."""
    rows = CreditNoteLine.objects.filter(invoice_line__in=lines).order_by()
    sums = rows.values_list("invoice_line").annotate(Sum("net"), Sum("discount"))
    return {pk: (to_cents(net), to_cents(discount)) for pk, net, discount in sums}


def _left_of_taxes(taxes: Sequence[InvoiceTax]) -> dict[int, Decimal]:
    rows = CreditNoteTax.objects.filter(invoice_tax__in=taxes).order_by()
    sums = rows.values_list("invoice_tax").annotate(Sum("amount"))
    credited = {pk: to_cents(amount) for pk, amount in sums}
    lost = lost_taxes(taxes)
    return {
        tax.pk: tax.amount.amount - credited.get(tax.pk, ZERO) - lost.get(tax.pk, ZERO)
        for tax in taxes
    }
