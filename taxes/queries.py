from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from companies.models import Company
from taxes.computation import TaxTerm, Treatment
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from taxes.provinces import province_code
from ui.dates import long_date


class NoRateError(Exception):
    """A tax has no rate yet on the date of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    tax: int
    treatment: Treatment


def proposed_group(own: TaxGroup | None, *, place: TaxGroup | None) -> TaxGroup | None:
    """The group of a new line, from its item's or customer's and its place of supply.

    A group of a province gives way to that of another place; one without, such as
    zero-rated, is right everywhere.
    """
    if own is None or (own.province and place is not None):
        return place
    return own


def group_of_place(company: Company, province: str) -> TaxGroup | None:
    """The group proposed for sales there; none where nobody named one."""
    code = province_code(province)
    groups = TaxGroup.objects.for_company(company)
    return groups.filter(province=code).first() if code else None


class TaxTable:
    """A company's taxes, groups and dated rates, read once for many documents."""

    def __init__(self, company: Company) -> None:
        self.taxes = {tax.pk: tax for tax in Tax.objects.for_company(company)}
        self.groups = {g.pk: g for g in TaxGroup.objects.for_company(company)}
        self._members: dict[int, list[_Member]] = {pk: [] for pk in self.groups}
        self._rates: dict[int, list[tuple[date, Decimal]]] = {}
        for member in TaxGroupMember.objects.filter(group__in=self.groups):
            found = _Member(tax=member.tax_id, treatment=Treatment(member.treatment))
            self._members[member.group_id].append(found)
        for rate in TaxRate.objects.filter(tax__in=self.taxes).order_by("valid_from"):
            self._rates.setdefault(rate.tax_id, []).append((rate.valid_from, rate.rate))

    def terms(
        self, group_id: int | None, on: date, *, is_relieved: bool = False
    ) -> tuple[TaxTerm, ...]:
        """How the group's taxes treat a line of a document of this date.

        A relieved customer pays none of the taxes that others pay.
        """
        members = self._members[group_id] if group_id is not None else []
        if is_relieved:
            members = [_relieved(member) for member in members]
        return tuple(
            TaxTerm(
                tax=member.tax,
                treatment=member.treatment,
                rate=self._rate(member, on),
            )
            for member in members
        )

    def _rate(self, member: _Member, on: date) -> Decimal:
        if member.treatment is not Treatment.TAXABLE:
            return Decimal(0)
        rates = self._rates.get(member.tax, [])
        index = bisect_right(rates, on, key=lambda rate: rate[0])
        if not index:
            message = _(
                "%(tax)s has no rate on %(date)s: add one that starts on that day or before."
            )
            raise NoRateError(
                message % {"tax": self.taxes[member.tax], "date": long_date(on)}
            )
        return rates[index - 1][1]


def _relieved(member: _Member) -> _Member:
    if member.treatment is not Treatment.TAXABLE:
        return member
    return _Member(tax=member.tax, treatment=Treatment.RELIEVED)
