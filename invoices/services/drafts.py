from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from companies.models import Company
from companies.services import lock_company
from invoices.models import Customer, Invoice, InvoiceLine
from invoices.services.freezing import (
    IssueError,
    compute_document_taxes,
    compute_line,
    read_tables,
    set_totals,
)
from taxes.models import TaxGroup


@transaction.atomic
def create_draft(*, customer: Customer) -> Invoice:
    lock_company(customer.company)
    return Invoice.objects.create(company=customer.company, customer=customer)


@transaction.atomic
def add_line(*, line: InvoiceLine, tax_group: TaxGroup | None, on: date) -> InvoiceLine:
    """Add a line to a draft; what it leaves out is its item's, then the customer's.

    `on` dates the tax rates of the totals shown until the invoice is issued.
    """
    company = lock_company(line.invoice.company)
    _check_is_draft(line.invoice)
    if line.item is not None:
        line.description = line.description or line.item.name
    of_item = line.item and line.item.tax_group
    group = tax_group or of_item or line.invoice.customer.tax_group
    if group is None:
        raise IssueError(_("Choose a tax group: the item and customer have none."))
    line.tax_group = group
    if not line.description:
        raise IssueError(_("Choose an item, or describe what is sold."))
    last = line.invoice.lines.aggregate(last=Max("position"))["last"] or 0
    line.position = last + 1
    compute_line(line)
    line.save()
    _update_totals(company, line.invoice, on)
    return line


@transaction.atomic
def remove_line(*, line: InvoiceLine, on: date) -> None:
    company = lock_company(line.invoice.company)
    _check_is_draft(line.invoice)
    line.delete()
    _update_totals(company, line.invoice, on)


@transaction.atomic
def delete_draft(*, invoice: Invoice) -> None:
    """Drop a draft: it has no number and nobody has seen it."""
    lock_company(invoice.company)
    _check_is_draft(invoice)
    invoice.delete()


def _check_is_draft(invoice: Invoice) -> None:
    invoice.refresh_from_db(fields=["status"])
    if invoice.status != Invoice.Status.DRAFT:
        raise IssueError(_("This invoice is issued: it does not change any more."))


def _update_totals(company: Company, invoice: Invoice, on: date) -> None:
    lines = list(invoice.lines.all())
    set_totals(invoice, lines, compute_document_taxes(lines, on, read_tables(company)))
    invoice.save(update_fields=["subtotal", "tax_total", "total", "balance"])
