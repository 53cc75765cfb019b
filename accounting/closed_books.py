"""Which day the file carries for what is dated in closed books, in words."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from accounting.journal.dating import DatePolicy, Event, date_in_file
from accounting.models import JournalEntry
from ui.dates import long_date

Status = JournalEntry.Status


def moved_to(entry: JournalEntry, policy: DatePolicy) -> date | None:
    """The day that the file will carry because the entry's own is closed, if it is."""
    if entry.status not in {Status.HELD, Status.READY}:
        return None
    moved = _dated(entry, policy)
    own = _dated(entry, replace(policy, closed_through=None))
    return None if moved == own else moved


def _dated(entry: JournalEntry, policy: DatePolicy) -> date:
    """What is held is settled on the day of the policy at the earliest."""
    return date_in_file(
        event=Event(entry.event),
        happened_on=entry.happened_on,
        ready_on=entry.ready_on or max(entry.happened_on, policy.batch_on),
        policy=policy,
    )


def first_open_day(policy: DatePolicy) -> date | None:
    """The day that the file carries for a payment of a closed day."""
    if policy.closed_through is None:
        return None
    closed_on = policy.closed_through
    return date_in_file(
        event=Event.PAYMENT, happened_on=closed_on, ready_on=closed_on, policy=policy
    )


def closed_note(policy: DatePolicy) -> str:
    """What to know before a date is chosen; empty where no period is closed."""
    day = first_open_day(policy)
    if day is None or policy.closed_through is None:
        return ""
    message = _(
        "The books are closed through %(day)s: with a date on that day or before, the"
        " file will carry %(next_day)s; the document keeps its own date."
    )
    days = {"day": policy.closed_through, "next_day": day}
    return message % {name: long_date(value) for name, value in days.items()}


def moved_note(policy: DatePolicy, day: date) -> str:
    """What to know once something is recorded that the file carries on this day."""
    message = _(
        "The books are closed through %(day)s: the file will carry %(next_day)s."
    )
    closed = long_date(policy.closed_through) if policy.closed_through else ""
    return message % {"day": closed, "next_day": long_date(day)}
