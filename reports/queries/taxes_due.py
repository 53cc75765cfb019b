"""Taxes of documents that the books in Acomba do not hold yet on a day.

Taxes are due by the date of the invoice (Revenu Québec), whatever « only when paid »
holds back: what is held is missing from the return made from Acomba alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.cents import ZERO
from accounting.journal.dating import Event
from accounting.models import JournalEntry
from companies.models import Company
from invoices.models import (
    CreditNoteTax,
    Forfeiture,
    ForfeitureTax,
    Invoice,
    InvoiceTax,
)
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from invoices.services.refunding import credit_number
from reports.queries.links import forfeiture_link, invoice_link
from reports.report import Column, Kind, Linked, Report, Table, Value, with_total
from taxes.models import TaxGroupMember

FORFEITURE = "invoices.forfeiture"
Document = tuple[str, int]
Told = tuple[Document, date, Linked, str]
Treatment = TaxGroupMember.Treatment
COLUMNS = (
    Treatment.TAXABLE,
    Treatment.ZERO_RATED,
    Treatment.EXEMPT,
    Treatment.RELIEVED,
)


@dataclass(slots=True)
class _Sums:
    bases: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    amount: Decimal = ZERO


def taxes_due(company: Company, on: date) -> list[Table]:
    """TPS, TVQ, TVH by document that Acomba does not have by the end of the day."""
    by_tax: dict[str, _Sums] = defaultdict(_Sums)
    by_document: dict[Document, dict[str, Decimal]] = defaultdict(
        lambda: defaultdict(lambda: ZERO)
    )
    for document, tax, treatment, base, amount in _missing(company, on):
        by_tax[tax].bases[treatment] += base
        by_tax[tax].amount += amount
        by_document[document][tax] += amount
    return [_totals(by_tax), _documents(company, by_document, sorted(by_tax))]


def _totals(by_tax: dict[str, _Sums]) -> Table:
    labels = [_("Taxable"), _("Zero-rated"), _("Exempt"), _("Relieved")]
    columns = [
        Column(_("Tax")),
        *(Column(label, Kind.AMOUNT) for label in labels),
        Column(_("Tax due"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [tax, *(sums.bases[treatment] for treatment in COLUMNS), sums.amount]
        for tax, sums in sorted(by_tax.items())
    ]
    return Table(caption=_("By tax"), columns=columns, rows=rows)


def _documents(
    company: Company, by_document: dict[Document, dict[str, Decimal]], taxes: list[str]
) -> Table:
    columns = [
        Column(_("Document")),
        Column(_("Date"), Kind.DAY),
        Column(_("Customer")),
        *(Column(tax, Kind.AMOUNT) for tax in taxes),
    ]
    found = {
        document: amounts
        for document, amounts in by_document.items()
        if any(amounts.values())
    }
    told = [*_invoices(company, found), *_kept_deposits(company, found)]
    told.sort(key=lambda each: each[1])
    rows: list[list[Value]] = [
        [link, day, customer, *(found[document][tax] for tax in taxes)]
        for document, day, link, customer in told
    ]
    return with_total(_("By document"), columns, rows, label=_("Total"))


def _invoices(company: Company, found: Iterable[Document]) -> Iterator[Told]:
    ids = [pk for kind, pk in found if kind == INVOICE]
    invoices = Invoice.objects.for_company(company).numbered().filter(pk__in=ids)
    for invoice in invoices.select_related("company").order_by("issued_on", "pk"):
        # The constraint invoice_issued_is_complete gives each a date.
        day: Any = invoice.issued_on
        yield (INVOICE, invoice.pk), day, invoice_link(invoice), invoice.customer_name


def _kept_deposits(company: Company, found: Iterable[Document]) -> Iterator[Told]:
    ids = [pk for kind, pk in found if kind == FORFEITURE]
    kept = Forfeiture.objects.for_company(company).filter(pk__in=ids)
    related = ("company", "credit__customer", "credit__payment", "credit__freed_from")
    for row in kept.select_related(*related).order_by("forfeited_on", "pk"):
        link = forfeiture_link(row, credit_number(row.credit))
        yield (FORFEITURE, row.pk), row.forfeited_on, link, row.credit.customer.name


def _missing(
    company: Company, on: date
) -> Iterator[tuple[Document, str, str, Decimal, Decimal]]:
    """Document, tax, treatment, base and tax of what is missing, voids as negative."""
    taxes = InvoiceTax.objects.filter(invoice__company=company)
    issued = taxes.filter(invoice__issued_on__lte=on).exclude(invoice__number=None)
    names = ("tax__code", "treatment", "base", "amount")
    sold = issued.exclude(invoice__in=_in_books(company, on, INVOICE, Event.SALE))
    yield from _signed(INVOICE, sold.values_list("invoice", *names), 1)
    void = issued.filter(invoice__voided_on__lte=on)
    void = void.exclude(invoice__in=_in_books(company, on, INVOICE, Event.VOID))
    yield from _signed(INVOICE, void.values_list("invoice", *names), -1)
    notes = CreditNoteTax.objects.filter(
        credit_note__company=company, credit_note__issued_on__lte=on
    ).exclude(credit_note__in=_in_books(company, on, CREDIT_NOTE, Event.CREDIT_NOTE))
    columns = ("invoice_tax__tax__code", "invoice_tax__treatment", "base", "amount")
    yield from _signed(INVOICE, notes.values_list("credit_note__invoice", *columns), -1)
    # Revenu Québec, Deposits: the taxes of a deposit are due when it is kept.
    kept = ForfeitureTax.objects.filter(
        forfeiture__company=company, forfeiture__forfeited_on__lte=on
    ).exclude(forfeiture__in=_in_books(company, on, FORFEITURE, Event.FORFEITURE))
    yield from _signed(FORFEITURE, kept.values_list("forfeiture", *names), 1)


def _signed(
    kind: str, rows: "QuerySet[Any, Any]", sign: int
) -> Iterator[tuple[Document, str, str, Decimal, Decimal]]:
    for pk, tax, treatment, base, amount in rows:
        yield (kind, pk), tax, treatment, sign * base, sign * amount


def _in_books(
    company: Company, on: date, kind: str, event: Event
) -> "QuerySet[JournalEntry, int]":
    """The documents whose entry Acomba has by this day, or had before the cut-over."""
    entries = JournalEntry.objects.for_company(company).filter(
        source_kind=kind, event=event.value
    )
    carried = Q(batches__released_at=None, batches__dated_on__lte=on)
    prior = Q(status=JournalEntry.Status.PRIOR)
    return entries.filter(carried | prior).values_list("source_id", flat=True)


TAXES_DUE = Report(
    title=gettext_lazy("Taxes due and not exported yet"),
    lead=gettext_lazy(
        "Taxes of documents dated by this day that no exported entry dated by this"
        " day carries. A return made from Acomba alone would lack them."
    ),
    build=taxes_due,
)
