"""A company's taxes and groups as its settings page shows them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from companies.models import Company
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from taxes.percent import percent_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRow:
    """A tax with its rate of the day and, once it is known, the next one."""

    tax: Tax
    current: TaxRate | None
    following: TaxRate | None

    @property
    def rate(self) -> str:
        return percent_words(self.current.rate) if self.current else ""

    @property
    def next_rate(self) -> str:
        return percent_words(self.following.rate) if self.following else ""


def tax_rows(company: Company, on: date) -> list[TaxRow]:
    taxes = Tax.objects.for_company(company).order_by("pk")
    taxes = taxes.select_related("debit_account", "credit_account")
    return [_row(tax, on) for tax in taxes.prefetch_related("rates")]


def tax_groups(company: Company) -> QuerySet[TaxGroup]:
    """The groups, with their members and taxes read at once."""
    members = TaxGroupMember.objects.select_related("tax")
    groups = TaxGroup.objects.for_company(company).order_by("name")
    return groups.prefetch_related(Prefetch("members", members))


def _row(tax: Tax, on: date) -> TaxRow:
    rates = list(tax.rates.all())
    past = [rate for rate in rates if rate.valid_from <= on]
    future = [rate for rate in rates if rate.valid_from > on]
    return TaxRow(
        tax=tax,
        current=past[-1] if past else None,
        following=future[0] if future else None,
    )
