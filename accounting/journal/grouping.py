from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry, JournalLine


class Detail(StrEnum):
    """How much of an entry's detail the file shows; the journal keeps all of it."""

    DETAILED = "detailed"
    SUMMARY = "summary"


def group_entries(
    entries: Iterable[JournalEntry], detail: Detail
) -> Iterable[JournalEntry]:
    """The entries as the file shows them; totals by account and side do not change."""
    if detail is Detail.DETAILED:
        return entries
    return (replace(entry, lines=_summarised(entry.lines)) for entry in entries)


def _summarised(lines: tuple[JournalLine, ...]) -> tuple[JournalLine, ...]:
    """One line for each account, side and tax treatment, where the first one stood."""
    sums: dict[tuple[str | None, str, str], JournalLine] = {}
    for line in lines:
        key = (line.account, line.side, line.tax_treatment)
        amount = sums[key].amount if key in sums else ZERO
        sums[key] = replace(sums.get(key, line), amount=amount + line.amount)
    return tuple(sums.values())
