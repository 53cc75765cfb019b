"""Which entries of the journal stand at a place of a GLImport file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby

from accounting.acomba.filed import FiledEntry, filed_entries
from accounting.journal.grouping import Detail
from accounting.models import JournalEntry
from exports.models import BatchEntry, ExportFile
from exports.queries import frozen_profile
from exports.simulation import acomba_rules

ENTRIES_SHOWN = 5
Row = tuple[int, str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The entries to show, and how many others there are."""

    entries: tuple[JournalEntry, ...]
    more: int


def find_entries(file: ExportFile, wanted: Sequence[Collection[int]]) -> list[Found]:
    """For each set of places in the file, counted from 1, what stands there."""
    places = _ids_by_place(file)
    found = [
        [pk for place in sorted(each) for pk in places.get(place, ())]
        for each in wanted
    ]
    shown = {pk for each in found for pk in each[:ENTRIES_SHOWN]}
    rows = JournalEntry.objects.in_bulk(shown)
    return [
        Found(
            entries=tuple(rows[pk] for pk in each[:ENTRIES_SHOWN]),
            more=len(each[ENTRIES_SHOWN:]),
        )
        for each in found
    ]


def read_filed(file: ExportFile) -> list[FiledEntry]:
    rules = acomba_rules(frozen_profile(file.batch))
    return list(filed_entries(BytesIO(file.content), rules=rules))


def _ids_by_place(file: ExportFile) -> Mapping[int, list[int]]:
    """An entry of the file is one of the journal, or those of a kind of a day."""
    places = BatchEntry.objects.filter(file=file).order_by("position")
    rows = places.values_list("entry", "entry__event", "dated_on")
    is_daily = file.batch.detail == Detail.DAILY
    runs = groupby(rows, key=_kind_of_day if is_daily else _itself)
    return {
        place: [pk for pk, _event, _on in run]
        for place, (_key, run) in enumerate(runs, start=1)
    }


def _kind_of_day(row: Row) -> tuple[object, ...]:
    return row[1:]


def _itself(row: Row) -> tuple[object, ...]:
    return row
