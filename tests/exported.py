"""A sale that went the whole way: issued, paid and exported."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from accounting.models import GLAccount
from companies.models import Company
from exports.models import ExportBatch
from exports.services.producing import produce_batch
from invoices.services.issuing import issue_invoice
from invoices.services.payments import record_payment
from tests.factories import make_draft_line, make_item, make_method, make_settings

ISSUED, PAID, THROUGH = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 30)


def make_exported_sale(company: Company) -> ExportBatch:
    """FAC-00001 of 95.00 on 1201 and 4000, its payment on 1010, and their batch."""
    make_paid_sale(company)
    return produce_batch(
        company=company,
        through=THROUGH,
        produced_at=timezone.now(),
        produced_on=THROUGH,
        produced_by=None,
        key=uuid4(),
    )


def make_paid_sale(company: Company) -> None:
    make_settings(company)
    sales = GLAccount.objects.for_company(company).get(number="4000")
    line = make_draft_line(make_item(company, "HEURE", credit_account=sales))
    invoice = issue_invoice(invoice=line.invoice, issued_on=ISSUED)
    record_payment(
        customer=invoice.customer,
        method=make_method(company),
        received_on=PAID,
        amounts={invoice: Decimal("95.00")},
    )
