from dataclasses import dataclass
from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlan:
    """What the entry of an event must be, by the facts and the rule as they are now.

    `ready_on` None holds it; `lines` empty has no accounting effect; `lines` None
    leaves the lines of the living entry as they are, for an event that cannot change.
    """

    source_kind: str
    source_id: int
    event: Event
    document_number: str
    party: str
    happened_on: date
    ready_on: date | None
    lines: tuple[JournalLine, ...] | None

    @property
    def key(self) -> tuple[str, int, str]:
        return (self.source_kind, self.source_id, self.event.value)
