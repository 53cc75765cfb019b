from collections.abc import Callable, Iterable
from dataclasses import dataclass

from imports.tables.errors import Reason
from imports.tables.kinds import Kind
from imports.tables.names import Brings, brings_nothing
from imports.tables.rows import Row


@dataclass(frozen=True, slots=True)
class Column:
    """`may_be_blank` is about its cells; whether the header needs it, Columns says."""

    name: str
    kind: Kind
    may_be_blank: bool = False


def no_problems(_row: Row) -> Iterable[tuple[str, Reason]]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a table has: no two rows may have the same text in the column `key`.

    `check` names columns of a good row that do not go together; `brings` says what
    other rows can name of a row, and miss once it is refused.
    """

    required: tuple[Column, ...]
    optional: tuple[Column, ...] = ()
    key: str = ""
    check: Callable[[Row], Iterable[tuple[str, Reason]]] = no_problems
    brings: Brings = brings_nothing

    @property
    def all(self) -> tuple[Column, ...]:
        return (*self.required, *self.optional)

    @property
    def required_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.required)

    @property
    def optional_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.optional)
