from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from companies.models import Company
from invoices.models import Invoice, Payment
from invoices.release import INVOICE, PAYMENT

Event = JournalEntry.Event
DocumentT = TypeVar("DocumentT", bound=Model)


def document_faults(company: Company) -> Iterator[str]:
    """Documents whose entry or balance does not say what they say."""
    yield from _invoice_faults(company)
    yield from _payment_faults(company)


def _invoice_faults(company: Company) -> Iterator[str]:
    invoices = Invoice.objects.for_company(company).issued().order_by("pk")
    rows = _with_entry(invoices, INVOICE, Event.SALE).annotate(
        paid=Sum("allocations__amount", default=ZERO)
    )
    for pk, number, total, balance, receivable, entry, paid in rows.values_list(
        "pk", "number", "total", "balance", "receivable", "living_entry", "paid"
    ).iterator():
        names = {"id": pk, "number": number, "total": total, "balance": balance}
        if entry is None:
            yield _("Invoice %(number)s has no living entry.") % names
        elif _debited(entry, receivable) != total:
            message = _("The entry of invoice %(number)s is not of %(total)s.")
            yield message % names
        elif balance != to_cents(total - paid):
            message = _(
                "Invoice %(number)s says %(balance)s is due: its payments say otherwise."
            )
            yield message % names


def _payment_faults(company: Company) -> Iterator[str]:
    payments = Payment.objects.for_company(company).order_by("pk")
    rows = _with_entry(payments, PAYMENT, Event.PAYMENT)
    for pk, amount, entry in rows.values_list(
        "pk", "amount", "living_entry"
    ).iterator():
        names = {"id": pk, "amount": amount}
        if entry is None:
            yield _("Payment %(id)s has no living entry.") % names
        elif _debits(entry) != amount:
            yield _("The entry of payment %(id)s is not of %(amount)s.") % names


def _with_entry(
    documents: "QuerySet[DocumentT]", kind: str, event: Event
) -> "QuerySet[DocumentT]":
    entries = JournalEntry.objects.living().filter(
        company=OuterRef("company"),
        source_kind=kind,
        source_id=OuterRef("pk"),
        event=event,
    )
    return documents.annotate(living_entry=Subquery(entries.values("pk")[:1]))


def _debited(entry_id: int, account_id: int) -> Decimal:
    """What the entry debits this account, less what it credits it."""
    lines = JournalLine.objects.filter(entry=entry_id, account=account_id)
    sums = lines.aggregate(net=Sum(F("debit") - F("credit"), default=ZERO))
    return to_cents(sums["net"])


def _debits(entry_id: int) -> Decimal:
    lines = JournalLine.objects.filter(entry=entry_id)
    return to_cents(lines.aggregate(sum=Sum("debit", default=ZERO))["sum"])
