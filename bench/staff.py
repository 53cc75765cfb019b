"""Work of staff beside an export or an import; imported once Django is set up."""

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db import transaction

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine, Side
from accounting.journal.plan import EntryPlan
from accounting.services.journal import record_plans
from catalog.models import Item
from companies.models import Company
from invoices.models import Customer, InvoiceLine
from invoices.services.drafts import add_line, create_draft
from invoices.services.issuing import issue_invoice

AT_ONCE = 2_000
SOLD_ON = date(2026, 11, 3)


def record_sales(entries: int) -> None:
    company = Company.objects.get(slug="bench")
    for first in range(0, entries, AT_ONCE):
        plans = list(_sales(range(first, first + AT_ONCE)))
        with transaction.atomic():
            record_plans(company=company, plans=plans, sources={"bench.sale": []})


def _sales(numbers: range) -> Iterator[EntryPlan]:
    for number in numbers:
        amount = Decimal(number % 90_000 + 100) / 100
        yield EntryPlan(
            source_kind="bench.sale",
            source_id=number,
            event=Event.SALE,
            document_number=f"V{number:06}",
            party="Tremblay",
            happened_on=SOLD_ON,
            ready_on=SOLD_ON,
            lines=(
                JournalLine(account="1201", side=Side.DEBIT, amount=amount),
                JournalLine(account="4000", side=Side.CREDIT, amount=amount),
            ),
        )


def issue(slug: str) -> float:
    """Make an invoice and issue it; how many seconds the slowest step took."""
    company = Company.objects.get(slug=slug)
    item = Item.objects.for_company(company).get(code="A001")
    customer = Customer.objects.for_company(company).get(number="C001")
    times = [time.perf_counter()]
    draft = create_draft(customer=customer)
    times.append(time.perf_counter())
    line = InvoiceLine(invoice=draft, item=item, quantity=1, unit_price=item.unit_price)
    add_line(line=line, tax_group=item.tax_group, on=SOLD_ON)
    times.append(time.perf_counter())
    issue_invoice(invoice=draft, issued_on=SOLD_ON)
    times.append(time.perf_counter())
    return max(end - start for start, end in pairwise(times))
