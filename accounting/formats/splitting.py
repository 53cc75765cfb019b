from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Generic, TypeVar

from accounting.formats.profile import GLImportProfile

T = TypeVar("T")

LAST_COUNTER = 999
TEST_COUNTER = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart(Generic[T]):
    """What goes into one file, and the bounds of its month or months."""

    first_on: date
    last_on: date
    items: tuple[T, ...]


def split_into_files(
    dated: Iterable[tuple[date, T]], *, profile: GLImportProfile
) -> Iterator[FilePart[T]]:
    """Share items, which come in the order of their dates, out over files."""
    for _, period in groupby(dated, key=lambda pair: _period(pair[0], profile)):
        while pairs := list(islice(period, profile.max_entries_per_file)):
            days = [day for day, _ in pairs]
            yield FilePart(
                first_on=min(days).replace(day=1),
                last_on=_month_end(max(days)),
                items=tuple(item for _, item in pairs),
            )


def _period(day: date, profile: GLImportProfile) -> tuple[int, int] | None:
    return (day.year, day.month) if profile.one_period_per_file else None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def file_name(base_name: str, counter: int) -> str:
    """`GLImport.001`; the TEST file is number 0."""
    if not TEST_COUNTER <= counter <= LAST_COUNTER:
        raise ValueError(counter)
    return f"{base_name}.{counter:03d}"


def next_counter(counter: int) -> int:
    return counter % LAST_COUNTER + 1
