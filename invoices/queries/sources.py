"""What a customer owes, oldest first, and the money here that can pay it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from invoices.models import Customer, CustomerCredit, Invoice
from ui.templatetags.ui import money


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A deposit or a credit, or a document that owes back: one of the two."""

    credit: CustomerCredit | None = None
    invoice: Invoice | None = None

    @property
    def key(self) -> str:
        row = self.credit or self.invoice
        return f"{'credit' if self.credit else 'invoice'}:{row.pk if row else ''}"

    @property
    def left(self) -> Decimal:
        if self.credit:
            return self.credit.balance.amount
        return -self.invoice.balance.amount if self.invoice else Decimal(0)

    @property
    def label(self) -> str:
        if self.credit:
            words = {"subject": credit_name(self.credit), "reason": money(self.left)}
            return _("%(subject)s: %(reason)s") % words
        message = _("invoice %(number)s, which owes %(amount)s back")
        return message % {"number": self.invoice, "amount": money(self.left)}


def credit_name(credit: CustomerCredit) -> str:
    """Such as `deposit 2026-10-01 S-88`."""
    reference = credit.payment.reference if credit.payment else ""
    return f"{credit.get_kind_display()} {credit.opened_on} {reference}".strip()


def owed_by(customer: Customer) -> QuerySet[Invoice]:
    """Its issued invoices with something due, the oldest first."""
    open_ = Invoice.objects.for_company(customer.company).issued()
    due = open_.filter(customer=customer, balance__gt=0)
    return due.order_by("issued_on", "pk")


def sources_for(customer: Customer) -> Iterator[Source]:
    credits_ = CustomerCredit.objects.for_company(customer.company)
    left = credits_.filter(customer=customer, balance__gt=0)
    for credit in left.select_related("payment"):
        yield Source(credit=credit)
    documents = Invoice.objects.for_company(customer.company).issued()
    for invoice in documents.filter(customer=customer, balance__lt=0):
        yield Source(invoice=invoice)
