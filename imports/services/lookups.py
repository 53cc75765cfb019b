"""What rows name by number, code or name, found in memory or refused by name."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from accounting.models import GLAccount
from accounting.numbers import number_reason_of
from accounting.queries import settings_for
from accounting.roles import Use, left_on, proved_uses, taken_reason
from accounting.services.accounts import asks_what_is_left, unusable_reason
from accounting.subjects import Role
from companies.models import Company
from imports.services.problems import Problems
from imports.tables.names import NAMED_IN
from imports.tables.rows import Row

T = TypeVar("T")
Found_co = TypeVar("Found_co", covariant=True)


class Lookup(Protocol[Found_co]):
    def get(self, key: str, /) -> Found_co | None: ...


def find(known: Lookup[T], row: Row, column: str, problems: Problems) -> T | None:
    """What the cell names; None when it is blank, or cannot be had.

    That is said once: other rows that name it wait, as do those of what was refused.
    """
    name, kind = row.text(column), NAMED_IN[column]
    if not name:
        return None
    if problems.is_refused(kind, name):
        problems.wait(row, column)
        return None
    found = known.get(name)
    if found is None and problems.misses(kind, name):
        problems.wait(row, column)
    elif found is None:
        message = _("“%(name)s” is not known in this company: add it first.")
        problems.add(row, column, message % {"name": name})
        problems.refused.names.add((kind, name))
    return found


def find_for_all(
    known: Lookup[T], rows: Sequence[Row], column: str, problems: Problems
) -> T | None:
    """What the first of these rows names, and the others with it."""
    first, *others = rows
    found = find(known, first, column, problems)
    if found is None:
        for row in others:
            if row.text(column) == first.text(column) != "":
                problems.wait(row, column)
    return found


class Chart:
    """The accounts that an item may use."""

    def __init__(self, company: Company) -> None:
        accounts = GLAccount.objects.for_company(company).select_related("company")
        self.accounts = {account.number: account for account in accounts}
        settings = settings_for(company)
        self.receivable = settings.sale_debit
        self.proved = proved_uses(settings)
        self.left: dict[int, Use | None] = {}
        self.number_reason = number_reason_of(company)

    def find(self, row: Row, column: str, problems: Problems) -> GLAccount | None:
        account = find(self.accounts, row, column, problems)
        if account and (reason := unusable_reason(account, self.number_reason)):
            problems.add(row, column, reason)
        return account

    def find_revenue(
        self, row: Row, column: str, problems: Problems
    ) -> GLAccount | None:
        """The credit account, which carries nothing that is proved."""
        account = self.find(row, column, problems)
        if account and (use := self.proved.get(account.pk) or self._left_on(account)):
            reason = taken_reason(account.company, account.number, use)
            problems.add(row, column, reason)
        return account

    def _left_on(self, account: GLAccount) -> Use | None:
        """Find what is proved and still on an account that was for that before."""
        if not asks_what_is_left(account, Role.OTHER):
            return None
        if account.pk not in self.left:
            left = left_on(account.company, [account.pk])
            proved = (use for use in left if use.role is not Role.OTHER)
            self.left[account.pk] = next(proved, None)
        return self.left[account.pk]

    def find_receivable(
        self, row: Row, column: str, problems: Problems
    ) -> GLAccount | None:
        """The debit account, which is the one that sales debit once it is chosen."""
        account = self.find(row, column, problems)
        if account and self.receivable and account != self.receivable:
            message = _("Sales debit %(receivable)s: use it here too.")
            values = {"receivable": self.receivable.number}
            problems.add(row, column, message % values)
        return account
