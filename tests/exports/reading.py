"""The files of a batch, read back by the parser that knows nothing of the writer."""

from collections import Counter
from decimal import Decimal

from accounting.formats.read_back import read_back
from accounting.journal.entry import JournalEntry
from exports.models import ExportBatch, ExportFile
from exports.queries import frozen_profile

KEY = ("source_kind", "source_id", "event", "revision")


def entries_in(file: ExportFile) -> tuple[JournalEntry, ...]:
    profile = frozen_profile(file.batch)
    return read_back(bytes(file.content), profile=profile).entries


def written_in(batch: ExportBatch) -> dict[str, list[list[str]]]:
    """By file: each entry as its date and description, then `D 1201 114.98`, …"""
    files = batch.files.filter(format="glimport").order_by("pk")
    return {
        file.name: [
            [f"{entry.date} {entry.description}", *sides(entry)]
            for entry in entries_in(file)
        ]
        for file in files
    }


def sides(entry: JournalEntry) -> list[str]:
    return [
        f"{'D' if line.debit else 'C'} {line.account} {line.amount}" for line in entry
    ]


def titles_in(batch: ExportBatch) -> list[str]:
    """The dates and descriptions of its entries, in the order of its files."""
    return [entry[0] for entries in written_in(batch).values() for entry in entries]


def net_of(*batches: ExportBatch) -> dict[str, Decimal]:
    """What the files leave on each account, debits less credits."""
    sums: Counter[str] = Counter()
    for batch in batches:
        for file in batch.files.filter(format="glimport"):
            for line in (line for entry in entries_in(file) for line in entry):
                sums[line.account or ""] += int((line.debit - line.credit) * 100)
    return {account: Decimal(cents) / 100 for account, cents in sums.items()}


def keys_in(batch: ExportBatch) -> set[tuple[object, ...]]:
    """The events that its entries tell."""
    return set(batch.entries.values_list(*(f"entry__{name}" for name in KEY)))
