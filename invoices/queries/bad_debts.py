"""What of an invoice was given up as bad debts and not recovered since."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from accounting.journal.cents import ZERO, to_cents
from invoices.models import (
    Invoice,
    InvoiceTax,
    Recovery,
    RecoveryTax,
    WriteOff,
    WriteOffTax,
)

BAD_DEBT = WriteOff.Kind.BAD_DEBT


def lost_of(invoice: Invoice) -> Decimal:
    """With its taxes."""
    debts = WriteOff.objects.filter(invoice=invoice, kind=BAD_DEBT)
    recovered = Recovery.objects.filter(write_off__in=debts)
    return _sum(debts) - _sum(recovered)


def lost_taxes(taxes: Iterable[InvoiceTax]) -> dict[int, Decimal]:
    """What the bad debts took back of each tax, by its id; nothing where they did not."""
    written, recovered = (
        _by_tax(model.objects.filter(invoice_tax__in=taxes))
        for model in (WriteOffTax, RecoveryTax)
    )
    return {pk: lost - recovered.get(pk, ZERO) for pk, lost in written.items()}


def _by_tax(rows: "QuerySet[Any]") -> dict[int, Decimal]:
    sums = rows.order_by().values_list("invoice_tax").annotate(Sum("amount"))
    return {pk: to_cents(amount) for pk, amount in sums}


def _sum(rows: "QuerySet[Any]") -> Decimal:
    return to_cents(rows.aggregate(sum=Sum("amount", default=ZERO))["sum"])
