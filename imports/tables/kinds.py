from typing import Protocol

from imports.tables.notation import Notation
from imports.tables.records import Cell


class Kind(Protocol):
    """What a column may hold.

    `blank` is what an empty cell means, which `parse` never sees; the decimal mark of
    a file is found in the columns that have numbers.
    """

    @property
    def blank(self) -> object: ...
    @property
    def has_numbers(self) -> bool: ...

    def parse(self, cell: Cell, notation: Notation) -> object: ...
