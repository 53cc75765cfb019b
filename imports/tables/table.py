from dataclasses import dataclass

from imports.tables.errors import RowError
from imports.tables.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The good rows of a file, and all that is wrong with the others."""

    rows: list[Row]
    errors: list[RowError]
