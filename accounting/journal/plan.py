from dataclasses import dataclass
from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine

Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlan:
    """What the entry of an event must be, by the facts and the rule as they are now.

    `ready_on` None holds it; `lines` empty has no accounting effect; `lines` None
    leaves the lines of the living entry as they are, for an event that cannot change.
    `is_prior` was in the books before the cut-over: it has no lines here. `reverses`
    is the key of the entry it undoes.
    """

    source_kind: str
    source_id: int
    event: Event
    document_number: str
    party: str
    happened_on: date
    ready_on: date | None
    lines: tuple[JournalLine, ...] | None
    is_prior: bool = False
    reverses: Key | None = None

    @property
    def key(self) -> Key:
        return (self.source_kind, self.source_id, self.event.value)
