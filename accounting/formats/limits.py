from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from accounting.formats.descriptions import DESCRIPTION_WIDTH
from accounting.formats.profile import GLImportProfile
from accounting.formats.text import transliterate
from accounting.journal.entry import JournalEntry

LARGEST_AMOUNT = Decimal("999999.99")
# The file gives a year two digits.
YEARS = range(2000, 2100)


class Limit(StrEnum):
    """What a file cannot hold."""

    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_NOT_DIGITS = "account_not_digits"
    ACCOUNT_TOO_WIDE = "account_too_wide"
    AMOUNT_TOO_LARGE = "amount_too_large"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DOCUMENT_TOO_LONG = "document_too_long"
    SOURCE_TOO_LONG = "source_too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """One limit that an entry breaks; account and amount are those of its line."""

    limit: Limit
    document: str
    account: str | None = None
    amount: Decimal | None = None


class FormatLimitError(Exception):
    """An entry that the file cannot hold as it is, with all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(*problems)


def problems(entry: JournalEntry, profile: GLImportProfile) -> tuple[Problem, ...]:
    """All limits of GLImport that the entry breaks, in the order of its lines."""
    document = entry.document
    found = [Problem(limit, document) for limit in _entry_limits(entry, profile)]
    for line in entry.lines:
        account, amount = line.account, line.amount
        if limit := account_limit(account, profile.account_width):
            found.append(Problem(limit, document, account, amount))
        if amount > LARGEST_AMOUNT and not profile.split_large_amounts:
            found.append(Problem(Limit.AMOUNT_TOO_LARGE, document, account, amount))
    return tuple(found)


def _entry_limits(entry: JournalEntry, profile: GLImportProfile) -> Iterator[Limit]:
    if entry.date.year not in YEARS:
        yield Limit.DATE_OUT_OF_RANGE
    # A number in front of the description is cut only when it alone is too long.
    if len(transliterate(entry.document, profile.encoding)) > DESCRIPTION_WIDTH:
        yield Limit.DOCUMENT_TOO_LONG


@lru_cache
def account_limit(account: str | None, width: int) -> Limit | None:
    if not account:
        return Limit.ACCOUNT_MISSING
    if not (account.isascii() and account.isdigit()):
        return Limit.ACCOUNT_NOT_DIGITS
    return Limit.ACCOUNT_TOO_WIDE if len(account) > width else None
