"""What apps have to say before an export; it warns, and stops nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companies.models import Company

Warner = Callable[["Company", date], Iterable[str]]

WARNERS: dict[str, Warner] = {}
"""Each app adds its own, by name: sentences about what would go through that day."""


def warnings_before(company: "Company", through: date) -> Iterator[str]:
    for warn in WARNERS.values():
        yield from warn(company, through)
