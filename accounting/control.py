"""What apps have to say of entries that are about to go in a batch."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounting.models import JournalEntryQuerySet
    from accounting.origins import Reason
    from companies.models import Company

Control = Callable[["Company", "JournalEntryQuerySet"], Iterable[str]]
Faults = Mapping[int, Sequence["Reason"]]
Finder = Callable[["Company", "JournalEntryQuerySet"], Faults]

CONTROLS: dict[str, Control] = {}
"""Each app adds its own, by name, for a batch as it is stored; one word stops it."""

FINDERS: dict[str, Finder] = {}
"""Each app adds its own, by name: entries that cannot go as they are, and why.

They are set aside when a batch is planned, so that the controls find nothing.
"""


def control_faults(
    company: "Company", entries: "JournalEntryQuerySet"
) -> Iterator[str]:
    for control in CONTROLS.values():
        yield from control(company, entries)


def find_faulty(company: "Company", entries: "JournalEntryQuerySet") -> Faults:
    """The reasons by the id of the entry, with where each is mended."""
    found: dict[int, list[Reason]] = defaultdict(list)
    for find in FINDERS.values():
        for entry_id, reasons in find(company, entries).items():
            found[entry_id] += reasons
    return found
