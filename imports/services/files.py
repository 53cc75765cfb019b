from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from django.db import connection, transaction

from companies.models import Company
from companies.services import lock_company, refresh_statistics
from imports.services.apart import work_apart
from imports.services.chart import import_accounts
from imports.services.customers import import_customers
from imports.services.invoices import import_invoices
from imports.services.items import import_items
from imports.services.problems import Outcome, Problems, Refused
from imports.services.settlements import Sheet, import_settlements
from imports.tables import specs
from imports.tables.columns import Columns
from imports.tables.errors import RowError
from imports.tables.names import Kind
from imports.tables.reading import read_table
from imports.tables.rows import Row
from imports.tables.table import Table

Importer = Callable[[Company, Sequence[Row], Problems], Outcome]

KINDS: dict[str, Columns] = {
    "accounts": specs.ACCOUNTS,
    "items": specs.ITEMS,
    "customers": specs.CUSTOMERS,
    "invoices": specs.INVOICES,
    "credit_notes": specs.CREDIT_NOTES,
    "payments": specs.PAYMENTS,
}
IMPORTERS: dict[str, Importer] = {
    "accounts": import_accounts,
    "items": import_items,
    "customers": import_customers,
    "invoices": import_invoices,
}
# So many rows change how the next reading goes best.
MANY = 1_000
SETTLING = ("credit_notes", "payments")
# What nobody knows of a file that cannot be read.
UNREAD: dict[str, set[Kind]] = {
    "accounts": {Kind.ACCOUNT},
    "items": {Kind.ITEM},
    "customers": {Kind.CUSTOMER},
    "invoices": {Kind.INVOICE},
    "credit_notes": {Kind.ON_INVOICE},
    "payments": set(),
}


class ImportRefusedError(Exception):
    """A row is wrong, so nothing was written; `problems` has those of each file."""

    def __init__(self, problems: Sequence[Problems]) -> None:
        self.problems = problems
        super().__init__(len(self.errors))

    @property
    def errors(self) -> list[RowError]:
        """All that is wrong by itself."""
        return [error for problems in self.problems for error in problems.errors]


def import_files(
    *, company: Company, paths: Mapping[str, Path], on: date
) -> dict[str, Outcome]:
    """Bring in any of the files, in the order of KINDS: all or nothing.

    Credit notes and payments are taken together, by their dates; `on` is today.
    """
    tables = {kind: read_table(path, KINDS[kind]) for kind, path in paths.items()}
    names = {kind: path.name for kind, path in paths.items()}
    rows = sum(len(table.rows) for table in tables.values())
    work = partial(_bring_in, company, tables, names, on)
    outcomes = work_apart(company=company, rows=rows, work=work)
    if rows >= MANY and not connection.in_atomic_block:
        refresh_statistics()
    return outcomes


@transaction.atomic
def _bring_in(
    company: Company, tables: Mapping[str, Table], names: Mapping[str, str], on: date
) -> dict[str, Outcome]:
    company = lock_company(company)
    outcomes: dict[str, Outcome] = {}
    found: list[Problems] = []
    refused = Refused()
    for kind, importer in IMPORTERS.items():
        if kind in tables:
            problems = _problems(kind, tables[kind], names[kind], refused)
            outcomes[kind] = importer(company, tables[kind].rows, problems)
            found.append(problems)
    sheets: dict[str, Sheet] = {
        kind: (
            tables[kind].rows,
            _problems(kind, tables[kind], names[kind], refused),
        )
        for kind in SETTLING
        if kind in tables
    }
    if sheets:
        outcomes |= import_settlements(company=company, sheets=sheets, on=on)
        found += [problems for _rows, problems in sheets.values()]
    if any(problems.errors for problems in found):
        raise ImportRefusedError(found)
    return outcomes


def _problems(kind: str, table: Table, name: str, refused: Refused) -> Problems:
    """Tell what is wrong with its rows; refuse what the bad ones would have brought."""
    refused.names |= table.refused
    if not table.is_read:
        refused.unread |= UNREAD[kind]
    return Problems(
        file=name,
        errors=list(table.errors),
        brings=KINDS[kind].brings,
        refused=refused,
    )
