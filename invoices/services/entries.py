"""Entries of events that wait for nothing: written once, ready on their day."""

from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.journal.plan import EntryPlan
from accounting.services.journal import record_plans
from companies.models import CompanyOwned


def write_entry(
    document: CompanyOwned,
    event: Event,
    *,
    number: str,
    party: str,
    on: date,
    lines: tuple[JournalLine, ...],
) -> None:
    kind = document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    plan = EntryPlan(
        source_kind=kind,
        source_id=document.pk,
        event=event,
        document_number=number,
        party=party,
        happened_on=on,
        ready_on=on,
        lines=lines,
    )
    record_plans(company=document.company, plans=[plan], sources={kind: [document.pk]})
