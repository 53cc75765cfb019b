from collections.abc import Collection

from accounting.queries import settings_for
from companies.models import Company
from invoices.models import CreditNote, Invoice, WriteOff
from invoices.movements import sale_lines
from invoices.planning.documents import plan_correction, plan_sale
from invoices.planning.facts import CREDIT_NOTE, INVOICE, WRITE_OFF
from invoices.queries.chunks import share_out
from invoices.queries.corrections import corrections_of
from invoices.queries.documents import sale_facts
from invoices.queries.rule import account_numbers, rule_of
from invoices.queries.states import invoice_states
from invoices.services.corrections import correction_lines
from invoices.services.entries import record_entries
from invoices.services.journal import plan_voids, refresh_journal


def rewrite_sales(company: Company, invoice_ids: Collection[int]) -> None:
    """Write the sales of these invoices, and what corrects them, with their lines."""
    numbers, rule = account_numbers(company), rule_of(settings_for(company))
    for chunk in share_out(sorted(invoice_ids)):
        states = invoice_states(chunk, numbers)
        invoices = Invoice.objects.filter(pk__in=chunk)
        plans = []
        for invoice in invoices.prefetch_related("lines", "taxes"):
            lines = sale_lines(
                sale_facts(invoice, invoice.lines.all(), invoice.taxes.all(), numbers)
            )
            plans += plan_sale(states[invoice.pk], rule, lines)
        plans += plan_voids(states.values(), rule, numbers)
        notes = CreditNote.objects.filter(invoice__in=chunk)
        write_offs = WriteOff.objects.filter(invoice__in=chunk)
        corrected = {
            (CREDIT_NOTE, note.pk): correction_lines(note) for note in notes
        } | {(WRITE_OFF, row.pk): correction_lines(row) for row in write_offs}
        plans += [
            plan_correction(facts, rule, corrected[facts.source_kind, facts.id])
            for facts in corrections_of(chunk, states)
        ]
        sources = {
            INVOICE: chunk,
            CREDIT_NOTE: [pk for kind, pk in corrected if kind == CREDIT_NOTE],
            WRITE_OFF: [pk for kind, pk in corrected if kind == WRITE_OFF],
        }
        record_entries(company=company, plans=plans, sources=sources)
        refresh_journal(company=company, invoice_ids=chunk)
