from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounting.fields import MAXIMUM
from accounting.journal.cents import ZERO, to_cents
from accounting.services.accounts import check_for_document
from catalog.models import Item
from companies.models import Company
from companies.services import lock_company
from invoices.models import Customer, Invoice, InvoiceLine
from invoices.services.amounts import (
    IssueError,
    compute_document,
    compute_line,
    read_tables,
)
from invoices.services.refusals import check_is_known
from taxes.models import TaxGroup
from taxes.provinces import province_code
from taxes.queries import group_of_place, proposed_group

AMOUNTS = ["gross", "discount", "net_discount", "shared_discount", "net"]
TOTALS = ["discount", "subtotal", "tax_total", "total", "balance"]


TERMS = [
    "due_on",
    "prices_include_taxes",
    "discount",
    "discount_rate",
    "province",
    "progress_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a draft says of the whole sale; `discount_rate` is a fraction and wins."""

    due_on: date | None = None
    prices_include_taxes: bool = False
    discount: Decimal = ZERO
    discount_rate: Decimal | None = None
    province: str = ""
    progress_of: Invoice | None = None


@transaction.atomic
def create_draft(*, customer: Customer) -> Invoice:
    """Start a sale; its place of supply is the customer's until a person says other."""
    lock_company(customer.company)
    check_is_known(customer)
    return Invoice.objects.create(
        company=customer.company,
        customer=customer,
        province=province_code(customer.province),
    )


@transaction.atomic
def set_terms(*, invoice: Invoice, terms: Terms, on: date) -> Invoice:
    """Set what a draft says of the whole sale; lines keep the tax groups they have."""
    company = lock_company(invoice.company)
    _check_is_draft(invoice)
    check_discount(terms)
    check_job(invoice, terms.progress_of)
    for name in TERMS:
        setattr(invoice, name, getattr(terms, name))
    invoice.save(update_fields=TERMS)
    update_totals(company, invoice, on)
    return invoice


def usual_group(invoice: Invoice) -> TaxGroup | None:
    """The tax group of a new line whose item has none."""
    place = group_of_place(invoice.company, invoice.province)
    return proposed_group(invoice.customer.tax_group, place=place)


@transaction.atomic
def add_line(*, line: InvoiceLine, tax_group: TaxGroup | None, on: date) -> InvoiceLine:
    """Add a line to a draft; what it leaves out is its item's, then the customer's.

    `on` dates the tax rates of the totals shown until the invoice is issued.
    """
    company = lock_company(line.invoice.company)
    _check_is_draft(line.invoice)
    if line.item is not None:
        line.description = line.description or line.item.name
    group = tax_group or _proposed(line)
    if group is None:
        raise IssueError(_("Choose a tax group: the item and customer have none."))
    line.tax_group = group
    if not line.description:
        raise IssueError(_("Choose an item, or describe what is sold."))
    if line.account is not None:
        check_for_document(line.account, label=_("Sales account"))
    last = line.invoice.lines.aggregate(last=Max("position"))["last"] or 0
    line.position = last + 1
    compute_line(line)
    line.save()
    update_totals(company, line.invoice, on)
    return line


def _proposed(line: InvoiceLine) -> TaxGroup | None:
    of_item = line.item and line.item.tax_group
    place = group_of_place(line.invoice.company, line.invoice.province)
    return proposed_group(of_item or line.invoice.customer.tax_group, place=place)


@transaction.atomic
def remove_line(*, line: InvoiceLine, on: date) -> None:
    company = lock_company(line.invoice.company)
    _check_is_draft(line.invoice)
    line.delete()
    update_totals(company, line.invoice, on)


@transaction.atomic
def delete_draft(*, invoice: Invoice) -> None:
    """Drop a draft: it has no number and nobody has seen it."""
    lock_company(invoice.company)
    _check_is_draft(invoice)
    invoice.delete()


def _check_is_draft(invoice: Invoice) -> None:
    invoice.refresh_from_db(fields=["status"])
    if invoice.status != Invoice.Status.DRAFT:
        raise IssueError(_("This invoice is issued: it can no longer change."))


def check_discount(terms: Terms) -> None:
    rate, discount = terms.discount_rate, terms.discount
    if rate is not None and not 0 < rate <= 1:
        message = _("The discount is a percentage above 0, and 100 at most.")
    elif rate is not None and discount:
        message = _("Give the discount in dollars or in percent, not both.")
    elif not 0 <= discount <= MAXIMUM or discount != to_cents(discount):
        message = _("The discount is in dollars and cents, not below zero.")
    else:
        return
    raise IssueError(message)


@transaction.atomic
def replace_item_on_drafts(*, item: Item, by: Item) -> None:
    """Lines keep what was typed on them; issued ones keep their item too."""
    lock_company(item.company)
    lines = InvoiceLine.objects.filter(item=item, invoice__status=Invoice.Status.DRAFT)
    lines.update(item=by)


def check_job(invoice: Invoice, first: Invoice | None) -> None:
    """A job billed in parts starts with an issued invoice of the same customer."""
    if first is None:
        return
    is_first = first.progress_of_id is None and first.kind == Invoice.Kind.SALE
    is_theirs = first.customer_id == invoice.customer_id
    if first.status != Invoice.Status.ISSUED or not (is_first and is_theirs):
        message = _("Choose the first invoice of a job of this customer.")
        raise IssueError(message)


def update_totals(company: Company, invoice: Invoice, on: date) -> None:
    lines = list(invoice.lines.all())
    invoice.is_relieved = invoice.customer.is_exempt
    if lines:
        compute_document(invoice, lines, invoice.tax_on or on, read_tables(company))
    else:  # a discount waits for what it is taken off
        invoice.subtotal = invoice.tax_total = invoice.total = invoice.balance = ZERO
    # Where prices include taxes, lines keep them until issuing takes them out, once.
    if invoice.prices_include_taxes:
        for line in lines:
            compute_line(line)
    InvoiceLine.objects.bulk_update(lines, AMOUNTS)
    invoice.save(update_fields=TOTALS)
