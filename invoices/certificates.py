from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounting.journal.dating import Event
from accounting.models import JournalEntry
from companies.models import Company
from invoices.models import Customer, Invoice
from invoices.planning.facts import INVOICE
from ui.dates import long_date


def certificate_warning(customer: Customer, on: date) -> str:
    """What is wrong with the proof of a customer relieved from taxes; else nothing."""
    if not customer.is_exempt:
        return ""
    if not customer.certificate_number:
        message = _(
            "%(customer)s is relieved from taxes without a certificate: type its number"
            " on the customer's page, or collect the taxes."
        )
        return message % {"customer": customer.name}
    expires_on = customer.certificate_expires_on
    if expires_on is not None and expires_on < on:
        message = _(
            "The certificate of %(customer)s expired on %(date)s: ask for a new one, or"
            " collect the taxes."
        )
        return message % {"customer": customer.name, "date": long_date(expires_on)}
    return ""


def certificate_warnings(company: Company, through: date) -> Iterator[str]:
    """One for each customer whose sales would go without taxes nor good proof."""
    entries = JournalEntry.objects.for_company(company).exportable_through(through)
    sales = entries.filter(source_kind=INVOICE, event=Event.SALE.value)
    going = Invoice.objects.for_company(company).filter(
        is_relieved=True, pk__in=sales.values("source_id")
    )
    told = set()
    for invoice in going.select_related("customer").order_by("issued_on", "pk"):
        warning = certificate_warning(invoice.customer, invoice.issued_on or through)
        if warning and warning not in told:
            told.add(warning)
            yield warning
