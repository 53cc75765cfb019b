"""Whether entries are still what a file says of them, at no memory for each."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice

from accounting.journal.dating import DatePolicy
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from exports.loading import CHUNK, dating

Said = tuple[int, date, date, str, str]
COLUMNS = ("pk", "event", "happened_on", "ready_on", "document_number", "party")


def fingerprint(said: Iterable[Said]) -> str:
    digest = sha256()
    for pk, dated_on, happened_on, document, party in said:
        row = f"{pk}\0{dated_on}\0{happened_on}\0{document}\0{party}\0"
        digest.update(row.encode())
    return digest.hexdigest()


def said_of(entry: FileEntry) -> Iterator[Said]:
    """What a file says of entries beside their lines, which never change."""
    for source in entry.sources:
        head = (source.entry_id, entry.date, source.happened_on)
        yield (*head, source.document, source.party)


def said_now(entry_ids: Collection[int], policy: DatePolicy) -> Iterator[Said]:
    """The same, of those of these entries that are ready, as they are now."""
    ready = JournalEntry.objects.filter(status=JournalEntry.Status.READY)
    dated = dating(policy)
    rest = iter(entry_ids)
    while chunk := list(islice(rest, CHUNK)):
        rows = ready.filter(pk__in=chunk).values_list(*COLUMNS)
        found = {
            pk: (pk, dated(event, happened_on, ready_on), happened_on, *names)
            for pk, event, happened_on, ready_on, *names in rows
        }
        yield from (found[pk] for pk in chunk if pk in found)
