from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from imports.tables.amounts import Discount

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A good row by the names of its columns; `line` is where it starts in the file."""

    line: int
    values: Mapping[str, object]

    def value(self, column: str) -> object:
        return self.values[column]

    def text(self, column: str) -> str:
        return self._value_as(str, column)

    def day(self, column: str) -> date:
        return self._value_as(date, column)

    def optional_day(self, column: str) -> date | None:
        return None if self.values[column] is None else self.day(column)

    def decimal(self, column: str) -> Decimal:
        return self._value_as(Decimal, column)

    def flag(self, column: str) -> bool:
        return self._value_as(bool, column)

    def discount(self, column: str) -> Discount:
        return self._value_as(Discount, column)

    def _value_as(self, kind: type[T], column: str) -> T:
        value = self.values[column]
        if not isinstance(value, kind):
            raise TypeError(column)
        return value
