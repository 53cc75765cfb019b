from datetime import date

from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from invoices.models import Customer
from ui.dates import long_date


class DocumentError(Exception):
    """A document cannot be what was asked; the message says why and what to do."""


class TooEarlyError(DocumentError):
    """The day is before that of the document, or before what the books here hold."""


class AnonymousCustomerError(DocumentError):
    """Nothing new is made for a customer whose record was made anonymous."""


def check_is_known(customer: Customer) -> None:
    if customer.anonymized_on is not None:
        message = _("%(customer)s was made anonymous on %(date)s: choose another one.")
        names = {
            "customer": customer.number,
            "date": long_date(customer.anonymized_on),
        }
        raise AnonymousCustomerError(message % names)


def check_not_before(day: date, first: date | None, document: object) -> None:
    """Nothing on a document can precede it."""
    if first is not None and day < first:
        message = _("%(document)s is of %(date)s: choose that day or a later one.")
        names = {"document": document, "date": long_date(first)}
        raise TooEarlyError(message % names)


def check_old_books_open(settings: AccountingSettings, day: date) -> None:
    """Nothing is added before the cut-over once the list of what was open is signed."""
    first = settings.cut_over_on
    is_signed = settings.cut_over_signed_on is not None
    if is_signed and first is not None and day < first:
        message = _(
            "%(day)s is before %(first)s, the first day of the books kept here, and the"
            " list of what was open that day is signed: choose %(first)s or later, or"
            " have the list reopened."
        )
        names = {"day": long_date(day), "first": long_date(first)}
        raise TooEarlyError(message % names)
