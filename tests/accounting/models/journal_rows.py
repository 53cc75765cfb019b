"""Rows of the journal as a mistaken program or person would write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounting.models import GLAccount, JournalEntry, JournalLine
from companies.models import Company

DAY = date(2026, 11, 3)


def add_entry(company: Company, **values: Any) -> JournalEntry:
    """A ready sale; an entry that waits or is gone needs no lines here."""
    values = {
        "source_kind": "invoices.invoice",
        "source_id": 1,
        "event": JournalEntry.Event.SALE,
        "document_number": "FAC-00001",
        "party": "Tremblay",
        "happened_on": DAY,
        "ready_on": DAY,
        "status": JournalEntry.Status.READY,
        **values,
    }
    return JournalEntry.objects.create(company=company, **values)


def add_lines(entry: JournalEntry, account: GLAccount) -> list[JournalLine]:
    """A debit and a credit of 114.98 on one account."""
    amount = Decimal("114.98")
    return [
        entry.lines.create(position=1, account=account, debit=amount),
        entry.lines.create(position=2, account=account, credit=amount),
    ]


def readied(account: GLAccount, source_id: int, **values: Any) -> JournalEntry:
    """An entry with lines, so that PostgreSQL takes it when the test ends."""
    entry = add_entry(account.company, source_id=source_id, **values)
    add_lines(entry, account)
    return entry
