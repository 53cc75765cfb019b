from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounting.models import JournalEntry
from invoices.models import Invoice, Settlement
from invoices.waiting import Explained, explain
from ui.signs import Sign
from ui.templatetags.ui import status_badge

register = template.Library()
SIGNS = {
    Invoice.Status.DRAFT: Sign.NEUTRAL,
    Invoice.Status.VOID: Sign.NEUTRAL,
    Settlement.UNPAID: Sign.WAITS,
    Settlement.PART_PAID: Sign.WAITS,
    Settlement.PAID: Sign.DONE,
}


@register.simple_tag
def explained(entries: Iterable[JournalEntry]) -> list[Explained]:
    """The entries of a page, each with what it waits for."""
    return explain(entries)


@register.simple_tag
def invoice_badge(invoice: Invoice, today: date) -> SafeString:
    """The state of the invoice; one that is overdue needs somebody."""
    state = invoice.state
    if invoice.is_overdue(today):
        word = _("%(state)s, overdue") % {"state": state.label}
        return status_badge(Sign.NEEDS_YOU, word)
    return status_badge(SIGNS[state], str(state.label))
