"""Which entries of documents were once in a batch."""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from accounting.models import JournalEntry

Event = JournalEntry.Event
Key = tuple[str, int, str]
Left = frozenset[Key]


def once_exported(sources: Mapping[str, Collection[int]]) -> Left:
    """The keys (source kind, id, event) of the entries that were once in a batch."""
    named = [
        Q(source_kind=kind, source_id__in=list(ids))
        for kind, ids in sources.items()
        if ids
    ]
    if not named:
        return frozenset()
    entries = JournalEntry.objects.filter(reduce(or_, named), was_exported=True)
    return frozenset(entries.values_list("source_kind", "source_id", "event"))
