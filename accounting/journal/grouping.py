from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import chain, groupby

from accounting.journal.cents import ZERO
from accounting.journal.dating import Event
from accounting.journal.entry import JournalEntry, JournalLine


class Detail(StrEnum):
    """How much of an entry's detail the file shows; the journal keeps all of it."""

    DETAILED = "detailed"
    SUMMARY = "summary"
    DAILY = "daily"


def group_lines(
    entries: Iterable[JournalEntry], detail: Detail
) -> Iterable[JournalEntry]:
    """The entries as the file shows them; totals by account and side do not change.

    Those of a day are one entry only once it is known which of them can go.
    """
    if detail is Detail.DETAILED:
        return entries
    return (replace(entry, lines=_summarised(entry.lines)) for entry in entries)


def group_days(
    entries: Iterable[JournalEntry], *, titles: Mapping[Event, str]
) -> Iterator[JournalEntry]:
    """Entries of one date and event, which stand together, as one that adds them up.

    A title takes the count of its entries; an entry alone in its day keeps its own.
    """
    for (_on, event), run in groupby(entries, key=day_of):
        day = tuple(run)
        if event is None or len(day) == 1:
            yield from day
        else:
            yield _merged(day, titles[event].format(count=len(day)))


def day_of(entry: JournalEntry) -> tuple[date, Event | None]:
    return entry.date, entry.event


def _merged(day: Sequence[JournalEntry], title: str) -> JournalEntry:
    return JournalEntry(
        date=day[0].date,
        description=title,
        lines=_summarised(chain.from_iterable(day)),
        event=day[0].event,
        sources=tuple(chain.from_iterable(entry.sources for entry in day)),
    )


def _summarised(lines: Iterable[JournalLine]) -> tuple[JournalLine, ...]:
    """One line for each account, side and tax treatment, where the first one stood."""
    sums: dict[tuple[str | None, str, str], JournalLine] = {}
    for line in lines:
        key = (line.account, line.side, line.tax_treatment)
        amount = sums[key].amount if key in sums else ZERO
        sums[key] = replace(sums.get(key, line), amount=amount + line.amount)
    return tuple(sums.values())
