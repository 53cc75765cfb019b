from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from companies.models import Company
from companies.services import lock_company
from invoices.models import Invoice, InvoiceLine, InvoiceNumbering, InvoiceTax
from invoices.services.freezing import IssueError, freeze, read_tables
from invoices.services.journal import Frozen, write_sales

FROZEN = ["revenue_account", "revenue_origin", "gross", "discount", "net"]
BATCH_SIZE = 1_000


@transaction.atomic
def issue_invoice(*, invoice: Invoice, issued_on: date) -> Invoice:
    """Give the draft its number, totals, taxes and accounts; then it is fixed."""
    company = lock_company(invoice.company)
    invoice = Invoice.objects.select_related("customer", "company").get(pk=invoice.pk)
    if invoice.status != Invoice.Status.DRAFT:
        message = _("Invoice %(number)s is already issued.")
        raise IssueError(message % {"number": invoice.number})
    lines = list(invoice.lines.select_related("item__category"))
    taxes = freeze(invoice, lines, read_tables(company), issued_on)
    invoice.number = _next_number(company)
    invoice.save()
    InvoiceLine.objects.bulk_update(lines, FROZEN, batch_size=BATCH_SIZE)
    InvoiceTax.objects.bulk_create(taxes)
    write_sales(company=company, invoices=[(invoice, lines, taxes)])
    return invoice


@transaction.atomic
def add_issued_invoices(*, company: Company, invoices: list[Frozen]) -> None:
    """Save invoices that arrive issued, frozen by the caller, with their entries."""
    lock_company(company)
    Invoice.objects.bulk_create([i for i, _lines, _taxes in invoices], BATCH_SIZE)
    InvoiceLine.objects.bulk_create(
        [line for _i, lines, _taxes in invoices for line in lines], BATCH_SIZE
    )
    InvoiceTax.objects.bulk_create(
        [tax for _i, _lines, taxes in invoices for tax in taxes], BATCH_SIZE
    )
    write_sales(company=company, invoices=invoices)


def _next_number(company: Company) -> str:
    """The next number that no imported invoice has taken; under the company's lock."""
    numbering, _created = InvoiceNumbering.objects.get_or_create(company=company)
    taken = Invoice.objects.for_company(company)
    number = str(numbering)
    while taken.filter(number=number).exists():
        numbering.next_number += 1
        number = str(numbering)
    numbering.next_number += 1
    numbering.save(update_fields=["next_number"])
    return number
