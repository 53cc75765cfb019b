"""What apps have to say of the entries of a batch before it exists; one word stops it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companies.models import Company

Control = Callable[["Company", Collection[int]], Iterable[str]]

CONTROLS: dict[str, Control] = {}
"""Each app adds its own, by name: entries, by id, that do not say what it says."""


def control_faults(company: "Company", entry_ids: Collection[int]) -> Iterator[str]:
    for control in CONTROLS.values():
        yield from control(company, entry_ids)
