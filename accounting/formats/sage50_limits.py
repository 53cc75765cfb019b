"""What a general journal of Sage 50 cannot hold; only its comment may be cut."""

from collections.abc import Iterator

from accounting.formats.limits import YEARS, Limit, Problem, account_limit
from accounting.formats.text import transliterate
from accounting.journal.entry import JournalEntry

ENCODING = "cp1252"
SOURCE_WIDTH = 20
COMMENT_WIDTH = 75
# The widest that any edition takes; the smaller ones take four digits.
ACCOUNT_WIDTH = 8


def problems(entry: JournalEntry) -> tuple[Problem, ...]:
    """All limits of the file that the entry breaks, in the order of its lines."""
    document = entry.document
    found = [Problem(limit=limit, document=document) for limit in _entry_limits(entry)]
    for line in entry:
        if limit := account_limit(line.account, ACCOUNT_WIDTH):
            account, amount = line.account, line.amount
            found.append(
                Problem(limit=limit, document=document, account=account, amount=amount)
            )
    return tuple(found)


def _entry_limits(entry: JournalEntry) -> Iterator[Limit]:
    if entry.date.year not in YEARS:
        yield Limit.DATE_OUT_OF_RANGE
    if len(transliterate(entry.document, ENCODING).strip()) > SOURCE_WIDTH:
        yield Limit.SOURCE_TOO_LONG
