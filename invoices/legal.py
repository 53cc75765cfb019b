"""What an invoice must say, by its amount, so that a buyer recovers the taxes.

Revenu Québec and the CRA ask more of an invoice of 100 dollars, and more again of one
of 500: thresholds are on the total, taxes included.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from invoices.models import Invoice, InvoiceTax

REGISTRATION_FROM = Decimal(100)
EVERYTHING_FROM = Decimal(500)


def missing_particulars(
    invoice: Invoice, taxes: Iterable[InvoiceTax], *, has_descriptions: bool
) -> Iterator[str]:
    """What this invoice lacks, each with where it is put right."""
    total = abs(invoice.total.amount)
    if total >= REGISTRATION_FROM:
        yield from _without_number(taxes)
    if total >= EVERYTHING_FROM:
        if not (invoice.customer_name or invoice.customer.name):
            yield _("The name of the buyer is missing: type it on the customer's page.")
        if not has_descriptions:
            yield _("A line has no description: say what was sold.")


def _without_number(taxes: Iterable[InvoiceTax]) -> Iterator[str]:
    for tax in taxes:
        if tax.amount.amount and not tax.tax.registration_number:
            message = _(
                "The registration number of %(tax)s is missing: an administrator types it"
                " in the tax groups of the settings."
            )
            yield message % {"tax": tax.tax}
