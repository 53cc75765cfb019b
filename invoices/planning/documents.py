"""The entries of invoices and of the documents that correct them."""

from dataclasses import dataclass
from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.journal.plan import EntryPlan
from invoices.movements import mirrored
from invoices.planning.facts import (
    INVOICE,
    InvoiceState,
    Rule,
    is_before_cut_over,
    released_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFacts:
    """A credit note or a write-off: its lines are its own, fixed when it was made."""

    source_kind: str
    id: int
    event: Event
    number: str
    invoice: InvoiceState
    happened_on: date


def plan_sale(
    invoice: InvoiceState, rule: Rule, lines: tuple[JournalLine, ...] | None = None
) -> list[EntryPlan]:
    """The state of a sale's entry; its lines are fixed since it was issued.

    A void invoice that never left has no entry any more; a returned payment has none:
    that of the return debits what it owes.
    """
    if invoice.is_returned_payment:
        return []
    is_gone = invoice.voided_on is not None and not invoice.sale_was_exported
    if is_gone and not invoice.is_prior:
        return []
    released = released_on(invoice, rule)
    if invoice.sale_was_exported:
        released = released or invoice.issued_on
    return [
        EntryPlan(
            source_kind=INVOICE,
            source_id=invoice.id,
            event=Event.SALE,
            document_number=invoice.number,
            party=invoice.party,
            happened_on=invoice.issued_on,
            ready_on=released,
            lines=lines,
            is_prior=invoice.is_prior,
        )
    ]


def plan_void(
    invoice: InvoiceState, rule: Rule, sale_lines: tuple[JournalLine, ...]
) -> list[EntryPlan]:
    """The mirror of a sale that is in the books, on the day it was voided."""
    if invoice.voided_on is None:
        return []
    if not (invoice.sale_was_exported or invoice.is_prior):
        return []
    return [
        EntryPlan(
            source_kind=INVOICE,
            source_id=invoice.id,
            event=Event.VOID,
            document_number=invoice.number,
            party=invoice.party,
            happened_on=invoice.voided_on,
            ready_on=invoice.voided_on,
            lines=mirrored(sale_lines),
            is_prior=_is_prior(invoice, invoice.voided_on, rule),
            reverses=(INVOICE, invoice.id, Event.SALE.value),
        )
    ]


def plan_correction(
    correction: CorrectionFacts,
    rule: Rule,
    lines: tuple[JournalLine, ...] | None = None,
) -> EntryPlan:
    """A credit note or a write-off waits as long as its invoice does."""
    released = released_on(correction.invoice, rule)
    return EntryPlan(
        source_kind=correction.source_kind,
        source_id=correction.id,
        event=correction.event,
        document_number=correction.number,
        party=correction.invoice.party,
        happened_on=correction.happened_on,
        ready_on=released and max(released, correction.happened_on),
        lines=lines,
        is_prior=_is_prior(correction.invoice, correction.happened_on, rule),
    )


def _is_prior(invoice: InvoiceState, happened_on: date, rule: Rule) -> bool:
    return invoice.is_prior and is_before_cut_over(happened_on, rule)
