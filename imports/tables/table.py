from dataclasses import dataclass

from imports.tables.errors import RowError
from imports.tables.names import Name
from imports.tables.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The good rows of a file, and all that is wrong with the others.

    `refused` is what the others would have brought; `is_read` is false where nothing
    of the file could be read, so that nobody knows what it would have brought.
    """

    rows: list[Row]
    errors: list[RowError]
    refused: set[Name]
    is_read: bool
