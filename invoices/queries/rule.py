from collections.abc import Mapping

from accounting.journal.movements import Account
from accounting.models import AccountingSettings
from accounting.queries import account_ids
from companies.models import Company
from invoices.planning.facts import PartialPayments, Rule

Numbers = Mapping[int | None, str | None]


def rule_of(settings: AccountingSettings) -> Rule:
    return Rule(
        only_when_paid=settings.only_when_paid,
        partial_payments=PartialPayments(settings.partial_payments),
        changed_on=settings.rule_changed_on,
        cut_over_on=settings.cut_over_on,
    )


def account_numbers(company: Company) -> Numbers:
    """The number of each account by its id, and None for none."""
    return {None: None} | {pk: number for number, pk in account_ids(company).items()}


def frozen_account(account_id: int | None, numbers: Numbers, origin: str) -> Account:
    """An account that a document froze; `missing:` before the rule that gave none."""
    missing = "missing:" * (account_id is None and not origin.startswith("missing:"))
    return Account(number=numbers[account_id], origin=f"{missing}{origin}")


def frozen_setting(account_id: int | None, numbers: Numbers, key: str) -> Account:
    """One that it froze from the settings, by their key: `tips`."""
    return frozen_account(account_id, numbers, f"settings:{key}")
