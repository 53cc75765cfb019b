"""Files of more rows than SQLite takes in one question."""

from pathlib import Path

import pytest

from imports.services.problems import Outcome
from invoices.models import Invoice, Payment
from tests.imports.services.files import (
    CUSTOMERS,
    INVOICES,
    ITEMS,
    PAYMENTS,
    bring_in,
    make_firm,
)

COUNT = 1_001
pytestmark = pytest.mark.django_db


def test_a_thousand_documents_come_in_once(tmp_path: Path) -> None:
    company = make_firm()
    files = {
        "items": ITEMS,
        "customers": CUSTOMERS,
        "invoices": _table(INVOICES, "F{},2026-11-03,C1,SRV,,1,100.00,,"),
        "payments": _table(PAYMENTS, "2026-11-05,C1,F{},114.98,Chèque,payment"),
    }

    created = bring_in(company, tmp_path, **files)
    again = bring_in(company, tmp_path, **files)

    assert created["invoices"] == created["payments"] == Outcome(created=COUNT)
    assert again["invoices"] == again["payments"] == Outcome(unchanged=COUNT)
    assert (Invoice.objects.count(), Payment.objects.count()) == (COUNT, COUNT)
    assert not Invoice.objects.open().exists()


def _table(example: str, row: str) -> str:
    """The headings of the example, and a row for each number."""
    headings, _rest = example.split("\n", 1)
    return "\n".join([headings, *(row.format(number) for number in range(COUNT))])
