"""The entries of credit notes and write-offs, which wait with their invoice."""

from collections.abc import Sequence

from accounting.journal.entry import JournalLine
from accounting.queries import settings_for
from invoices.models import CreditNote, WriteOff
from invoices.movements import Part, mirrored, received_lines, sale_lines
from invoices.planning.documents import plan_correction
from invoices.queries.corrections import corrections_of
from invoices.queries.documents import credit_note_facts, receivable, write_off_parts
from invoices.queries.rule import account_numbers, rule_of
from invoices.queries.states import invoice_states
from invoices.services.entries import record_entries
from invoices.services.journal import refresh_journal


def write_correction(document: CreditNote | WriteOff) -> None:
    """Write its entry, and bring those of its invoice up to what it changed."""
    company = document.company
    numbers = account_numbers(company)
    invoice_id = document.invoice_id
    states = invoice_states([invoice_id], numbers)
    rule = rule_of(settings_for(company))
    lines = correction_lines(document)
    kind = document._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
    plans = [
        plan_correction(facts, rule, lines)
        for facts in corrections_of([invoice_id], states)
        if (facts.source_kind, facts.id) == (kind, document.pk)
    ]
    record_entries(company=company, plans=plans, sources={kind: [document.pk]})
    refresh_journal(company=company, invoice_ids=[invoice_id])


def correction_lines(document: CreditNote | WriteOff) -> tuple[JournalLine, ...]:
    numbers = account_numbers(document.company)
    if isinstance(document, CreditNote):
        return mirrored(sale_lines(credit_note_facts(document, numbers)))
    owed = receivable(document.invoice.receivable_id, numbers)
    parts: Sequence[Part] = write_off_parts(document, numbers)
    return mirrored(received_lines(owed, parts))
