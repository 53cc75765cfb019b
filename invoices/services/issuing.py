from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from companies.models import Company
from companies.services import lock_company
from invoices.models import DocumentNumbering, Invoice, InvoiceLine, InvoiceTax
from invoices.services.amounts import IssueError, read_tables
from invoices.services.correcting import replace_original
from invoices.services.freezing import freeze
from invoices.services.journal import Frozen, write_sales
from invoices.services.numbering import next_number, revised_number
from ui.dates import long_date

FROZEN = [
    "revenue_account",
    "revenue_origin",
    "taxes_borne",
    "gross",
    "net_discount",
    "shared_discount",
    "net",
]
BATCH_SIZE = 1_000


@transaction.atomic
def issue_invoice(*, invoice: Invoice, issued_on: date) -> Invoice:
    """Give the draft its number, totals, taxes and accounts; then it is fixed."""
    company = lock_company(invoice.company)
    invoice = Invoice.objects.select_related("customer", "company", "replaces").get(
        pk=invoice.pk
    )
    if invoice.status != Invoice.Status.DRAFT:
        message = _("Invoice %(number)s is already issued.")
        raise IssueError(message % {"number": invoice.number})
    check_due(invoice, issued_on)
    lines = list(invoice.lines.select_related("item__category"))
    taxes = freeze(invoice, lines, read_tables(company), issued_on)
    series = DocumentNumbering.Series.INVOICE
    invoice.number = revised_number(invoice) or next_number(company, series)
    invoice.save()
    InvoiceLine.objects.bulk_update(lines, FROZEN, batch_size=BATCH_SIZE)
    InvoiceTax.objects.bulk_create(taxes)
    write_sales(company=company, invoices=[(invoice, lines, taxes)])
    replace_original(invoice, issued_on)
    return invoice


def check_due(invoice: Invoice, issued_on: date) -> None:
    if invoice.due_on is not None and invoice.due_on < issued_on:
        message = _("It is due on %(due)s, before its date: change one of them.")
        raise IssueError(message % {"due": long_date(invoice.due_on)})


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
