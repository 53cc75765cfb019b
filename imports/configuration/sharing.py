"""Accounts that a file would make carry two things, once all of its rows are saved."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Model

from accounting.models import GLAccount
from accounting.roles import Use, clashes, taken_reason, uses
from accounting.subjects import Role
from catalog.models import Category, Item
from companies.models import Company
from imports.configuration import layout
from imports.configuration.errors import ConfigurationError
from invoices.models import PaymentMethod
from taxes.models import Tax

Shared = tuple[Use, Use]
SECTIONS: dict[str, tuple[str, type[Model], str]] = {
    "tax": ("taxes", Tax, "code"),
    "category": ("categories", Category, "name"),
    "item": ("items", Item, "code"),
    "method": ("payment_methods", PaymentMethod, "name"),
}
KEYS = {"debit_account": "debit", "credit_account": "credit"}


def shared_accounts(company: Company) -> list[Shared]:
    """Each use of an account beside the use that allows no other."""
    by_account: dict[int, list[Use]] = defaultdict(list)
    for use in uses(company):
        by_account[use.account_id].append(use)
    found = []
    for on_it in by_account.values():
        proved = min(on_it, key=lambda use: list(Role).index(use.role))
        found += [(use, proved) for use in clashes(proved, on_it)]
    return found


def check_none_is_new(company: Company, before: Collection[Shared]) -> None:
    problems = [
        f"{_place(use)}: {taken_reason(company, _number(use), proved)}"
        for use, proved in shared_accounts(company)
        if (use, proved) not in before
    ]
    if problems:
        raise ConfigurationError(sorted(problems))


def _number(use: Use) -> str:
    return GLAccount.objects.get(pk=use.account_id).number


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
