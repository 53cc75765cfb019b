from dataclasses import dataclass, field

from imports.tables.errors import RowError
from imports.tables.rows import Row


class CellError(Exception):
    """What a row asks for cannot be done, because of this cell."""

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        super().__init__(reason)


@dataclass(slots=True)
class Problems:
    """Everything wrong with the rows of a file, gathered before anything is refused."""

    file: str
    errors: list[RowError] = field(default_factory=list)

    def add(self, row: Row, column: str | None, reason: object) -> None:
        error = RowError(
            file=self.file, line=row.line, column=column, reason=str(reason)
        )
        self.errors.append(error)


@dataclass(slots=True)
class Outcome:
    """How many rows or documents were new, changed, or as they were already.

    `saved` are the ids of the accounts, items or invoices that were new or changed.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    saved: list[int] = field(default_factory=list, compare=False)
