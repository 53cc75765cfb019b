"""Taxes of documents that the books in Acomba do not hold yet on a day.

Taxes are due by the date of the invoice (Revenu Québec), whatever « only when paid »
holds back: what is held is missing from the return made from Acomba alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.cents import ZERO
from accounting.journal.dating import Event
from accounting.models import JournalEntry
from companies.models import Company
from exports.models import BatchEntry
from invoices.models import CreditNoteTax, Invoice, InvoiceTax
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from reports.queries.links import invoice_link
from reports.report import Column, Kind, Report, Table, Value, with_total
from taxes.models import TaxGroupMember

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
    by_invoice: dict[int, dict[str, Decimal]] = defaultdict(
        lambda: defaultdict(lambda: ZERO)
    )
    for invoice, tax, treatment, base, amount in _missing(company, on):
        by_tax[tax].bases[treatment] += base
        by_tax[tax].amount += amount
        by_invoice[invoice][tax] += amount
    return [_totals(by_tax), _documents(company, by_invoice, sorted(by_tax))]


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
    company: Company, by_invoice: dict[int, dict[str, Decimal]], taxes: list[str]
) -> Table:
    invoices = Invoice.objects.for_company(company).filter(pk__in=by_invoice)
    columns = [
        Column(_("Invoice")),
        Column(_("Date"), Kind.DAY),
        Column(_("Customer")),
        *(Column(tax, Kind.AMOUNT) for tax in taxes),
    ]
    rows: list[list[Value]] = [
        [
            invoice_link(invoice),
            invoice.issued_on,
            invoice.customer_name,
            *(by_invoice[invoice.pk][tax] for tax in taxes),
        ]
        for invoice in invoices.select_related("company").order_by("issued_on", "pk")
        if any(by_invoice[invoice.pk].values())
    ]
    return with_total(_("By invoice"), columns, rows, label=_("Total"))


def _missing(
    company: Company, on: date
) -> Iterator[tuple[int, str, str, Decimal, Decimal]]:
    """Invoice, tax, treatment, base and tax of what is missing, voids as negative."""
    taxes = InvoiceTax.objects.filter(invoice__company=company)
    issued = taxes.filter(invoice__issued_on__lte=on).exclude(invoice__number=None)
    names = ("tax__code", "treatment", "base", "amount")
    sold = issued.exclude(invoice__in=_in_books(company, on, INVOICE, Event.SALE))
    yield from _signed(sold.values_list("invoice", *names), 1)
    void = issued.filter(invoice__voided_on__lte=on)
    void = void.exclude(invoice__in=_in_books(company, on, INVOICE, Event.VOID))
    yield from _signed(void.values_list("invoice", *names), -1)
    notes = CreditNoteTax.objects.filter(
        credit_note__company=company, credit_note__issued_on__lte=on
    ).exclude(credit_note__in=_in_books(company, on, CREDIT_NOTE, Event.CREDIT_NOTE))
    columns = ("invoice_tax__tax__code", "invoice_tax__treatment", "base", "amount")
    yield from _signed(notes.values_list("credit_note__invoice", *columns), -1)


def _signed(
    rows: "QuerySet[Any, Any]", sign: int
) -> Iterator[tuple[int, str, str, Decimal, Decimal]]:
    for invoice, tax, treatment, base, amount in rows:
        yield invoice, tax, treatment, sign * base, sign * amount


def _in_books(company: Company, on: date, kind: str, event: Event) -> list[int]:
    """The documents whose entry Acomba has by this day, or had before the cut-over."""
    entries = JournalEntry.objects.for_company(company).filter(
        source_kind=kind, event=event.value
    )
    carried = BatchEntry.objects.filter(
        entry__in=entries, released_at=None, dated_on__lte=on
    )
    prior = entries.filter(status=JournalEntry.Status.PRIOR)
    return [
        *carried.values_list("entry__source_id", flat=True),
        *prior.values_list("source_id", flat=True),
    ]


TAXES_DUE = Report(
    title=gettext_lazy("Taxes due and not exported yet"),
    lead=gettext_lazy(
        "Taxes of documents dated by this day that no exported entry dated by this"
        " day carries. A return made from Acomba alone would lack them."
    ),
    build=taxes_due,
)
