"""What was in the books before the cut-over: what was open on that day, by its documents.

All of it comes from the dates of documents, nothing from the journal: `verify` holds the
one against the other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, Sum, Value

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalEntryQuerySet
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import (
    Application,
    CreditNote,
    CustomerCredit,
    Forfeiture,
    Invoice,
    Payment,
    PaymentAllocation,
    PaymentReturn,
    Reclassification,
    Recovery,
    Refund,
    TipPayout,
    WriteOff,
)

# Money that was in the old books: brought at the cut-over, or of a payment of before.
OLD_CREDIT = Q(credit__isnull=False) & (
    Q(credit__payment=None) | Q(credit__payment__is_prior=True)
)


def opening_amounts(company: Company) -> dict[int, Decimal]:
    """What each invoice that was in the old books owed on the day, by id."""
    first = settings_for(company).cut_over_on
    due: dict[int, Decimal] = defaultdict(lambda: ZERO)
    if first is None:
        return due
    sums: QuerySet[Any]
    sums, *others = (
        rows.order_by()
        .values(invoice)
        .annotate(sum=Sum(amount), sign=Value(sign))
        .values_list(invoice, "sum", "sign")
        for rows, invoice, amount, sign in _due_before(company, first)
    )
    for pk, sum_, sign in sums.union(*others, all=True):
        due[pk] += sign * to_cents(sum_)
    return due


def _due_before(
    company: Company, first: date
) -> Iterator[tuple[QuerySet[Any], str, str, int]]:
    """Each kind of rows with the path to its invoice, its amount and its sign."""
    still = Q(voided_on=None) | Q(voided_on__gte=first)
    invoices = Invoice.objects.for_company(company).numbered()
    yield invoices.filter(still, is_prior=True, issued_on__lt=first), "pk", "total", 1
    in_force = Q(ended_on=None) | Q(ended_on__gte=first)
    allocations = PaymentAllocation.objects.filter(
        in_force,
        payment__company=company,
        payment__is_prior=True,
        payment__is_pending=False,
        allocated_on__lt=first,
    )
    yield allocations, "invoice", "amount", -1
    applications = Application.objects.for_company(company).filter(
        in_force,
        OLD_CREDIT | Q(from_invoice__is_prior=True),
        invoice__is_prior=True,
        applied_on__lt=first,
    )
    yield applications, "invoice", "amount", -1
    yield applications.exclude(from_invoice=None), "from_invoice", "amount", 1
    notes = CreditNote.objects.for_company(company).filter(invoice__is_prior=True)
    yield notes.filter(issued_on__lt=first), "invoice", "total", -1
    losses = WriteOff.objects.for_company(company).filter(invoice__is_prior=True)
    yield losses.filter(written_off_on__lt=first), "invoice", "amount", -1
    refunds = Refund.objects.for_company(company).filter(invoice__is_prior=True)
    yield refunds.filter(refunded_on__lt=first), "invoice", "amount", 1


def opening_receivable(company: Company) -> Decimal:
    return sum(opening_amounts(company).values(), ZERO)


def opening_credits(company: Company) -> list[tuple[CustomerCredit, Decimal]]:
    """Deposits and credits that were in the old books, with what was left on the day."""
    first = settings_for(company).cut_over_on
    credits_ = CustomerCredit.objects.for_company(company)
    brought = Q(payment=None)
    if first is not None:
        still = Q(closed_on=None) | Q(closed_on__gte=first)
        prior = Q(payment__is_prior=True, payment__is_pending=False)
        brought |= prior & still & Q(opened_on__lt=first)
    found = list(credits_.filter(brought).select_related("customer__company"))
    used = _used_before(company, first)
    left = [(credit, credit.amount.amount - used[credit.pk]) for credit in found]
    return [(credit, amount) for credit, amount in left if amount]


def _used_before(company: Company, first: date | None) -> dict[int, Decimal]:
    used: dict[int, Decimal] = defaultdict(lambda: ZERO)
    if first is None:
        return used
    in_force = Q(ended_on=None) | Q(ended_on__gte=first)
    applied = Application.objects.for_company(company).filter(in_force)
    refunded = Refund.objects.for_company(company)
    kept = Forfeiture.objects.for_company(company)
    rows: QuerySet[Any]
    for rows in (
        applied.filter(applied_on__lt=first, invoice__is_prior=True),
        refunded.filter(refunded_on__lt=first),
        kept.filter(forfeited_on__lt=first),
    ):
        sums = rows.exclude(credit=None).order_by().values_list("credit")
        for pk, amount in sums.annotate(Sum("amount")):
            used[pk] += to_cents(amount)
    return used


def opening_tips(company: Company) -> Decimal:
    """Tips received and not handed over by the day, in the old books."""
    first = settings_for(company).cut_over_on
    if first is None:
        return ZERO
    payments = Payment.objects.for_company(company).filter(
        Q(returned=None) | Q(returned__returned_on__gte=first),
        is_prior=True,
        is_pending=False,
    )
    received = payments.aggregate(sum=Sum("tip", default=ZERO))["sum"]
    payouts = TipPayout.objects.for_company(company).filter(paid_on__lt=first)
    handed = payouts.aggregate(sum=Sum("amount", default=ZERO))["sum"]
    return to_cents(received) - to_cents(handed)


def early_invoices(
    company: Company, first_day: date, opening: Mapping[int, Decimal]
) -> QuerySet[Invoice]:
    """What was issued before the cut-over and was open by then, or is to be exported."""
    invoices = Invoice.objects.for_company(company).numbered()
    invoices = invoices.exclude(kind=Invoice.Kind.RETURNED_PAYMENT)
    was_open = [pk for pk, due in opening.items() if due]
    early = invoices.filter(issued_on__lt=first_day).select_related("company")
    to_export = Q(is_prior=False, status=Invoice.Status.ISSUED)
    return early.filter(Q(pk__in=was_open) | to_export).order_by("issued_on", "pk")


def entries_to_export(company: Company, first: date) -> JournalEntryQuerySet:
    """The entries from before the day of documents to export, and of what touches them."""
    to_export = [
        Q(source_kind=rows.model._meta.label_lower, source_id__in=rows.values("pk"))  # noqa: SLF001 - _meta is Django's documented API
        for rows in _on_documents_to_export(company, first)
    ]
    entries = JournalEntry.objects.for_company(company).filter(happened_on__lt=first)
    return entries.filter(reduce(or_, to_export))


def _on_documents_to_export(company: Company, first: date) -> Iterator[QuerySet[Any]]:
    invoices = Invoice.objects.for_company(company).filter(is_prior=False).values("pk")
    yield Invoice.objects.filter(pk__in=invoices)
    yield CreditNote.objects.filter(invoice__in=invoices)
    yield WriteOff.objects.filter(invoice__in=invoices)
    yield Recovery.objects.filter(write_off__invoice__in=invoices)
    yield Reclassification.objects.filter(line__invoice__in=invoices)
    paid = PaymentAllocation.objects.filter(
        invoice__in=invoices, allocated_on__lt=first
    )
    payments = paid.values("payment")
    yield Payment.objects.filter(pk__in=payments)
    yield PaymentAllocation.objects.filter(payment__in=payments)
    yield PaymentReturn.objects.filter(payment__in=payments)
    yield CustomerCredit.objects.filter(payment__in=payments)
    of_money = Q(credit__payment__in=payments)
    yield Refund.objects.filter(of_money | Q(invoice__in=invoices))
    yield Forfeiture.objects.filter(of_money)
    of_documents = Q(invoice__in=invoices) | Q(from_invoice__in=invoices)
    yield Application.objects.filter(of_money | of_documents)
