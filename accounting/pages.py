"""What the page of an entry shows beside the entry itself."""

from dataclasses import dataclass

from accounting.models import JournalEntry, JournalLine
from accounting.origins import FREE_TEXT, Reason, explain_origins, line_account_url


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    line: JournalLine
    reason: Reason


def explained_lines(entry: JournalEntry) -> list[EntryLine]:
    """The lines in order, each with the rule that chose its account."""
    lines = list(entry.lines.select_related("account").order_by("position"))
    reasons = explain_origins(entry.company, {line.origin for line in lines})
    return [
        EntryLine(line=line, reason=_reason(entry, line, reasons[line.origin]))
        for line in lines
    ]


def _reason(entry: JournalEntry, line: JournalLine, reason: Reason) -> Reason:
    is_free = line.origin == FREE_TEXT and entry.status != JournalEntry.Status.WITHDRAWN
    if not is_free:
        return reason
    return Reason(text=reason.text, url=line_account_url(entry.company, line.pk))
