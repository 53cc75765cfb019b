from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from companies.services import lock_company
from invoices.models import Customer, Invoice, InvoiceLine
from invoices.services.issuing import issue_invoice
from invoices.services.receipts import check_amount


@transaction.atomic
def charge_interest(
    *, customer: Customer, amount: Decimal, charged_on: date, description: str = ""
) -> Invoice:
    """Issue a document of interest on late payment: it bears no tax."""
    company = lock_company(customer.company)
    check_amount(amount)
    draft = Invoice.objects.create(
        company=company, customer=customer, kind=Invoice.Kind.INTEREST
    )
    InvoiceLine.objects.create(
        invoice=draft,
        position=1,
        description=description or _("Interest on late payment"),
        quantity=Decimal(1),
        unit_price=amount,
        tax_group=None,
    )
    return issue_invoice(invoice=draft, issued_on=charged_on)
