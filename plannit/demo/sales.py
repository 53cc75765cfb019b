"""Three months of its work: the same invoices and payments each time."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice

from django.db import transaction

from accounting.journal.cents import to_cents
from catalog.models import Item
from companies.models import Company
from invoices.models import Customer, Invoice, InvoiceLine, PaymentMethod
from invoices.services.drafts import add_line, create_draft
from invoices.services.issuing import issue_invoice
from invoices.services.payments import record_payment

INVOICES = 60
DAYS = 90
QUANTITIES = [Decimal(text) for text in ("1", "2.5", "3", "1.75", "4")]


@transaction.atomic
def create_demo_sales(*, company: Company, today: date) -> None:
    """One invoice in six stays open, one is paid in two parts, the others at once."""
    customers = cycle(Customer.objects.for_company(company).order_by("number"))
    methods = cycle(PaymentMethod.objects.for_company(company).order_by("name"))
    lines = _lines(company)
    for number in range(INVOICES):
        issued_on = today - timedelta(days=DAYS - number * DAYS // INVOICES)
        draft = create_draft(customer=next(customers))
        for line in islice(lines, 1 + number % 3):
            line.invoice = draft
            add_line(line=line, tax_group=None, on=issued_on)
        invoice = issue_invoice(invoice=draft, issued_on=issued_on)
        _pay(invoice, number % 6, next(methods), today)


def _lines(company: Company) -> Iterator[InvoiceLine]:
    items = cycle(Item.objects.for_company(company).order_by("code"))
    for item, quantity in zip(items, cycle(QUANTITIES), strict=False):
        yield InvoiceLine(
            item=item, quantity=quantity, unit_price=item.unit_price.amount
        )


def _pay(invoice: Invoice, kind: int, method: PaymentMethod, today: date) -> None:
    issued_on = invoice.issued_on or today
    parts = [invoice.total.amount]
    if kind == 1:
        half = to_cents(parts[0] / 2)
        parts = [half, parts[0] - half]
    if kind == 0:
        return
    for place, amount in enumerate(parts, start=1):
        received_on = min(issued_on + timedelta(days=8 * place), today)
        record_payment(
            customer=invoice.customer,
            method=method,
            received_on=received_on,
            amounts={invoice: amount},
        )
