"""The chart, the settings of the books, and the journal."""

from accounting.models.chart import AccountPair, GLAccount, account_field
from accounting.models.journal import JournalEntry, JournalEntryQuerySet, JournalLine
from accounting.models.settings import AccountingSettings, BooksReopening

__all__ = [
    "AccountPair",
    "AccountingSettings",
    "BooksReopening",
    "GLAccount",
    "JournalEntry",
    "JournalEntryQuerySet",
    "JournalLine",
    "account_field",
]
