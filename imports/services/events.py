"""A row of a payments file that is no payment, with what it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from imports.services.documents import Document
from imports.services.known import Known
from imports.services.lookups import find
from imports.services.problems import Problems
from imports.tables.rows import Row
from invoices.models import Customer, Invoice, PaymentMethod

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Its kind decides which of customer, invoice and method it has."""

    known: Known
    row: Row
    key: str
    named: Mapping[str, object]

    @property
    def kind(self) -> str:
        return self.row.text("kind")

    @property
    def day(self) -> date:
        return self.row.day("payment_date")

    @property
    def amount(self) -> Decimal:
        return self.row.decimal("amount")

    @property
    def fee(self) -> Decimal:
        return ZERO if self.row.value("fee") is None else self.row.decimal("fee")

    @property
    def reference(self) -> str:
        return self.row.text("reference")

    @property
    def reason(self) -> str:
        return self.row.text("reason")

    @property
    def customer(self) -> Customer:
        return self._named_as(Customer, "customer_number")

    @property
    def invoice(self) -> Invoice:
        return self._named_as(Invoice, "invoice_number")

    @property
    def method(self) -> PaymentMethod:
        return self._named_as(PaymentMethod, "method")

    def _named_as(self, kind: type[T], column: str) -> T:
        value = self.named[column]
        if not isinstance(value, kind):
            raise TypeError(column)
        return value


def event_of(document: Document, known: Known, problems: Problems) -> Event | None:
    """None when the row names something that is not here, or is ahead of its day."""
    before = problems.count
    (row,) = document.rows
    customer = find(known.customers, row, "customer_number", problems)
    invoice = find(known.invoices, row, "invoice_number", problems)
    method = find(known.methods, row, "method", problems)
    if invoice and customer and invoice.customer_id != customer.pk:
        message = _("Invoice %(number)s is another customer's: correct the customer.")
        problems.add(row, "customer_number", message % {"number": invoice.number})
    if document.day > known.on:
        message = _("Only a payment may be dated later than today: correct the date.")
        problems.add(row, "payment_date", message)
    named = {"customer_number": customer, "invoice_number": invoice, "method": method}
    if problems.count > before:
        return None
    return Event(known=known, row=row, key=document.key, named=named)
