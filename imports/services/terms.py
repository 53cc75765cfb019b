"""What an invoice of a file says of the whole sale, on the first of its rows."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from companies.models import Company
from imports.services.problems import CellError, Problems
from imports.tables.names import Kind
from imports.tables.row_checks import INTEREST
from imports.tables.rows import Row
from invoices.models import Invoice
from invoices.services.amounts import IssueError
from invoices.services.drafts import Terms, check_discount, check_job
from invoices.services.issuing import check_due
from taxes.models import TaxGroup
from taxes.provinces import province_code
from taxes.queries import group_of_place, proposed_group

SHARED = (
    "due_date",
    "prices_include_taxes",
    "document_discount",
    "kind",
    "progress_of",
    "province",
)


def set_terms(invoice: Invoice, row: Row, problems: Problems) -> None:
    """Set them on an invoice that has its customer and date; tell what is wrong."""
    is_interest = row.value("kind") == INTEREST
    invoice.kind = Invoice.Kind.INTEREST if is_interest else Invoice.Kind.SALE
    invoice.due_on = row.optional_day("due_date")
    invoice.prices_include_taxes = row.value("prices_include_taxes") is True
    discount = row.discount("document_discount")
    invoice.discount, invoice.discount_rate = discount.amount, discount.rate or None
    try:
        invoice.province = _province(row)
        invoice.progress_of = _first_of_job(invoice, row, problems)
    except CellError as error:
        problems.add(row, error.column, error)


def _province(row: Row) -> str:
    text = row.text("province")
    code = province_code(text)
    if text and not code:
        message = _(
            "“%(text)s” is not a province of Canada: write its code, such as QC."
        )
        raise CellError("province", message % {"text": text})
    return code


def _first_of_job(invoice: Invoice, row: Row, problems: Problems) -> Invoice | None:
    number = row.text("progress_of")
    if not number:
        return None
    if problems.is_refused(Kind.INVOICE, number):
        problems.wait(row, "progress_of")
        return None
    invoices = Invoice.objects.for_company(invoice.company).numbered()
    first = invoices.filter(number=number).first()
    if first is None:
        message = _(
            "No invoice has the number %(number)s: give the first invoice of the"
            " job, on a row above this one."
        )
        raise CellError("progress_of", message % {"number": number})
    return first


def check_terms(invoice: Invoice, row: Row, problems: Problems) -> None:
    """Refuse what an invoice may not be issued with."""
    rate, discount = invoice.discount_rate, invoice.discount.amount
    terms = Terms(discount=discount, discount_rate=rate)
    checks: dict[str, Callable[[], None]] = {
        "due_date": partial(check_due, invoice, row.day("invoice_date")),
        "document_discount": partial(check_discount, terms),
        "progress_of": partial(check_job, invoice, invoice.progress_of),
    }
    for column, check in checks.items():
        try:
            check()
        except IssueError as error:
            problems.add(row, column, error)


class Places:
    """The tax groups that places of supply propose, each asked for once."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._groups: dict[str, TaxGroup | None] = {}

    def propose(self, own: TaxGroup | None, province: str) -> TaxGroup | None:
        """Where the file names no place, the group is the item's or the customer's."""
        if not province:
            return own
        if province not in self._groups:
            self._groups[province] = group_of_place(self._company, province)
        return proposed_group(own, place=self._groups[province])


def same_terms(stored: Invoice, built: Invoice) -> bool:
    return _terms(stored) == _terms(built)


def _terms(invoice: Invoice) -> tuple[object, ...]:
    discount: Decimal | None = invoice.discount_rate
    return (
        invoice.kind,
        invoice.due_on,
        invoice.prices_include_taxes,
        discount if discount is not None else invoice.discount.amount,
        invoice.progress_of_id,
        invoice.province,
    )
