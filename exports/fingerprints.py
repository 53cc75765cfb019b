"""Whether entries are still what a file says of them, at no memory for each."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice

from accounting.journal.dating import DatePolicy
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from exports.loading import CHUNK, EntryState, states_of

Said = tuple[int, date, date, str, str]


def fingerprint(said: Iterable[Said]) -> str:
    digest = sha256()
    for each in said:
        digest.update("\0".join(map(str, (*each, ""))).encode())
    return digest.hexdigest()


def said_of(entry: FileEntry) -> Iterator[Said]:
    """What a file says of entries beside their lines, which never change."""
    for source in entry.sources:
        head = (source.entry_id, entry.date, source.happened_on)
        yield (*head, source.document, source.party)


def said_now(entry_ids: Collection[int], policy: DatePolicy) -> Iterator[Said]:
    """The same, of those of these entries that are ready, as they are now."""
    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    rest = iter(entry_ids)
    while chunk := list(islice(rest, CHUNK)):
        found = {state.id: state for state in states_of(ready.filter(pk__in=chunk))}
        for state in (found[pk] for pk in chunk if pk in found):
            yield _said(state, policy)


def _said(state: EntryState, policy: DatePolicy) -> Said:
    head = (state.id, state.dated_on(policy), state.happened_on)
    return (*head, state.document, state.party)
