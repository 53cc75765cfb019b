import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from accounting.journal.cents import CENT, ZERO
from accounting.journal.dating import Event


class Side(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def opposite(self) -> "Side":
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


class InvalidLineError(ValueError):
    """An amount that is zero, negative or finer than a cent."""


class UnbalancedEntryError(ValueError):
    """Debits and credits differ, or there are fewer than two lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """A positive amount in cents on one side of one GL account.

    `account` is the number in the chart, None only while no rule answers which.
    `origin` names the rule that chose it (`item:42`); `tax_treatment` keeps
    lines of different treatments apart when lines are grouped.
    """

    account: str | None
    side: Side
    amount: Decimal
    origin: str = field(default="", compare=False)
    tax_treatment: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.amount % CENT:
            raise InvalidLineError(self.account, self.amount)

    @property
    def signed(self) -> Decimal:
        """A credit below zero."""
        return self.amount if self.side is Side.DEBIT else -self.amount

    @property
    def debit(self) -> Decimal:
        return self.amount if self.side is Side.DEBIT else ZERO

    @property
    def credit(self) -> Decimal:
        return self.amount if self.side is Side.CREDIT else ZERO


class Source(NamedTuple):
    """What an entry of a file came from: an entry of the journal, by its id."""

    entry_id: int
    happened_on: dt.date
    document: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """A dated set of lines whose debits equal their credits: it cannot exist otherwise.

    `date` is the date the file carries. What follows `lines` travels with the
    entry (the document it comes from, what it tells, the entries of the journal it
    stands for) and is no part of its value.
    """

    date: dt.date
    description: str
    lines: tuple[JournalLine, ...]
    document: str = field(default="", compare=False)
    event: Event | None = field(default=None, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        difference = sum((line.signed for line in self.lines), ZERO)
        if len(self.lines) < 2 or difference:  # noqa: PLR2004 - double entry
            raise UnbalancedEntryError(self.document, self.description, difference)

    def __iter__(self) -> Iterator[JournalLine]:
        return iter(self.lines)

    @property
    def source_count(self) -> int:
        """How many entries it stands for: itself alone unless entries were grouped."""
        return max(len(self.sources), 1)

    @property
    def total(self) -> Decimal:
        """The sum of the debits, which is the sum of the credits."""
        return sum((line.debit for line in self.lines), ZERO)
