"""Entries of the journal as a file shows them: in its order, a chunk at a time."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.db.models import F

from accounting.fields import WholeCents
from accounting.formats.descriptions import describe
from accounting.formats.words import Words
from accounting.journal.cents import CENT
from accounting.journal.dating import DatePolicy, Event, date_in_file
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.journal.entry import JournalLine as FileLine
from accounting.journal.entry import Side, Source
from accounting.journal.grouping import Detail, group_lines
from accounting.models import JournalEntry, JournalEntryQuerySet, JournalLine

CHUNK = 1_000
EVENT_ORDER: Mapping[str, int] = {event: place for place, event in enumerate(Event)}
Dated = tuple[int, date]


SIGNED_CENTS = WholeCents(F("debit") - F("credit"))


class EntryState(NamedTuple):
    """What a file says of an entry beside its lines."""

    id: int
    event: str
    document: str
    party: str
    happened_on: date


def states_of(entries: JournalEntryQuerySet) -> Iterator[EntryState]:
    rows = entries.values_list("pk", "event", "document_number", "party", "happened_on")
    return map(EntryState._make, rows.iterator(chunk_size=CHUNK))


def dating(policy: DatePolicy) -> Callable[[str, date, date | None], date]:
    """The date in the file of an event, of its day and of the one it is ready on.

    Many entries share the three: each combination is thought of once.
    """

    @cache
    def dated_on(event: str, happened_on: date, ready_on: date | None) -> date:
        return date_in_file(
            event=Event(event),
            happened_on=happened_on,
            ready_on=ready_on or happened_on,
            policy=policy,
        )

    return dated_on


def order_entries(entries: JournalEntryQuerySet, policy: DatePolicy) -> Iterator[Dated]:
    """Their ids and dates by date, kind, document and id, at eight bytes an entry."""
    places: dict[tuple[date, int], array[int]] = defaultdict(lambda: array("q"))
    dated = dating(policy)
    rows = entries.order_by("document_number", "pk").values_list(
        "pk", "event", "happened_on", "ready_on"
    )
    for pk, event, happened_on, ready_on in rows.iterator(chunk_size=CHUNK):
        kind = EVENT_ORDER[event]
        places[dated(event, happened_on, ready_on), kind].append(pk)
    for dated_on, kind in sorted(places):
        for pk in places[dated_on, kind]:
            yield pk, dated_on


def load_entries(
    dated: Iterable[Dated], *, detail: Detail, words: Words
) -> Iterator[FileEntry]:
    """The entries of these ids in this order, with these dates, one by one."""
    dated = iter(dated)
    while chunk := dict(islice(dated, CHUNK)):
        states = states_of(JournalEntry.objects.filter(pk__in=chunk))
        found = {state.id: state for state in states}
        lines = _lines_of(chunk)
        loaded = (
            _file_entry(found[pk], dated_on, lines[pk], words)
            for pk, dated_on in chunk.items()
            if pk in found
        )
        yield from group_lines(loaded, detail)


def _lines_of(entry_ids: Collection[int]) -> Mapping[int, list[FileLine]]:
    lines: dict[int, list[FileLine]] = defaultdict(list)
    rows = JournalLine.objects.filter(entry__in=entry_ids).order_by("entry", "position")
    for entry, number, cents, origin, treatment in rows.values_list(
        "entry", "account__number", SIGNED_CENTS, "origin", "tax_treatment"
    ):
        lines[entry].append(
            FileLine(
                account=number,
                side=Side.DEBIT if cents > 0 else Side.CREDIT,
                amount=abs(cents) * CENT,
                origin=origin,
                tax_treatment=treatment,
            )
        )
    return lines


def _file_entry(
    state: EntryState, dated_on: date, lines: Iterable[FileLine], words: Words
) -> FileEntry:
    event = Event(state.event)
    return FileEntry(
        date=dated_on,
        description=describe(
            event=event,
            document=state.document,
            party=state.party,
            happened_on=state.happened_on,
            dated_on=dated_on,
            words=words,
        ),
        lines=tuple(lines),
        document=state.document,
        event=event,
        sources=(
            Source(
                entry_id=state.id,
                happened_on=state.happened_on,
                document=state.document,
                party=state.party,
            ),
        ),
    )
