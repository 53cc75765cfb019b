"""What was in the books before the cut-over: opening balances."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounting.journal.cents import ZERO, to_cents
from companies.models import Company
from invoices.models import CreditNote, CustomerCredit, Invoice, Payment
from invoices.queries.at_once import paid_at_once


def opening_amounts(company: Company) -> dict[int, Decimal]:
    """What each invoice that was in the books owed at the cut-over, by id."""
    due: dict[int, Decimal] = {}
    for rows, invoice, amount, sign in _prior(company):
        sums = rows.order_by().values(invoice).annotate(sum=Sum(amount))
        for pk, sum_ in sums.values_list(invoice, "sum"):
            due[pk] = due.get(pk, ZERO) + sign * to_cents(sum_)
    return due


def _prior(company: Company) -> Iterator[tuple[QuerySet[Any], str, str, int]]:
    invoices = Invoice.objects.for_company(company).numbered().filter(is_prior=True)
    yield invoices, "pk", "total", 1
    payments = Payment.objects.for_company(company).filter(is_prior=True)
    for rows, invoice, sign in paid_at_once(payments.filter(is_pending=False)):
        yield rows, invoice, "amount", -sign
    notes = CreditNote.objects.for_company(company).filter(is_prior=True)
    yield notes, "invoice", "total", -1


def opening_receivable(company: Company) -> Decimal:
    return sum(opening_amounts(company).values(), ZERO)


def opening_credits(company: Company) -> QuerySet[CustomerCredit]:
    """Deposits and credits on account that were in the books at the cut-over."""
    credits_ = CustomerCredit.objects.for_company(company)
    return credits_.filter(
        payment__is_prior=True, payment__is_pending=False, follows=False
    )


def early_invoices(company: Company, first_day: date) -> QuerySet[Invoice]:
    """What was issued before the cut-over and is open still, or is to be exported."""
    invoices = Invoice.objects.for_company(company).issued()
    invoices = invoices.exclude(kind=Invoice.Kind.RETURNED_PAYMENT)
    early = invoices.filter(issued_on__lt=first_day).select_related("company")
    return early.filter(~Q(balance=0) | Q(is_prior=False)).order_by("issued_on", "pk")
