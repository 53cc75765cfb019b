"""The lists of documents, narrowed to what was asked, with their totals."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounting.journal.cents import ZERO, to_cents
from companies.models import Company
from invoices.forms.search import OVERDUE, OWING, RETURNED
from invoices.models import (
    CreditNote,
    Customer,
    Invoice,
    InvoiceQuerySet,
    Settlement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Of what a list shows on all its pages."""

    total: Decimal
    balance: Decimal = ZERO


def find_invoices(
    company: Company,
    *,
    today: date,
    search: str = "",
    state: str = "",
    first: date | None = None,
    last: date | None = None,
) -> InvoiceQuerySet:
    """`state` is a status, one that is computed, or a kind; text is as typed."""
    invoices = Invoice.objects.for_company(company)
    if search:
        named = Q(customer__name__icontains=search) | Q(number__icontains=search)
        invoices = invoices.filter(named | Q(customer_name__icontains=search))
    if first is not None:
        invoices = invoices.filter(issued_on__gte=first)
    if last is not None:
        invoices = invoices.filter(issued_on__lte=last)
    return _in_state(invoices, state, today).select_related("customer", "company")


def _in_state(invoices: InvoiceQuerySet, state: str, today: date) -> InvoiceQuerySet:
    if state == OWING:
        return invoices.issued().filter(balance__gt=0)
    if state == OVERDUE:
        return invoices.overdue(today)
    if state in Settlement.values:
        return invoices.settled(Settlement(state))
    if state == RETURNED:
        return invoices.filter(kind=Invoice.Kind.RETURNED_PAYMENT)
    return invoices.filter(status=state) if state else invoices


def totals_of(invoices: InvoiceQuerySet) -> Totals:
    """What was billed and what is due; drafts and void invoices are not billed."""
    sums = invoices.issued().order_by().aggregate(Sum("total"), Sum("balance"))
    return Totals(
        total=to_cents(sums["total__sum"] or ZERO),
        balance=to_cents(sums["balance__sum"] or ZERO),
    )


def find_credit_notes(
    company: Company,
    *,
    search: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[CreditNote]:
    notes = CreditNote.objects.for_company(company)
    if search:
        named = Q(invoice__customer_name__icontains=search)
        numbered = Q(number__icontains=search) | Q(invoice__number__icontains=search)
        notes = notes.filter(named | numbered)
    if first is not None:
        notes = notes.filter(issued_on__gte=first)
    if last is not None:
        notes = notes.filter(issued_on__lte=last)
    return notes.select_related("invoice", "company")


def total_of(notes: QuerySet[CreditNote]) -> Totals:
    sums = notes.order_by().aggregate(Sum("total"))
    return Totals(total=to_cents(sums["total__sum"] or ZERO))


def find_customers(
    company: Company, *, search: str = "", owing: bool = False
) -> QuerySet[Any]:
    """The customers, each with what its issued invoices are owed."""
    customers = Customer.objects.for_company(company)
    if search:
        named = Q(name__icontains=search) | Q(number__icontains=search)
        customers = customers.filter(named | Q(city__icontains=search))
    is_issued: Any = Q(invoice__status=Invoice.Status.ISSUED)
    owed = customers.annotate(owed=Sum("invoice__balance", filter=is_issued))
    if owing:
        owed = owed.filter(owed__gt=0)
    # A sum drops the order of the model.
    return owed.select_related("company", "tax_group").order_by("name", "pk")
