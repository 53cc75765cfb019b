from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.services.accounts import check_accounts
from accounting.services.guards import RefusedError, check_is_free, check_values
from accounting.services.settings import check_receivable
from accounting.signals import accounts_changed
from companies.services import lock_company
from taxes.models import Tax, TaxGroup, TaxGroupMember, TaxRate
from taxes.percent import percent_words
from ui.dates import long_date

Rates = Sequence[tuple[Decimal, date]]
Members = Sequence[tuple[Tax, TaxGroupMember.Treatment]]
RATE_DECIMALS = 6


class InvalidRateError(RefusedError):
    """A rate is a fraction from 0 to less than 1, and a day has one."""


class InvalidGroupError(RefusedError):
    """A group holds taxes of its own company, each once; a province has one group."""


@transaction.atomic
def save_tax(*, tax: Tax, checks_others: bool = True) -> Tax:
    lock_company(tax.company)
    tax.code = tax.code.strip()
    check_values(tax)
    check_is_free(tax, field="code", among=Tax.objects.for_company(tax.company))
    check_accounts(tax, checks_others=checks_others)
    label = _("Debit account of %(tax)s") % {"tax": tax.code}
    check_receivable(tax.debit_account, company=tax.company, label=label)
    tax.save()
    accounts_changed.send(Tax, company=tax.company)
    return tax


@transaction.atomic
def save_tax_with_rates(*, tax: Tax, rates: Rates, checks_others: bool = True) -> Tax:
    save_tax(tax=tax, checks_others=checks_others)
    save_rates(tax=tax, rates=rates)
    return tax


@transaction.atomic
def save_rates(*, tax: Tax, rates: Rates) -> None:
    """Make these the rates of the tax; what does not change is not written again.

    Documents keep the tax they were issued with.
    """
    lock_company(tax.company)
    wanted = _by_day(tax, rates)
    for row in tax.rates.all():
        rate = wanted.pop(row.valid_from, None)
        if rate is None:
            row.delete()
        elif rate != row.rate:
            row.rate = rate
            row.save()
    for valid_from, rate in wanted.items():
        TaxRate(tax=tax, rate=rate, valid_from=valid_from).save()


def _by_day(tax: Tax, rates: Rates) -> dict[date, Decimal]:
    wanted: dict[date, Decimal] = {}
    for rate, valid_from in rates:
        words = percent_words(rate)
        values = {"tax": tax.code, "date": long_date(valid_from), "rate": words}
        if not 0 <= rate < 1 or rate != round(rate, RATE_DECIMALS):
            message = _(
                "%(tax)s from %(date)s: %(rate)s is not a rate. Give a percentage"
                " from 0 to less than 100, with at most four decimals."
            )
            raise InvalidRateError(message % values)
        if valid_from in wanted:
            message = _("%(tax)s has two rates from %(date)s: keep one.")
            raise InvalidRateError(message % values)
        wanted[valid_from] = rate
    return wanted


@transaction.atomic
def save_group(*, group: TaxGroup, members: Members) -> TaxGroup:
    """Save the group with these taxes, in this order, and no others."""
    lock_company(group.company)
    group.name = group.name.strip()
    check_values(group)
    others = TaxGroup.objects.for_company(group.company)
    check_is_free(group, field="name", among=others)
    _check_province(group)
    _check_taxes(group, members)
    group.save()
    wanted = {tax.pk: (place, kind) for place, (tax, kind) in enumerate(members, 1)}
    for row in group.members.all():
        if row.tax_id not in wanted:
            row.delete()
            continue
        place, treatment = wanted.pop(row.tax_id)
        if (row.position, row.treatment) != (place, treatment):
            row.position, row.treatment = place, treatment
            row.save()
    for tax_id, (place, treatment) in wanted.items():
        TaxGroupMember(
            group=group, tax_id=tax_id, position=place, treatment=treatment
        ).save()
    return group


def _check_province(group: TaxGroup) -> None:
    others = TaxGroup.objects.for_company(group.company).exclude(pk=group.pk)
    other = others.filter(province=group.province).first()
    if group.province and other is not None:
        message = _("%(other)s is already proposed for %(province)s: change it first.")
        names = {"other": other.name, "province": group.get_province_display()}
        raise InvalidGroupError(message % names)


def _check_taxes(group: TaxGroup, members: Members) -> None:
    taxes = [tax for tax, _treatment in members]
    for tax in taxes:
        if tax.company_id != group.company_id:
            message = _("%(tax)s is not a tax of this company.")
            raise InvalidGroupError(message % {"tax": tax})
    if len({tax.pk for tax in taxes}) < len(taxes):
        message = _("%(group)s names a tax twice: give each tax one treatment.")
        raise InvalidGroupError(message % {"group": group.name})
