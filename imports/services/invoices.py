from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from catalog.models import Item
from companies.models import Company
from imports.services.lookups import find, find_for_all
from imports.services.problems import Outcome, Problems
from imports.services.terms import (
    SHARED,
    Places,
    check_terms,
    same_terms,
    set_terms,
)
from imports.tables.names import Kind
from imports.tables.rows import Row
from invoices.models import Customer, Invoice, InvoiceLine
from invoices.services.amounts import (
    Tables,
    read_tables,
)
from invoices.services.freezing import freeze
from invoices.services.issuing import add_issued_invoices
from invoices.services.journal import Frozen
from invoices.services.refusals import DocumentError
from taxes.models import TaxGroup
from taxes.queries import NoRateError

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of invoices may name."""

    company: Company
    customers: Mapping[str, Customer]
    items: Mapping[str, Item]
    groups: Mapping[str, TaxGroup]
    tables: Tables
    places: Places


def import_invoices(
    company: Company, rows: Sequence[Row], problems: Problems
) -> Outcome:
    """Issue the invoices that are new; one that is known must be what the file says."""
    known, outcome = _known(company), Outcome()
    documents = _by_number(rows)
    while chunk := list(islice(documents, CHUNK)):
        stored = _stored(company, [number for number, _rows in chunk])
        frozen: list[Frozen] = []
        for number, document in chunk:
            if document[0].text("progress_of"):
                # The taxes of a job are computed on its parts that are here.
                _write(company, frozen, outcome)
            built = _build(number, document, known, problems)
            if problems.is_refused(Kind.INVOICE, number):
                continue
            if number not in stored:
                frozen += _freeze(built, document[0], known.tables, problems)
            elif _same(stored[number], built):
                outcome.unchanged += 1
            else:
                message = _("Invoice %(number)s is already here with other content.")
                problems.add(
                    document[0], "invoice_number", message % {"number": number}
                )
        _write(company, frozen, outcome)
    return outcome


def _known(company: Company) -> Known:
    items = Item.objects.for_company(company).select_related("category")
    return Known(
        company=company,
        customers={c.number: c for c in Customer.objects.for_company(company)},
        items={item.code: item for item in items},
        groups={group.name: group for group in TaxGroup.objects.for_company(company)},
        tables=read_tables(company),
        places=Places(company),
    )


def _write(company: Company, frozen: list[Frozen], outcome: Outcome) -> None:
    add_issued_invoices(company=company, invoices=frozen)
    outcome.created += len(frozen)
    outcome.saved += [invoice.pk for invoice, _lines, _taxes in frozen]
    frozen.clear()


def _by_number(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    documents: dict[str, list[Row]] = {}
    for row in rows:
        documents.setdefault(row.text("invoice_number"), []).append(row)
    return iter(documents.items())


def _stored(company: Company, numbers: list[str]) -> dict[str | None, Invoice]:
    invoices = Invoice.objects.for_company(company).filter(number__in=numbers)
    return {invoice.number: invoice for invoice in invoices.prefetch_related("lines")}


Built = tuple[Invoice, list[InvoiceLine]]


def _build(number: str, rows: Sequence[Row], known: Known, problems: Problems) -> Built:
    """The invoice and lines that the rows describe, as far as none of them is wrong."""
    first = rows[0]
    customer = find_for_all(known.customers, rows, "customer_number", problems)
    for row in rows[1:]:
        for column in ("invoice_date", "customer_number", *SHARED):
            if row.value(column) != first.value(column):
                message = _(
                    "The first row of invoice %(number)s has another value: give the"
                    " same one."
                )
                problems.add(row, column, message % {"number": number})
    invoice = Invoice(company=known.company, number=number, customer=customer)
    invoice.issued_on = first.day("invoice_date")
    if customer is not None:
        set_terms(invoice, first, problems)
    lines = [
        _line(invoice, position, row, known, problems)
        for position, row in enumerate(rows, start=1)
    ]
    return invoice, lines


def _line(
    invoice: Invoice, position: int, row: Row, known: Known, problems: Problems
) -> InvoiceLine:
    item = find(known.items, row, "item_code", problems)
    group = find(known.groups, row, "tax_group", problems)
    customer = known.customers.get(row.text("customer_number"))
    is_known = customer is not None and bool(item) == bool(row.text("item_code"))
    if invoice.kind == Invoice.Kind.SALE and is_known and not row.text("tax_group"):
        own = (item and item.tax_group) or (customer and customer.tax_group)
        group = known.places.propose(own or None, invoice.province)
        if group is None:
            problems.add(row, "tax_group", _("No tax group: the item has none either."))
    discount = row.discount("discount")
    return InvoiceLine(
        invoice=invoice,
        position=position,
        item=item,
        description=row.text("description") or (item.name if item else ""),
        quantity=row.decimal("quantity"),
        unit_price=row.decimal("unit_price"),
        discount=discount.amount,
        discount_rate=discount.rate,
        tax_group=group,
    )


def _freeze(built: Built, row: Row, tables: Tables, problems: Problems) -> list[Frozen]:
    invoice, lines = built
    before = problems.count
    check_terms(invoice, row, problems)
    if problems.count > before:
        return []
    try:
        taxes = freeze(invoice, lines, tables, row.day("invoice_date"))
    except (DocumentError, NoRateError) as error:
        problems.add(row, None, error)
        return []
    return [(invoice, lines, taxes)]


def _same(stored: Invoice, built: Built) -> bool:
    invoice, lines = built
    if (stored.customer_id, stored.issued_on) != (
        invoice.customer_id,
        invoice.issued_on,
    ):
        return False
    if not same_terms(stored, invoice):
        return False
    return [_content(line) for line in stored.lines.all()] == [
        _content(line) for line in lines
    ]


def _content(line: InvoiceLine) -> tuple[object, ...]:
    return (
        line.item_id,
        line.description,
        line.quantity,
        line.unit_price.amount,
        line.discount_rate or line.discount.amount,
        line.tax_group_id,
    )
