from collections.abc import Iterable
from datetime import date

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounting.closed_books import closed_note
from accounting.models import JournalEntry
from accounting.queries import date_policy, settings_for
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
    return explain(entries, today=timezone.localdate())


@register.simple_tag(takes_context=True)
def closed_books(context: template.Context) -> str:
    """What a person must know before they choose a date; empty when nothing is."""
    settings = settings_for(context["company"])
    return closed_note(date_policy(settings, timezone.localdate()))


@register.simple_tag
def invoice_badge(invoice: Invoice, today: date) -> SafeString:
    """The state of the invoice; one that is overdue needs somebody."""
    state = invoice.state
    if invoice.is_overdue(today):
        word = _("%(state)s, overdue") % {"state": state.label}
        return status_badge(Sign.NEEDS_YOU, word)
    return status_badge(SIGNS[state], str(state.label))
