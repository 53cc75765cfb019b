from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from companies.models import Company
from companies.services import lock_company
from imports.services.chart import import_accounts
from imports.services.customers import import_customers
from imports.services.invoices import import_invoices
from imports.services.items import import_items
from imports.services.problems import Outcome, Problems
from imports.services.settlements import Sheet, import_settlements
from imports.tables import specs
from imports.tables.columns import Columns
from imports.tables.errors import RowError
from imports.tables.reading import read_table
from imports.tables.rows import Row

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
SETTLING = ("credit_notes", "payments")


class ImportRefusedError(Exception):
    """A row is wrong, so nothing was written; `errors` lists every one that is."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        self.errors = errors
        super().__init__(len(errors))


@transaction.atomic
def import_files(
    *, company: Company, paths: Mapping[str, Path], on: date
) -> dict[str, Outcome]:
    """Bring in any of the files, in the order of KINDS: all or nothing.

    Credit notes and payments are taken together, by their dates; `on` is today.
    """
    company = lock_company(company)
    outcomes: dict[str, Outcome] = {}
    errors: list[RowError] = []
    for kind, importer in IMPORTERS.items():
        if kind in paths:
            rows, problems = _read(kind, paths[kind])
            outcomes[kind] = importer(company, rows, problems)
            errors += problems.errors
    sheets = {kind: _read(kind, paths[kind]) for kind in SETTLING if kind in paths}
    if sheets:
        outcomes |= import_settlements(company=company, sheets=sheets, on=on)
        errors += [e for _rows, problems in sheets.values() for e in problems.errors]
    if errors:
        raise ImportRefusedError(errors)
    return outcomes


def _read(kind: str, path: Path) -> Sheet:
    table = read_table(path, KINDS[kind])
    return table.rows, Problems(file=path.name, errors=list(table.errors))
