from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import GLAccount, JournalLine
from accounting.services import guards
from accounting.services.guards import (
    RefusedError,
    check_is_free,
    check_values,
    columns,
)
from companies.models import Company, CompanyOwned
from companies.services import lock_company


class UnknownAccountError(RefusedError):
    """The company's chart of accounts has no such account."""


class UnusableAccountError(RefusedError):
    """Acomba refuses entries in this account: it is inactive or linked to a module."""


class NumberInUseError(RefusedError):
    """The number stands in a file that was produced, so it is fixed."""


@transaction.atomic
def save_account(*, account: GLAccount) -> GLAccount:
    """Add an account to the chart, or change it.

    What is mapped to an account that becomes unusable stays mapped: its entries stay
    out of the next batch, with the reason, until it is mended.
    """
    company = lock_company(account.company)
    account.number = account.number.strip()
    account.name = account.name.strip()
    check_values(account)
    numbers = GLAccount.objects.for_company(company)
    check_is_free(account, field="number", among=numbers)
    _check_number_may_change(account)
    account.save()
    return account


def find_account(*, company: Company, number: str) -> GLAccount:
    account = GLAccount.objects.for_company(company).filter(number=number).first()
    if account is None:
        message = _(
            "Account %(number)s is not in the chart of accounts: add it there first,"
            " or choose another."
        )
        raise UnknownAccountError(message % {"number": number})
    return account


def check_usable(account: GLAccount | None, *, label: str) -> None:
    """Refuse an account that Acomba would refuse; `label` says what it was for."""
    if account is not None and (reason := unusable_reason(account)):
        raise UnusableAccountError(f"{label}: {reason}")


def check_accounts(row: CompanyOwned) -> None:
    """Refuse the row if an account that is chosen for it now cannot be used.

    One that became unusable since it was chosen does not stop the rest.
    """
    kept = type(row)._default_manager.filter(pk=row.pk).first()  # noqa: SLF001 - Django's documented API
    for name, field in columns(row).items():
        is_kept = kept and getattr(kept, field.attname) == getattr(row, field.attname)
        if field.related_model is GLAccount and not is_kept:
            check_usable(getattr(row, name), label=guards.label(row, name))


def unusable_reason(account: GLAccount) -> str:
    """Why the account cannot be chosen, and what to do; empty when it can."""
    if account.is_control:
        message = _(
            "Account %(number)s is linked to a module in Acomba; Acomba refuses entries"
            " imported into such accounts. Choose another, or create one for Plannit"
            " in Acomba and add it to the chart of accounts."
        )
    elif not account.is_active:
        message = _(
            "Account %(number)s is inactive; Acomba refuses entries in it. Choose"
            " another, or make it active again in Acomba and in the chart of accounts."
        )
    else:
        return ""
    return message % {"number": account.number}


def _check_number_may_change(account: GLAccount) -> None:
    old = GLAccount.objects.filter(pk=account.pk).first()
    if old is None or old.number == account.number:
        return
    exported = JournalLine.objects.filter(account=old, entry__was_exported=True)
    if exported.exists():
        message = _(
            "Account %(number)s stands in entries that were exported: its number is"
            " fixed. Its name may change; for another number, add an account."
        )
        raise NumberInUseError(message % {"number": old.number})
