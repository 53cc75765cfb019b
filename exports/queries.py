"""What an export would hold, and the entries of a batch as they were frozen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from accounting.formats.base import Sheet
from accounting.formats.descriptions import describe
from accounting.formats.limits import Limit, Problem, problems
from accounting.formats.profile import GLImportProfile
from accounting.formats.words import ENGLISH, FRENCH, Words
from accounting.journal.cents import to_cents
from accounting.journal.dating import DatePolicy, Event, SaleDate, date_in_file
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.journal.entry import JournalLine as FileLine
from accounting.journal.entry import Side
from accounting.journal.grouping import Detail, group_entries
from accounting.models import AccountingSettings, GLAccount, JournalEntry, JournalLine
from accounting.queries import settings_for
from companies.models import Company
from exports.models import BatchEntry, ExportBatch, GLImportSettings

CHUNK = 1_000
EVENT_ORDER = {event: place for place, event in enumerate(Event)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An entry that cannot go, with everything that is wrong with it."""

    entry: FileEntry
    unusable: tuple[GLAccount, ...]
    missing: tuple[str, ...]
    limits: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """The entries that can go, in the order of the files, and those set aside."""

    entries: tuple[FileEntry, ...]
    set_aside: tuple[SetAside, ...]


def glimport_settings_for(company: Company) -> GLImportSettings:
    settings, _ = GLImportSettings.objects.get_or_create(company=company)
    return settings


def profile_of(settings: GLImportSettings) -> GLImportProfile:
    names = (field.name for field in fields(GLImportProfile))
    return GLImportProfile(**{name: getattr(settings, name) for name in names})


def words_of(company: Company) -> Words:
    return FRENCH if company.language == Company.Language.FRENCH else ENGLISH


def date_policy(settings: AccountingSettings, batch_on: date) -> DatePolicy:
    return DatePolicy(
        only_when_paid=settings.only_when_paid,
        sale_date=SaleDate(settings.sale_date),
        closed_through=settings.closed_through,
        batch_on=batch_on,
    )


def plan_export(*, company: Company, through: date, produced_on: date) -> ExportPlan:
    """Say what a batch through this day would hold if it were produced that day."""
    settings = settings_for(company)
    profile = profile_of(glimport_settings_for(company))
    policy = date_policy(settings, min(produced_on, through))
    ready = JournalEntry.objects.for_company(company).exportable_through(through)
    rows = list(ready.order_by("pk"))
    dated = {
        entry.pk: date_in_file(
            event=Event(entry.event),
            happened_on=entry.happened_on,
            ready_on=entry.ready_on or entry.happened_on,
            policy=policy,
        )
        for entry in rows
    }
    rows.sort(key=lambda entry: _order(entry, dated[entry.pk]))
    chart = {a.number: a for a in GLAccount.objects.for_company(company)}
    fit, unfit = [], []
    entries = _load(company, rows, dated, Detail(settings.detail))
    for entry in entries:
        aside = _check(entry, chart, profile)
        if aside.unusable or aside.missing or aside.limits:
            unfit.append(aside)
        else:
            fit.append(entry)
    return ExportPlan(entries=tuple(fit), set_aside=tuple(unfit))


def _order(entry: JournalEntry, dated_on: date) -> tuple[date, int, str, int]:
    place = EVENT_ORDER[Event(entry.event)]
    return (dated_on, place, entry.document_number, entry.pk)


def _check(
    entry: FileEntry, chart: Mapping[str, GLAccount], profile: GLImportProfile
) -> SetAside:
    used = dict.fromkeys(line.account for line in entry if line.account)
    unusable = (chart[number] for number in used)
    missing = dict.fromkeys(line.origin for line in entry if line.account is None)
    found = problems(entry, profile)
    return SetAside(
        entry=entry,
        unusable=tuple(a for a in unusable if a.is_control or not a.is_active),
        missing=tuple(missing),
        limits=tuple(p for p in found if p.limit is not Limit.ACCOUNT_MISSING),
    )


def batch_entries(batch: ExportBatch) -> Iterator[FileEntry]:
    """The entries of the batch in the order and with the dates it froze."""
    rows = BatchEntry.objects.filter(batch=batch).select_related("entry")
    ordered = list(rows.order_by("position"))
    dated = {row.entry_id: row.dated_on for row in ordered}
    entries = [row.entry for row in ordered]
    return _load(batch.company, entries, dated, Detail(batch.detail))


def _load(
    company: Company,
    entries: Sequence[JournalEntry],
    dated: Mapping[int, date],
    detail: Detail,
) -> Iterator[FileEntry]:
    words = words_of(company)
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        lines = _lines_of([entry.pk for entry in chunk])
        loaded = (
            _file_entry(entry, dated[entry.pk], lines[entry.pk], words)
            for entry in chunk
        )
        yield from group_entries(loaded, detail)


def _lines_of(entry_ids: Sequence[int]) -> Mapping[int, list[FileLine]]:
    lines: dict[int, list[FileLine]] = defaultdict(list)
    rows = JournalLine.objects.filter(entry__in=entry_ids)
    for entry, number, debit, credit, origin, treatment in rows.order_by(
        "entry", "position"
    ).values_list(
        "entry", "account__number", "debit", "credit", "origin", "tax_treatment"
    ):
        lines[entry].append(
            FileLine(
                account=number,
                side=Side.DEBIT if debit else Side.CREDIT,
                amount=to_cents(debit or credit),
                origin=origin,
                tax_treatment=treatment,
            )
        )
    return lines


def _file_entry(
    entry: JournalEntry, dated_on: date, lines: Iterable[FileLine], words: Words
) -> FileEntry:
    return FileEntry(
        date=dated_on,
        description=describe(
            event=Event(entry.event),
            document=entry.document_number,
            party=entry.party,
            happened_on=entry.happened_on,
            dated_on=dated_on,
            words=words,
        ),
        lines=tuple(lines),
        document=entry.document_number,
        party=entry.party,
        happened_on=entry.happened_on,
        source=entry.pk,
    )


def sheet_for(
    company: Company, *, file_name: str, first_on: date, last_on: date
) -> Sheet:
    accounts = GLAccount.objects.for_company(company)
    return Sheet(
        file_name=file_name,
        first_on=first_on,
        last_on=last_on,
        profile=profile_of(glimport_settings_for(company)),
        words=words_of(company),
        account_names=dict(accounts.values_list("number", "name")),
    )
