"""Plans of entries, and what the journal made of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounting.journal.dating import Event
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from tests.accounting.entries import credit, debit

KIND = "invoices.payment"
DAY = date(2026, 11, 3)


def plan(amount: str = "10.00", source_id: int = 1, **values: Any) -> EntryPlan:
    """A payment of Gagnon that debits 1010 and credits 1201."""
    values = {
        "event": Event.PAYMENT,
        "document_number": "FAC-00001",
        "party": "Gagnon",
        "happened_on": DAY,
        "ready_on": DAY,
        "lines": (debit("1010", amount), credit("1201", amount)),
        **values,
    }
    return EntryPlan(source_kind=KIND, source_id=source_id, **values)


def record(company: Company, *plans: EntryPlan, ids: Sequence[int] = (1,)) -> None:
    record_plans(company=company, plans=plans, sources={KIND: ids})


def revisions() -> list[tuple[int, str]]:
    entries = JournalEntry.objects.order_by("source_id", "event", "revision")
    return list(entries.values_list("revision", "status"))


def living(**values: Any) -> JournalEntry:
    """The one living entry, of those with these values."""
    return JournalEntry.objects.living().get(**values)


def written(entry: JournalEntry) -> list[tuple[str | None, str, str]]:
    """Its lines in order: account, signed amount, rule."""
    lines = entry.lines.select_related("account").order_by("position")
    return [
        (
            line.account.number if line.account else None,
            f"{line.debit - line.credit:.2f}",
            line.origin,
        )
        for line in lines
    ]
