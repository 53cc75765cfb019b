"""A company's configuration from a file: all of it or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from accounting.roles import uses
from accounting.services.guards import RefusedError
from companies.models import Company
from companies.services import lock_company
from imports.configuration import layout, rows
from imports.configuration.errors import ConfigurationError
from imports.configuration.merging import merge
from imports.configuration.reading import Table, read_configuration
from imports.configuration.receivable import check_all_follow
from imports.configuration.settings import (
    write_cut_over,
    write_receivable,
    write_settings,
)
from imports.configuration.sharing import check_none_is_new
from imports.configuration.showing import configuration_of

Step = tuple[str, Callable[[], None]]
ROWS: dict[str, Callable[[Company, str, Any], None]] = {
    "taxes": rows.write_tax,
    "tax_groups": rows.write_group,
    "categories": rows.write_category,
    "payment_methods": rows.write_method,
    "numbering": rows.write_numbering,
}


@transaction.atomic
def configure(*, company: Company, content: bytes, changed_on: date) -> bool:
    """Make the company as the file says; say whether that changed anything."""
    company = lock_company(company)
    given = read_configuration(content, company=company)
    kept = configuration_of(company)
    before = set(uses(company))
    wanted = merge(kept, given)
    for steps in _stages(_Change(company, kept, wanted), changed_on):
        _take(steps)
    if wanted["accounting"]["sale"]["debit"] != kept["accounting"]["sale"]["debit"]:
        check_all_follow(company)
    check_none_is_new(company, before)
    return wanted != kept


@dataclass(frozen=True, slots=True)
class _Change:
    company: Company
    kept: Table
    wanted: Table

    def section(self, name: str, write: Callable[[Company, Table], None]) -> list[Step]:
        table = self.wanted[name]
        if table == self.kept[name]:
            return []
        return [(name, partial(write, self.company, table))]

    def cut_over(self) -> list[Step]:
        day = self.wanted["accounting"][layout.CUT_OVER]
        if day == self.kept["accounting"][layout.CUT_OVER]:
            return []
        place = f"accounting.{layout.CUT_OVER}"
        return [(place, partial(write_cut_over, self.company, day))]

    def rows(self, name: str) -> list[Step]:
        """Only what changes: a row that stays may hold an account no longer usable.

        A group that gives up its province goes before the one that takes it.
        """
        changed = {
            key: value
            for key, value in self.wanted[name].items()
            if key not in self.kept[name] or value != self.kept[name][key]
        }
        return [
            (f"{name}.{key}", partial(ROWS[name], self.company, key, changed[key]))
            for key in sorted(changed, key=lambda key: "province" in changed[key])
        ]


def _stages(change: _Change, changed_on: date) -> Iterator[list[Step]]:
    """Steps in the order in which they lean on each other.

    The file says which numbers of accounts it holds.
    """
    yield change.section("glimport", rows.write_glimport)
    receivable = partial(write_receivable, changed_on=changed_on)
    yield change.section("accounting", receivable)
    for name in ROWS:
        yield change.rows(name)
    yield change.section("accounting", partial(write_settings, changed_on=changed_on))
    yield change.cut_over()
    yield change.section("company", rows.write_company)


def _take(steps: list[Step]) -> None:
    """Take every step; then refuse them together if one was refused."""
    problems = []
    for place, write in steps:
        try:
            write()
        except RefusedError as error:
            problems.append(f"{place}: {error}")
    if problems:
        raise ConfigurationError(problems)
