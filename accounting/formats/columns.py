"""The columns that people see an entry in, one row a line, in whatever program."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accounting.formats.base import Sheet
from accounting.journal.entry import JournalEntry

Row = list[str | Decimal | date | None]


def headings(sheet: Sheet) -> Row:
    words = sheet.words
    return [
        words.date,
        words.document,
        words.description,
        words.account,
        words.account_name,
        words.debit,
        words.credit,
    ]


def entry_rows(entry: JournalEntry, sheet: Sheet) -> Iterator[Row]:
    for line in entry:
        account = line.account or ""
        yield [
            entry.date,
            entry.document,
            entry.description,
            account,
            sheet.account_names.get(account, ""),
            line.debit or None,
            line.credit or None,
        ]
