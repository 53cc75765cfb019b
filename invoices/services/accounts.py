"""The account a document freezes when it is made, and the rule that chose it."""

from dataclasses import dataclass

from accounting.models import AccountingSettings
from invoices.models import PaymentMethod


@dataclass(frozen=True, slots=True)
class Frozen:
    account_id: int | None
    origin: str


def method_account(method: PaymentMethod, settings: AccountingSettings) -> Frozen:
    """The method's own, else the default of payments and refunds."""
    default = settings.payment_debit_id
    level = "" if method.account_id else "default:" if default else "missing:"
    return Frozen(method.account_id or default, f"{level}method:{method.pk}")


def settings_account(settings: AccountingSettings, name: str) -> Frozen:
    """One of the other accounts of the settings, such as `deposits`."""
    account: int | None = getattr(settings, f"{name}_id")
    level = "" if account else "missing:"
    return Frozen(account, f"{level}settings:{name}")
