"""Entries as strings that a test can hold."""

from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry

LETTERS = {
    JournalEntry.Status.HELD: "H",
    JournalEntry.Status.READY: "R!",
    JournalEntry.Status.EXPORTED: "X",
    JournalEntry.Status.NO_EFFECT: "–",
    JournalEntry.Status.PRIOR: "prior",
}


def filed(entry: FileEntry) -> str:
    """An entry as the file has it: `2026-11-01 FAC-00001 Tremblay: D 1201 …`."""
    debits = ", ".join(f"D {x.account} {x.debit:.2f}" for x in entry if x.debit)
    credits_ = ", ".join(f"C {x.account} {x.credit:.2f}" for x in entry if x.credit)
    return f"{entry.date} {entry.description}: {debits} / {credits_}"


def told(entry: JournalEntry) -> str:
    sides: dict[str, list[str]] = {"D": [], "C": []}
    for line in sorted(entry.lines.all(), key=lambda line: line.position):
        side, amount = ("D", line.debit) if line.debit else ("C", line.credit)
        number = line.account.number if line.account else "?"
        sides[side].append(f"{side} {number} {amount:.2f}")
    lines = " / ".join(", ".join(side) for side in sides.values() if side)
    status = LETTERS[JournalEntry.Status(entry.status)]
    return f"{status} {entry.event} {entry.happened_on:%m-%d} {lines}".strip()
