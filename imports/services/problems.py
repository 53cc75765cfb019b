from dataclasses import dataclass, field
from typing import NamedTuple

from imports.tables.errors import RowError
from imports.tables.names import NAMED_IN, Brings, Kind, Name, brings_nothing
from imports.tables.rows import Row


class CellError(Exception):
    """What a row asks for cannot be done, because of this cell."""

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        super().__init__(reason)


class Waiting(NamedTuple):
    """A row that is wrong only because of what it names in this column."""

    column: str
    kind: Kind
    name: str


@dataclass(slots=True)
class Refused:
    """What is refused or missing in the files of a call, and told already.

    `unread` are the kinds whose file could not be read.
    """

    names: set[Name] = field(default_factory=set)
    unread: set[Kind] = field(default_factory=set)


@dataclass(slots=True)
class Problems:
    """Everything wrong with the rows of a file, gathered before anything is refused.

    `waiting` has the rows, by their lines, that only follow from what is told already.
    """

    file: str
    errors: list[RowError] = field(default_factory=list)
    brings: Brings = brings_nothing
    refused: Refused = field(default_factory=Refused)
    waiting: dict[int, Waiting] = field(default_factory=dict)
    count: int = 0

    def add(self, row: Row, column: str | None, reason: object) -> None:
        error = RowError(
            file=self.file, line=row.line, column=column, reason=str(reason)
        )
        self.errors.append(error)
        self._refuse(row)

    def wait(self, row: Row, column: str, kind: Kind | None = None) -> None:
        """Refuse a row for what it names in this column, which is told already."""
        waiting = Waiting(column, kind or NAMED_IN[column], row.text(column))
        self.waiting.setdefault(row.line, waiting)
        self._refuse(row)

    def is_refused(self, kind: Kind, name: str) -> bool:
        return (kind, name) in self.refused.names

    def misses(self, kind: Kind, name: str) -> bool:
        """Whether it is refused, or was in a file that could not be read."""
        is_unread = bool(name) and kind in self.refused.unread
        return is_unread or self.is_refused(kind, name)

    def _refuse(self, row: Row) -> None:
        self.count += 1
        self.refused.names.update(name for name in self.brings(row.text) if name[1])


@dataclass(slots=True)
class Outcome:
    """How many rows or documents were new, changed, or as they were already.

    `saved` are the ids of the rows or documents that were new or changed.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    saved: list[int] = field(default_factory=list, compare=False)
