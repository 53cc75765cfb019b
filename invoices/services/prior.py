"""Which payments, and what is owed for returned ones, were in the old books."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounting.models import JournalEntry
from accounting.queries import settings_for
from companies.models import Company
from invoices.models import CustomerCredit, Invoice, Payment, PaymentAllocation
from invoices.planning.facts import ALLOCATION, CREDIT, PAYMENT


def mark_prior(company: Company, payment_ids: Collection[int] | None = None) -> None:
    """Bring `is_prior` of payments, of all if None, up to the cut-over and its choices.

    A payment of before was in the old books unless it pays, by then, a document to
    export. Call it before the journal is refreshed.
    """
    # Nothing is before the first of all days.
    first = settings_for(company).cut_over_on or date.min
    payments = Payment.objects.for_company(company)
    if payment_ids is not None:
        payments = payments.filter(pk__in=payment_ids)
    changed = True
    while changed:
        # What is owed for a returned payment may have been paid by another payment.
        changed = _mark_payments(payments, first)
        changed |= _mark_documents(payments, first)
    _mark_moved(company, payments, first)


def _mark_payments(payments: "QuerySet[Payment]", first: date) -> bool:
    """Return True if any changed."""
    early = payments.filter(received_on__lt=first)
    exported = PaymentAllocation.objects.filter(
        payment__in=early, invoice__is_prior=False, allocated_on__lt=first
    )
    prior = early.exclude(pk__in=exported.values("payment"))
    became = set(prior.filter(is_prior=False).values_list("pk", flat=True))
    was = payments.filter(is_prior=True).exclude(pk__in=prior.values("pk"))
    is_not = set(was.values_list("pk", flat=True))
    Payment.objects.filter(pk__in=became).update(is_prior=True)
    Payment.objects.filter(pk__in=is_not).update(is_prior=False)
    return bool(became or is_not)


def _mark_documents(payments: "QuerySet[Payment]", first: date) -> bool:
    owed = Invoice.objects.filter(payment_return__payment__in=payments)
    prior = Q(payment_return__payment__is_prior=True, issued_on__lt=first)
    became = set(owed.filter(prior, is_prior=False).values_list("pk", flat=True))
    is_not = set(owed.filter(~prior, is_prior=True).values_list("pk", flat=True))
    Invoice.objects.filter(pk__in=became).update(is_prior=True)
    Invoice.objects.filter(pk__in=is_not).update(is_prior=False)
    return bool(became or is_not)


def _mark_moved(company: Company, payments: "QuerySet[Payment]", first: date) -> None:
    """Let what was moved since the day follow the entry that the old books have.

    Money that was once in a batch is left as it is.
    """
    exported = _once_exported(company)
    own = PaymentAllocation.objects.filter(payment__in=payments)
    opened = CustomerCredit.objects.filter(payment__in=payments)
    parts = own.exclude(moved_from=None).exclude(exported)
    credits_ = opened.exclude(freed_from=None).exclude(exported)
    rows: QuerySet[Any]
    for rows, day in ((parts, "allocated_on"), (credits_, "opened_on")):
        since = Q(payment__is_prior=True) & Q(**{f"{day}__gte": first})
        became = list(rows.filter(since, follows=False).values_list("pk", flat=True))
        is_not = list(rows.filter(~since, follows=True).values_list("pk", flat=True))
        rows.model.objects.filter(pk__in=became).update(follows=True)
        rows.model.objects.filter(pk__in=is_not).update(follows=False)


def _once_exported(company: Company) -> Q:
    """Find rows of payments of which an entry was once in a batch."""
    exported = JournalEntry.objects.for_company(company).filter(was_exported=True)
    ids = {
        kind: exported.filter(source_kind=kind).values("source_id")
        for kind in (PAYMENT, ALLOCATION, CREDIT)
    }
    return (
        Q(payment__in=ids[PAYMENT])
        | Q(payment__allocations__in=ids[ALLOCATION])
        | Q(payment__credits__in=ids[CREDIT])
    )
