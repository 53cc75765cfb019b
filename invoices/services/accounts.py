"""The account a document freezes when it is made, and the rule that chose it."""

from dataclasses import dataclass

from accounting.models import AccountingSettings, GLAccount
from accounting.roles import taken_reason, uses_of
from accounting.subjects import Role
from invoices.models import PaymentMethod
from invoices.services.receipts import PaymentError


@dataclass(frozen=True, slots=True)
class Frozen:
    account_id: int | None
    origin: str


def method_account(method: PaymentMethod, settings: AccountingSettings) -> Frozen:
    """The method's own, else the default of payments and refunds."""
    default = settings.payment_debit_id
    level = "" if method.account_id else "default:" if default else "missing:"
    return Frozen(method.account_id or default, f"{level}method:{method.pk}")


def money_account(method: PaymentMethod, settings: AccountingSettings) -> Frozen:
    """The account of a method for money that comes or goes: a bank, or the like."""
    found = method_account(method, settings)
    check_money(found.account_id, settings, label=str(method))
    return found


def check_money(
    account_id: int | None, settings: AccountingSettings, *, label: str
) -> None:
    """Refuse to move money on an account that is proved against documents."""
    for use in uses_of(settings):
        if use.account_id == account_id and use.role is not Role.OTHER:
            number = GLAccount.objects.get(pk=account_id).number
            reason = taken_reason(settings.company, number, use)
            raise PaymentError(f"{label}: {reason}")


def settings_account(settings: AccountingSettings, name: str) -> Frozen:
    """One of the other accounts of the settings, such as `deposits`."""
    account: int | None = getattr(settings, f"{name}_id")
    level = "" if account else "missing:"
    return Frozen(account, f"{level}settings:{name}")
