from collections.abc import Collection

from accounting.queries import settings_for
from accounting.services.journal import record_plans
from companies.models import Company
from invoices.models import CreditNote, Invoice
from invoices.movements import sale_lines
from invoices.planning.documents import plan_sale
from invoices.planning.facts import INVOICE
from invoices.queries.chunks import share_out
from invoices.queries.documents import sale_facts
from invoices.queries.rule import account_numbers, rule_of
from invoices.queries.states import invoice_states
from invoices.services.corrections import write_correction
from invoices.services.journal import plan_voids


def rewrite_sales(company: Company, invoice_ids: Collection[int]) -> None:
    """Write the sales of these invoices, their voids and credit notes, with their lines."""
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
        plans += plan_voids(states.values(), numbers)
        record_plans(company=company, plans=plans, sources={INVOICE: chunk})
        for note in CreditNote.objects.filter(invoice__in=chunk):
            write_correction(note)
