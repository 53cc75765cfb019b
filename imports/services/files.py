from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from django.db import transaction

from companies.models import Company
from companies.services import lock_company
from imports.services.chart import import_accounts
from imports.services.customers import import_customers
from imports.services.invoices import import_invoices
from imports.services.items import import_items
from imports.services.payments import import_payments
from imports.services.problems import Outcome, Problems
from imports.tables import specs
from imports.tables.columns import Columns
from imports.tables.errors import RowError
from imports.tables.reading import read_table
from imports.tables.rows import Row

Importer = Callable[[Company, Sequence[Row], Problems], Outcome]

KINDS: dict[str, tuple[Columns, Importer]] = {
    "accounts": (specs.ACCOUNTS, import_accounts),
    "items": (specs.ITEMS, import_items),
    "customers": (specs.CUSTOMERS, import_customers),
    "invoices": (specs.INVOICES, import_invoices),
    "payments": (specs.PAYMENTS, import_payments),
}


class ImportRefusedError(Exception):
    """A row is wrong, so nothing was written; `errors` lists every one that is."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        self.errors = errors
        super().__init__(len(errors))


@transaction.atomic
def import_files(*, company: Company, paths: Mapping[str, Path]) -> dict[str, Outcome]:
    """Bring in any of the five kinds of files, in the order of KINDS: all or nothing."""
    company = lock_company(company)
    outcomes: dict[str, Outcome] = {}
    errors: list[RowError] = []
    for kind, (columns, importer) in KINDS.items():
        if kind in paths:
            table = read_table(paths[kind], columns)
            problems = Problems(file=paths[kind].name, errors=list(table.errors))
            outcomes[kind] = importer(company, table.rows, problems)
            errors += problems.errors
    if errors:
        raise ImportRefusedError(errors)
    return outcomes
