from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import FileRefusedError, Flaw, Reason
from imports.tables.records import Record, show


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where each column of the file stands; a column without a name has to be blank."""

    positions: Mapping[str, int]
    unnamed: tuple[int, ...]
    width: int


def read_header(
    record: Record, *, required: Collection[str], optional: Collection[str]
) -> Header:
    """Match the names in any order and case; refuse with all that is wrong at once."""
    names = [show(cell).strip().casefold() for cell in record.cells]
    flaws = [
        Flaw(line=record.line, column=name, reason=reason)
        for name, reason in _flaws(names, required, optional)
    ]
    if flaws:
        raise FileRefusedError(*flaws)
    return Header(
        positions={name: place for place, name in enumerate(names) if name},
        unnamed=tuple(place for place, name in enumerate(names) if not name),
        width=len(names),
    )


def _flaws(
    names: list[str], required: Collection[str], optional: Collection[str]
) -> Iterator[tuple[str, Reason]]:
    expected = [*required, *optional]
    for name, count in Counter(filter(None, names)).items():
        if name not in expected:
            yield name, _unknown(name, expected)
        elif count > 1:
            yield (
                name,
                _("This column stands in the header more than once: keep one of them."),
            )
    for name in required:
        if name not in names:
            yield name, _("This column is missing from the header: add it.")


def _unknown(name: str, expected: list[str]) -> Reason:
    return format_lazy(
        _("There is no column “{name}”: remove it or name it as one of {expected}."),
        name=name,
        expected=", ".join(expected),
    )
