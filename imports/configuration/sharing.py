"""Accounts that a file would make carry two things, once all of its rows are saved."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Model

from accounting.models import GLAccount
from accounting.roles import (
    Use,
    clashes,
    left_on,
    left_sentence,
    taken_reason,
    uses,
)
from accounting.services.accounts import asks_what_is_left
from accounting.subjects import Role
from catalog.models import Category, Item
from companies.models import Company
from imports.configuration import layout
from imports.configuration.errors import ConfigurationError
from invoices.models import PaymentMethod
from taxes.models import Tax

SECTIONS: dict[str, tuple[str, type[Model], str]] = {
    "tax": ("taxes", Tax, "code"),
    "category": ("categories", Category, "name"),
    "item": ("items", Item, "code"),
    "method": ("payment_methods", PaymentMethod, "name"),
}
KEYS = {"debit_account": "debit", "credit_account": "credit"}


def check_none_is_new(company: Company, before: Collection[Use]) -> None:
    """Refuse an account that a rule takes, or is taken from under, since `before`."""
    found = list(uses(company))
    new = set(found).difference(before)
    accounts = GLAccount.objects.in_bulk({use.account_id for use in new})
    asked = {
        use.account_id
        for use in new
        if asks_what_is_left(accounts[use.account_id], use.role)
    }
    by_account: dict[int, list[Use]] = defaultdict(list)
    for use in (*found, *left_on(company, asked)):
        if use.account_id in accounts:
            by_account[use.account_id].append(use)
    problems = set()
    for pk, on_it in by_account.items():
        proved = min(on_it, key=_rank)
        for use in clashes(proved, on_it):
            if use in new or proved in new:
                problems.add(_problem(company, accounts[pk].number, use, proved))
    if problems:
        raise ConfigurationError(sorted(problems))


def _rank(use: Use) -> tuple[int, bool]:
    """Take what is proved first, and of that what a rule still says."""
    return list(Role).index(use.role), not use.column


def _problem(company: Company, number: str, use: Use, proved: Use) -> str:
    if not use.column:
        reason = left_sentence(company, number, use, proved.role)
        return f"{_place(proved)}: {reason}"
    return f"{_place(use)}: {taken_reason(company, number, proved)}"


def _place(use: Use) -> str:
    """Where the file has the account, or would have it."""
    kind, _colon, key = use.subject.partition(":")
    if kind == "settings":
        pair, _, side = key.partition("_")
        is_pair = pair in layout.PAIRS and side in layout.SIDES
        return f"accounting.{pair}.{side}" if is_pair else f"accounting.accounts.{key}"
    section, model, field = SECTIONS[kind]
    rows: Any = model._default_manager.filter(pk=key)  # noqa: SLF001 - Django's documented API
    name = rows.values_list(field, flat=True).get()
    return f"{section}.{name}.{KEYS.get(use.column, use.column)}"
