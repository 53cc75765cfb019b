import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import BadCellError, Reason
from imports.tables.notation import Notation
from imports.tables.records import Cell, show

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YES = frozenset({"yes", "y", "oui", "o", "true", "vrai", "1"})
NO = frozenset({"no", "n", "non", "false", "faux", "0"})


@dataclass(frozen=True, slots=True)
class IsoDate:
    """A date as YYYY-MM-DD, or a date of a workbook."""

    blank: ClassVar = None
    has_numbers: ClassVar = False

    def parse(self, cell: Cell, _notation: Notation) -> date:
        if isinstance(cell, date):
            return cell
        if isinstance(cell, str) and (day := _iso_date(cell.strip())):
            return day
        raise BadCellError(_not_a_date(cell))


@dataclass(frozen=True, slots=True)
class YesNo:
    blank: ClassVar = None
    has_numbers: ClassVar = False

    def parse(self, cell: Cell, _notation: Notation) -> bool:
        if isinstance(cell, bool):
            return cell
        word = _word(cell)
        if word in YES:
            return True
        if word in NO:
            return False
        raise BadCellError(_not_one_of(cell, ("yes", "no")))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, in any case."""

    blank: ClassVar = None
    has_numbers: ClassVar = False

    words: tuple[str, ...]

    def parse(self, cell: Cell, _notation: Notation) -> str:
        if (word := _word(cell)) in self.words:
            return word
        raise BadCellError(_not_one_of(cell, self.words))


def _word(cell: Cell) -> str:
    return show(cell).strip().casefold() if isinstance(cell, str | Decimal) else ""


@lru_cache(maxsize=4096)
def _iso_date(text: str) -> date | None:
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _not_a_date(cell: Cell) -> Reason:
    return format_lazy(
        _("“{value}” is not a date: write year, month and day, such as 2026-11-24."),
        value=show(cell),
    )


def _not_one_of(cell: Cell, words: tuple[str, ...]) -> Reason:
    return format_lazy(
        _("“{value}” is not allowed here: write {words}."),
        value=show(cell),
        words=" / ".join(words),
    )
