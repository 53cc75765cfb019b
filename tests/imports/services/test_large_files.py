"""Files of more rows than SQLite takes in one question."""

from pathlib import Path

import pytest
from django.db import connection

from imports.services import files
from imports.services.problems import Outcome
from invoices.models import Invoice, Payment
from tests.imports.services.files import (
    CUSTOMERS,
    FILES,
    INVOICES,
    ITEMS,
    PAYMENTS,
    bring_in,
    make_firm,
)

COUNT = 1_001
INVOICE = "invoices_invoice"
pytestmark = pytest.mark.django_db


def test_a_thousand_documents_come_in_once(tmp_path: Path) -> None:
    company = make_firm()
    tables = {
        "items": ITEMS,
        "customers": CUSTOMERS,
        "invoices": _table(INVOICES, "F{},2026-11-03,C1,SRV,,1,100.00,,"),
        "payments": _table(PAYMENTS, "2026-11-05,C1,F{},114.98,Chèque,payment"),
    }

    created = bring_in(company, tmp_path, **tables)
    again = bring_in(company, tmp_path, **tables)

    assert created["invoices"] == created["payments"] == Outcome(created=COUNT)
    assert again["invoices"] == again["payments"] == Outcome(unchanged=COUNT)
    assert (Invoice.objects.count(), Payment.objects.count()) == (COUNT, COUNT)
    assert not Invoice.objects.open().exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("many", "is_told"), [(1, True), (1_000, False)])
def test_a_large_file_tells_postgresql_how_much_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, *, is_told: bool
) -> None:
    """Untold, it knows of nothing: -1, or 0 where it looked by itself before."""
    monkeypatch.setattr(files, "MANY", many)

    bring_in(make_firm(), tmp_path, **FILES)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [INVOICE])
        (known,) = cursor.fetchone() or (None,)
    assert known in ([2] if is_told else [-1, 0])


def _table(example: str, row: str) -> str:
    """The headings of the example, and a row for each number."""
    headings, _rest = example.split("\n", 1)
    return "\n".join([headings, *(row.format(number) for number in range(COUNT))])
