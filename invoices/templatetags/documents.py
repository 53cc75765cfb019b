from collections.abc import Iterable

from django import template

from accounting.models import JournalEntry
from invoices.waiting import Explained, explain

register = template.Library()


@register.simple_tag
def explained(entries: Iterable[JournalEntry]) -> list[Explained]:
    """The entries of a page, each with what it waits for."""
    return explain(entries)
