"""Taxes that have no rate on a day: no invoice of that day can bear them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.origins import Reason
from accounting.saving import Sample
from companies.models import Company
from taxes.models import Tax, TaxGroupMember
from ui.dates import long_date

TAXABLE = TaxGroupMember.Treatment.TAXABLE


def check_rates(company: Company, samples: Sequence[Sample]) -> Iterator[Reason]:
    """Tell of the taxes that these samples would bear."""
    groups = {pk for sample in samples for pk in sample.tax_groups}
    if groups:
        on = max(sample.on for sample in samples)
        yield from rate_warnings(company, on, groups=groups)


def rate_warnings(
    company: Company,
    on: date,
    *,
    tax: Tax | None = None,
    groups: Collection[int] | None = None,
) -> Iterator[Reason]:
    """Tell of all taxes, of one, or of those of groups; none that is never computed."""
    taxes = Tax.objects.for_company(company)
    taxes = taxes.filter(Q(memberships=None) | Q(memberships__treatment=TAXABLE))
    if tax is not None:
        taxes = taxes.filter(pk=tax.pk)
    if groups is not None:
        taxes = taxes.filter(
            memberships__group__in=groups, memberships__treatment=TAXABLE
        )
    without = taxes.exclude(rates__valid_from__lte=on).distinct().order_by("pk")
    yield from _warnings(company, without)


def _warnings(company: Company, taxes: QuerySet[Tax]) -> Iterator[Reason]:
    for tax in taxes.prefetch_related("rates"):
        first = next(iter(tax.rates.all()), None)
        if first is None:
            message = _(
                "%(tax)s has no rate: no invoice that bears it can be issued. Add one."
            )
            text = message % {"tax": tax}
        else:
            message = _(
                "%(tax)s has no rate before %(date)s: no invoice of an earlier day that"
                " bears it can be issued. Add one."
            )
            text = message % {"tax": tax, "date": long_date(first.valid_from)}
        page = reverse("taxes:tax_edit", args=[company.slug, tax.pk])
        yield Reason(text=text, url=page)
