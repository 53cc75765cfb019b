"""What apps have to say of the entries of a batch as it is stored; one word stops it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounting.models import JournalEntryQuerySet
    from companies.models import Company

Control = Callable[["Company", "JournalEntryQuerySet"], Iterable[str]]

CONTROLS: dict[str, Control] = {}
"""Each app adds its own, by name: entries that do not say what it says."""


def control_faults(
    company: "Company", entries: "JournalEntryQuerySet"
) -> Iterator[str]:
    for control in CONTROLS.values():
        yield from control(company, entries)
