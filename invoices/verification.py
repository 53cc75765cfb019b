from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from companies.models import Company
from invoices.models import Invoice, Payment
from invoices.release import INVOICE, PAYMENT

Event = JournalEntry.Event


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """The living entries of a kind: their documents, and the sums of each by account.

    A sum is a pair: debits, credits.
    """

    documents: frozenset[int]
    sums: Mapping[int, Mapping[int | None, tuple[Decimal, Decimal]]]

    def debited(self, document: int, account: int | None) -> Decimal:
        debits, credits_ = self.sums[document].get(account, (ZERO, ZERO))
        return debits - credits_

    def total(self, document: int) -> Decimal:
        return sum((debits for debits, _ in self.sums[document].values()), ZERO)


def document_faults(company: Company) -> Iterator[str]:
    """Documents whose entry or balance does not say what they say."""
    yield from _invoice_faults(company)
    yield from _payment_faults(company)


def _invoice_faults(company: Company) -> Iterator[str]:
    entries = _living(company, INVOICE, Event.SALE)
    invoices = Invoice.objects.for_company(company).issued().order_by("pk")
    rows = invoices.annotate(paid=Sum("allocations__amount", default=ZERO))
    for pk, number, total, balance, receivable, paid in rows.values_list(
        "pk", "number", "total", "balance", "receivable", "paid"
    ).iterator():
        names = {"number": number, "total": total, "balance": balance}
        message = ""
        if pk not in entries.documents:
            message = _("Invoice %(number)s has no living entry.")
        elif entries.debited(pk, receivable) != total:
            message = _("The entry of invoice %(number)s is not of %(total)s.")
        elif balance != to_cents(total - paid):
            message = _(
                "Invoice %(number)s has %(balance)s due, which is not its total less"
                " its payments."
            )
        if message:
            yield message % names


def _payment_faults(company: Company) -> Iterator[str]:
    entries = _living(company, PAYMENT, Event.PAYMENT)
    payments = Payment.objects.for_company(company).order_by("pk")
    for pk, amount in payments.values_list("pk", "amount").iterator():
        names = {"id": pk, "amount": amount}
        if pk not in entries.documents:
            yield _("Payment %(id)s has no living entry.") % names
        elif entries.total(pk) != amount:
            yield _("The entry of payment %(id)s is not of %(amount)s.") % names


def _living(company: Company, kind: str, event: Event) -> _Entries:
    entries = JournalEntry.objects.for_company(company).living()
    entries = entries.filter(source_kind=kind, event=event)
    sums: dict[int, dict[int | None, tuple[Decimal, Decimal]]] = defaultdict(dict)
    lines = JournalLine.objects.filter(entry__in=entries).order_by("entry", "account")
    for document, account, debits, credits_ in lines.values_list(
        "entry__source_id", "account"
    ).annotate(Sum("debit"), Sum("credit")):
        sums[document][account] = (to_cents(debits), to_cents(credits_))
    documents = frozenset(entries.values_list("source_id", flat=True))
    return _Entries(documents=documents, sums=sums)
