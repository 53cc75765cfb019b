"""What a report is, wherever it is shown: tables of texts, days, counts and amounts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from companies.models import Company

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to the page of what it names."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


Value = str | Linked | date | int | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`totals` has one value a column; None where a column has no total."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[Value] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`lead` says in a sentence what the figures mean and what they do not.

    `build` gives the tables of a company on a day.
    """

    title: "StrOrPromise"
    lead: "StrOrPromise"
    build: Callable[[Company, date], Sequence[Table]]
    is_to_sign: bool = False


def with_total(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    label: str,
) -> Table:
    """The table with the sum of each of its columns of amounts."""
    totals: list[Value] = [label]
    for place, column in enumerate(columns[1:], start=1):
        cells = [row[place] for row in rows]
        if column.kind is Kind.AMOUNT:
            totals.append(
                sum((c for c in cells if isinstance(c, Decimal)), Decimal("0.00"))
            )
        else:
            totals.append(None)
    return Table(caption=caption, columns=columns, rows=rows, totals=totals)
