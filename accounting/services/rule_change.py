"""What a change of the rule would move, seen before it is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounting.models import AccountingSettings, JournalEntry
from accounting.services.settings import RULE, save_settings
from companies.models import Company
from ui.signs import Sign

Status = JournalEntry.Status


@dataclass(frozen=True, slots=True)
class State:
    sign: Sign
    word: str
    ready_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An entry whose state would change; None where it would not be there."""

    event: str
    document_number: str
    party: str
    before: State | None
    after: State | None


def changes_rule(old: AccountingSettings, new: AccountingSettings) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in RULE)


def preview_rule_change(
    *, settings: AccountingSettings, changed_on: date
) -> list[Move]:
    """Make the change, look at the journal, and take the change back.

    Raises what saving would raise.
    """
    before = _states(settings.company)
    with transaction.atomic():
        save_settings(settings=settings, changed_on=changed_on)
        after = _states(settings.company)
        transaction.set_rollback(True)
    return list(_moves(before, after))


Key = tuple[str, int, str]


def _states(company: Company) -> dict[Key, tuple[JournalEntry, State]]:
    entries = JournalEntry.objects.for_company(company).living().with_faults()
    return {
        (entry.source_kind, entry.source_id, entry.event): (
            entry,
            State(entry.sign, entry.state_word, entry.ready_on),
        )
        for entry in entries.filter(status__in=[Status.HELD, Status.READY])
    }


def _moves(
    before: dict[Key, tuple[JournalEntry, State]],
    after: dict[Key, tuple[JournalEntry, State]],
) -> Iterator[Move]:
    for key in sorted({*before, *after}):
        entry, old = before.get(key, (None, None))
        other, new = after.get(key, (None, None))
        shown = other or entry
        if shown is not None and old != new:
            yield Move(
                event=shown.get_event_display(),
                document_number=shown.document_number,
                party=shown.party,
                before=old,
                after=new,
            )
