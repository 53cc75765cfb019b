from typing import Any

from django.db.models import QuerySet

from companies.models import Company
from invoices.models import CreditNote, DocumentNumbering, Invoice

Series = DocumentNumbering.Series


def given_numbers(company: Company, series: Series) -> QuerySet[Any]:
    """The documents of a series that have a number, void ones included."""
    if series == Series.CREDIT_NOTE:
        return CreditNote.objects.for_company(company).order_by("number")
    return Invoice.objects.for_company(company).numbered().order_by("number")
