"""Copies of what was exported, kept apart, to be compared after every event."""

from hashlib import sha256
from typing import Any

from accounting.models import JournalEntry, JournalLine
from companies.models import Company
from exports.models import BatchEntry, ExportBatch, ExportFile

ENTRY = (
    "pk",
    "source_kind",
    "source_id",
    "event",
    "revision",
    "document_number",
    "party",
    "happened_on",
    "ready_on",
    "reverses",
)
LINE = ("entry", "position", "account", "debit", "credit", "tax_treatment")
Row = tuple[Any, ...]
Rows = dict[tuple[int, int], Row]


class Copies:
    """What left in a batch as it was by then: entries, their lines, the bytes."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.entries: dict[int, Row] = {}
        self.lines: Rows = {}
        self.files: dict[int, str] = {}

    def keep(self, batch: ExportBatch) -> None:
        entries = JournalEntry.objects.filter(batches__batch=batch)
        for row in entries.values_list(*ENTRY):
            self.entries.setdefault(row[0], row)
        lines = JournalLine.objects.filter(entry__batches__batch=batch)
        for row in lines.values_list(*LINE):
            self.lines.setdefault(row[:2], row)
        for file in batch.files.all():
            self.files[file.pk] = sha256(file.content).hexdigest()

    def check(self) -> None:
        if not self.files:
            return
        entries = JournalEntry.objects.filter(pk__in=self.entries)
        assert {row[0]: row for row in entries.values_list(*ENTRY)} == self.entries
        assert set(entries.values_list("status", flat=True)) <= {"READY", "EXPORTED"}
        lines = JournalLine.objects.filter(entry__in=self.entries)
        assert {row[:2]: row for row in lines.values_list(*LINE)} == self.lines
        files = ExportFile.objects.filter(pk__in=self.files)
        assert {f.pk: sha256(f.content).hexdigest() for f in files} == self.files
        living = BatchEntry.objects.filter(entry__in=self.entries, released_at=None)
        carried = list(living.values_list("entry", flat=True))
        assert len(carried) == len(set(carried))


def journal_rows(company: Company) -> Rows:
    """The living entries with their state, and their lines, by entry and position."""
    living = JournalEntry.objects.for_company(company).living()
    lines = JournalLine.objects.filter(entry__in=living)
    rows: Rows = {
        (row[0], 0): row for row in living.values_list(*ENTRY, "status", "was_exported")
    }
    return rows | {(row[0], row[1]): row for row in lines.values_list(*LINE)}
