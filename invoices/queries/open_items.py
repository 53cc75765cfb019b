"""What was due on a day, from the dates of the facts, never from today's states."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounting.journal.cents import ZERO, to_cents
from companies.models import Company
from invoices.models import (
    Application,
    CreditNote,
    Invoice,
    PaymentAllocation,
    Refund,
    WriteOff,
)


def open_amounts(company: Company, on: date) -> dict[int, Decimal]:
    """What each invoice of that day or before owed at its end, by id; never zero."""
    due: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rows, invoice, amount, sign in _movements(company, on):
        sums = rows.order_by().values(invoice).annotate(sum=Sum(amount))
        for pk, sum_ in sums.values_list(invoice, "sum"):
            due[pk] += sign * to_cents(sum_)
    return {pk: amount for pk, amount in due.items() if amount}


def _movements(
    company: Company, on: date
) -> Iterator[tuple[QuerySet[Any], str, str, int]]:
    issued = Invoice.objects.for_company(company).numbered().filter(issued_on__lte=on)
    standing = issued.exclude(voided_on__lte=on)
    yield standing, "pk", "total", 1
    in_force = Q(ended_on=None) | Q(ended_on__gt=on)
    allocations = PaymentAllocation.objects.filter(
        in_force,
        invoice__in=standing,
        payment__received_on__lte=on,
        allocated_on__lte=on,
    )
    yield allocations, "invoice", "amount", -1
    applications = Application.objects.filter(in_force, applied_on__lte=on)
    yield applications.filter(invoice__in=standing), "invoice", "amount", -1
    given = applications.filter(from_invoice__in=standing)
    yield given, "from_invoice", "amount", 1
    notes = CreditNote.objects.filter(invoice__in=standing, issued_on__lte=on)
    yield notes, "invoice", "total", -1
    write_offs = WriteOff.objects.filter(invoice__in=standing, written_off_on__lte=on)
    yield write_offs, "invoice", "amount", -1
    refunds = Refund.objects.filter(invoice__in=standing, refunded_on__lte=on)
    yield refunds, "invoice", "amount", 1
