from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings, GLAccount
from accounting.queries import settings_for
from accounting.roles import debits_elsewhere
from accounting.services import guards
from accounting.services.accounts import check_accounts, name_subjects
from accounting.services.guards import RefusedError, check_values
from accounting.signals import accounts_changed, rule_changed
from companies.models import Company
from companies.services import lock_company
from ui.dates import long_date

RULE = ("only_when_paid", "partial_payments")


class OtherReceivableError(RefusedError):
    """A document has one receivable: the debit account of sales."""


class NotAnAssetError(RefusedError):
    """What customers owe is an asset."""


class BooksCloseForwardError(RefusedError):
    """Books that were closed are not opened again."""


@transaction.atomic
def save_settings(
    *, settings: AccountingSettings, changed_on: date, checks_others: bool = True
) -> AccountingSettings:
    """Save the accounts and policies; `changed_on` dates a change of the switch.

    What items, taxes and methods use is looked at unless the caller does so.
    """
    company = lock_company(settings.company)
    old = AccountingSettings.objects.for_company(company).get(pk=settings.pk)
    check_values(settings)
    check_accounts(settings, checks_others=checks_others)
    _check_receivable_is_asset(settings)
    _check_payments_use_receivable(settings)
    if checks_others and settings.sale_debit_id != old.sale_debit_id:
        _check_others_use_receivable(settings)
    _check_books_stay_closed(old, settings)
    if settings.only_when_paid != old.only_when_paid:
        settings.rule_changed_on = changed_on
    settings.save()
    accounts_changed.send(AccountingSettings, company=company)
    if any(getattr(settings, name) != getattr(old, name) for name in RULE):
        rule_changed.send(AccountingSettings, company=company)
    return settings


def check_receivable(
    account: GLAccount | None, *, company: Company, label: str
) -> None:
    """Refuse a debit account that is not the one sales debit, once there is one."""
    _check_same(account, settings_for(company).sale_debit, label=label)


def _check_same(
    account: GLAccount | None, receivable: GLAccount | None, *, label: str
) -> None:
    if account is None or receivable is None or account.pk == receivable.pk:
        return
    message = _(
        "%(label)s: %(account)s is not the account that sales debit, %(receivable)s."
        " An invoice, its taxes and its payments need the same receivable: choose"
        " %(receivable)s, or change the debit account of sales first."
    )
    numbers = {"account": account.number, "receivable": receivable.number}
    raise OtherReceivableError(message % {"label": label, **numbers})


def _check_receivable_is_asset(settings: AccountingSettings) -> None:
    account = settings.sale_debit
    if account is not None and account.category != GLAccount.Category.ASSET:
        message = _(
            "%(label)s: account %(number)s is of the category “%(category)s”. Sales"
            " debit what customers owe: choose an account of the category “asset”."
        )
        category = account.get_category_display()
        values = {"number": account.number, "category": category}
        raise NotAnAssetError(
            message % {"label": guards.label(settings, "sale_debit"), **values}
        )


def _check_payments_use_receivable(settings: AccountingSettings) -> None:
    label = guards.label(settings, "payment_credit")
    _check_same(settings.payment_credit, settings.sale_debit, label=label)


def _check_others_use_receivable(settings: AccountingSettings) -> None:
    receivable = settings.sale_debit
    if receivable is None:
        return
    subjects = list(debits_elsewhere(settings.company, receivable))
    if subjects:
        named, names = name_subjects(settings.company, subjects)
        message = _(
            "%(label)s: another account than %(account)s is debited by %(others)s. An"
            " invoice, its taxes and its payments need the same receivable: leave their"
            " debit account empty first; it is then this one."
        )
        label = guards.label(settings, "sale_debit")
        values = {"label": label, "others": names, "account": receivable.number}
        raise OtherReceivableError(message % values, named)


def _check_books_stay_closed(
    old: AccountingSettings, settings: AccountingSettings
) -> None:
    day = old.closed_through
    if day is not None and (
        settings.closed_through is None or settings.closed_through < day
    ):
        message = _(
            "The books are closed through %(date)s: choose that day or a later one."
        )
        raise BooksCloseForwardError(message % {"date": long_date(day)})
