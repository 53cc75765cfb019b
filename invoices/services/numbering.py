from django.db import transaction
from django.utils.translation import gettext as _

from accounting.services.guards import RefusedError, check_values
from companies.models import Company
from companies.services import lock_company
from invoices.gaps import REVISION, last_of
from invoices.models import DocumentNumbering, Invoice
from invoices.queries.numbers import given_numbers

PREFIXES = {
    DocumentNumbering.Series.INVOICE: "FAC-",
    DocumentNumbering.Series.CREDIT_NOTE: "NC-",
}


LAST_NUMBER = 9_999_999
NUMBER_LENGTH = 20


class NumberingError(RefusedError):
    """A series that would give a number twice, or go back."""


def numbering_for(
    company: Company, series: DocumentNumbering.Series
) -> DocumentNumbering:
    numbering, _created = DocumentNumbering.objects.get_or_create(
        company=company, series=series, defaults={"prefix": PREFIXES[series]}
    )
    return numbering


def next_number(company: Company, series: DocumentNumbering.Series) -> str:
    """The next number that no imported document has taken; under the company's lock."""
    numbering = numbering_for(company, series)
    number = str(numbering)
    while _is_taken(company, series, number):
        numbering.next_number += 1
        number = str(numbering)
    numbering.next_number += 1
    numbering.save(update_fields=["next_number"])
    return number


def revised_number(invoice: Invoice) -> str:
    """Of a replacement: its original's, with its rank; empty where that cannot be."""
    if invoice.replaces is None or invoice.replaces.number is None:
        return ""
    number, rank = invoice.replaces.number, 0
    if revised := REVISION.fullmatch(number):
        number, rank = revised["number"], int(revised["rank"])
    number = f"{number}-R{rank + 1}"
    taken = Invoice.objects.for_company(invoice.company).filter(number=number).exists()
    return "" if taken or len(number) > NUMBER_LENGTH else number


def _is_taken(company: Company, series: DocumentNumbering.Series, number: str) -> bool:
    return given_numbers(company, series).filter(number=number).exists()


@transaction.atomic
def save_numbering(*, numbering: DocumentNumbering) -> DocumentNumbering:
    """Change how the next documents are numbered; those that exist keep theirs."""
    company = lock_company(numbering.company)
    numbering.prefix = numbering.prefix.strip()
    numbering.suffix = numbering.suffix.strip()
    check_values(numbering)
    if numbering.prefix[-1:].isdigit() or numbering.suffix[:1].isdigit():
        raise NumberingError(
            _(
                "The prefix may not end with a digit, nor the suffix start with one:"
                " put a letter or a sign between it and the number."
            )
        )
    first = _first_free(company, numbering)
    if not first <= numbering.next_number <= LAST_NUMBER:
        message = _("Next number: choose one from %(first)s to %(last)s.")
        raise NumberingError(message % {"first": first, "last": LAST_NUMBER})
    numbering.save()
    return numbering


def _first_free(company: Company, numbering: DocumentNumbering) -> int:
    """A series never goes back; another prefix or suffix starts where it stopped."""
    series = DocumentNumbering.Series(numbering.series)
    prefix, suffix = numbering.prefix, numbering.suffix
    numbers = given_numbers(company, series).values_list("number", flat=True)
    given = (number for number in numbers if number)
    first = last_of(given, prefix=prefix, suffix=suffix) + 1
    kept = numbering_for(company, series)
    if (kept.prefix, kept.suffix) == (prefix, suffix):
        return max(first, kept.next_number)
    return first
