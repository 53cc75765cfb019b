"""The one writer of the journal: what the plans say, no more and no less."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalLine as PlannedLine
from accounting.journal.entry import UnbalancedEntryError
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry, JournalEntryQuerySet, JournalLine
from accounting.queries import account_ids
from companies.models import Company

Status = JournalEntry.Status
BATCH_SIZE = 1_000
STATE_FIELDS = ["status", "ready_on", "happened_on", "document_number", "party"]


@dataclass(slots=True)
class _Changes:
    new: list[JournalEntry] = field(default_factory=list)
    new_lines: list[Sequence[PlannedLine]] = field(default_factory=list)
    moved: list[JournalEntry] = field(default_factory=list)
    filled: list[JournalLine] = field(default_factory=list)


def record_plans(
    *,
    company: Company,
    plans: Sequence[EntryPlan],
    sources: Mapping[str, Iterable[int]],
) -> None:
    """Make the living entries of these sources be what the plans say.

    `sources` maps a source kind to the ids that were planned: an entry of theirs that
    no plan mentions any more is withdrawn. What was once in a batch is left alone.
    Call it inside the transaction that holds the company's lock.
    """
    latest = _latest_entries(company, sources)
    lines = _lines_of(latest.values(), plans)
    accounts = account_ids(company)
    changes = _Changes()
    for plan in plans:
        entry = latest.pop(plan.key, None)
        if entry is None or entry.status == Status.WITHDRAWN:
            _add(company, plan, entry.revision + 1 if entry else 1, changes)
        elif not entry.was_exported:
            _follow(plan, entry, lines.get(entry.pk, []), accounts, changes)
    _withdraw((e for e in latest.values() if _may_be_withdrawn(e)), changes)
    _write(changes, accounts)
    _link_reversals(company, plans)


def _may_be_withdrawn(entry: JournalEntry) -> bool:
    return not entry.was_exported and entry.status != Status.WITHDRAWN


def _latest_entries(
    company: Company, sources: Mapping[str, Iterable[int]]
) -> dict[tuple[str, int, str], JournalEntry]:
    """The last revision of each event: the living entry, or the last withdrawn one."""
    entries = _entries_of(company, sources).select_related("company")
    return {
        (entry.source_kind, entry.source_id, entry.event): entry
        for entry in entries.order_by("revision")
    }


def _entries_of(
    company: Company, sources: Mapping[str, Iterable[int]]
) -> JournalEntryQuerySet:
    entries = JournalEntry.objects.for_company(company)
    named = [
        Q(source_kind=kind, source_id__in=list(ids)) for kind, ids in sources.items()
    ]
    return entries.filter(reduce(or_, named)) if named else entries.none()


def _lines_of(
    entries: Iterable[JournalEntry], plans: Sequence[EntryPlan]
) -> dict[int, list[JournalLine]]:
    """The lines of the entries whose plan has lines to compare them with."""
    compared = {plan.key for plan in plans if plan.lines is not None}
    ids = [
        entry.pk
        for entry in entries
        if _may_be_withdrawn(entry)
        and (entry.source_kind, entry.source_id, entry.event) in compared
    ]
    lines: dict[int, list[JournalLine]] = defaultdict(list)
    for line in JournalLine.objects.filter(entry__in=ids).order_by("entry", "position"):
        lines[line.entry_id].append(line)
    return lines


def _follow(
    plan: EntryPlan,
    entry: JournalEntry,
    lines: list[JournalLine],
    accounts: Mapping[str, int],
    changes: _Changes,
) -> None:
    """Move a living entry to its plan, or replace it when its lines differ."""
    was_prior = entry.status == Status.PRIOR
    has_lines = plan.lines is not None and not plan.is_prior
    if plan.is_prior != was_prior or (
        has_lines and not _fits(plan.lines or (), lines, accounts)
    ):
        _withdraw([entry], changes)
        _add(entry.company, plan, entry.revision + 1, changes)
        return
    for planned, line in zip(plan.lines or (), lines, strict=False):
        if line.account_id is None and planned.account is not None:
            line.account_id = accounts[planned.account]
            line.origin = planned.origin
            changes.filled.append(line)
    before = [getattr(entry, name) for name in STATE_FIELDS]
    _set_state(entry, plan, has_effect=entry.status != Status.NO_EFFECT)
    if before != [getattr(entry, name) for name in STATE_FIELDS]:
        changes.moved.append(entry)


def _fits(
    planned: Sequence[PlannedLine],
    lines: Sequence[JournalLine],
    accounts: Mapping[str, int],
) -> bool:
    """Whether the rows are these lines, or lack only accounts that are now known."""
    return len(planned) == len(lines) and all(
        (plan.debit, plan.credit) == (line.debit, line.credit)
        and line.account_id in (None, plan.account and accounts[plan.account])
        for plan, line in zip(planned, lines, strict=True)
    )


def _add(company: Company, plan: EntryPlan, revision: int, changes: _Changes) -> None:
    lines = () if plan.is_prior else plan.lines or ()
    difference = sum((line.debit - line.credit for line in lines), ZERO)
    if difference or len(lines) == 1:
        raise UnbalancedEntryError(plan.document_number, plan.event, difference)
    entry = JournalEntry(
        company=company,
        source_kind=plan.source_kind,
        source_id=plan.source_id,
        event=plan.event.value,
        revision=revision,
    )
    _set_state(entry, plan, has_effect=bool(lines))
    changes.new.append(entry)
    changes.new_lines.append(lines)


def _set_state(entry: JournalEntry, plan: EntryPlan, *, has_effect: bool) -> None:
    entry.document_number = plan.document_number
    entry.party = plan.party
    entry.happened_on = plan.happened_on
    entry.ready_on = plan.ready_on
    entry.status = Status.HELD if plan.ready_on is None else Status.READY
    if plan.is_prior or not has_effect:
        entry.status = Status.PRIOR if plan.is_prior else Status.NO_EFFECT
        entry.ready_on = plan.ready_on or plan.happened_on


def _withdraw(entries: Iterable[JournalEntry], changes: _Changes) -> None:
    """What is withdrawn undoes nothing: its place is free for the next revision."""
    for entry in entries:
        entry.status = Status.WITHDRAWN
        entry.reverses = None
        changes.moved.append(entry)


def _write(changes: _Changes, accounts: Mapping[str, int]) -> None:
    """Withdrawals first: an event has one living entry at any time."""
    manager = JournalEntry.objects
    fields = [*STATE_FIELDS, "reverses"]
    manager.bulk_update(changes.moved, fields, batch_size=BATCH_SIZE)
    manager.bulk_create(changes.new, batch_size=BATCH_SIZE)
    JournalLine.objects.bulk_create(
        (
            JournalLine(
                entry=entry,
                position=position,
                account_id=line.account and accounts[line.account],
                debit=line.debit,
                credit=line.credit,
                origin=line.origin,
                tax_treatment=line.tax_treatment,
            )
            for entry, lines in zip(changes.new, changes.new_lines, strict=True)
            for position, line in enumerate(lines, start=1)
        ),
        batch_size=BATCH_SIZE,
    )
    JournalLine.objects.bulk_update(
        changes.filled, ["account", "origin"], batch_size=BATCH_SIZE
    )


def _link_reversals(company: Company, plans: Sequence[EntryPlan]) -> None:
    """Point each reversal at the living entry it undoes: one at most, by constraint."""
    undone = {plan.key: plan.reverses for plan in plans if plan.reverses is not None}
    sources: dict[str, set[int]] = defaultdict(set)
    for kind, source, _event in (*undone, *undone.values()):
        sources[kind].add(source)
    living = {
        (entry.source_kind, entry.source_id, entry.event): entry
        for entry in _entries_of(company, sources).living()
    }
    linked = []
    for key, reversed_key in undone.items():
        entry, target = living.get(key), living.get(reversed_key)
        if entry is None or entry.was_exported:
            continue
        if entry.reverses_id != (target and target.pk):
            entry.reverses = target
            linked.append(entry)
    JournalEntry.objects.bulk_update(linked, ["reverses"], batch_size=BATCH_SIZE)
