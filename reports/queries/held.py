from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting.journal.dating import Event
from accounting.models import JournalEntry
from companies.models import Company
from invoices.models import Invoice, InvoiceQuerySet
from invoices.planning.facts import INVOICE
from reports.queries.links import invoice_link
from reports.report import Column, Kind, Report, Table, Value, with_total


def held_sales(company: Company, on: date) -> list[Table]:
    """Invoices that wait to be paid in full before they are exported, with their age."""
    invoices = _waiting(company, on).select_related("company")
    columns = [
        Column(_("Invoice")),
        Column(_("Date"), Kind.DAY),
        Column(_("Customer")),
        Column(_("Days"), Kind.COUNT),
        Column(_("Total"), Kind.AMOUNT),
        Column(_("Received, credited or written off"), Kind.AMOUNT),
        Column(_("Balance due"), Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        [
            invoice_link(invoice),
            invoice.issued_on,
            invoice.customer_name,
            (on - invoice.issued_on).days if invoice.issued_on else 0,
            invoice.total.amount,
            invoice.total.amount - invoice.balance.amount,
            invoice.balance.amount,
        ]
        for invoice in invoices.order_by("issued_on", "pk")
    ]
    return [with_total(_("Invoices"), columns, rows, label=_("Total"))]


def _waiting(company: Company, on: date) -> InvoiceQuerySet:
    entries = JournalEntry.objects.for_company(company).filter(
        source_kind=INVOICE,
        event=Event.SALE.value,
        status=JournalEntry.Status.HELD,
        happened_on__lte=on,
    )
    return Invoice.objects.for_company(company).filter(
        pk__in=entries.values_list("source_id", flat=True)
    )


HELD = Report(
    title=gettext_lazy("Waiting to be paid in full"),
    lead=gettext_lazy(
        "Sales that “only when paid” keeps out of Acomba until nothing is due on"
        " them. Paying, crediting or writing off the balance lets them go."
    ),
    build=held_sales,
)
