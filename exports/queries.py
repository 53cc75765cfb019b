"""What an export would hold, and the entries of a batch as they were frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import groupby

from accounting.control import find_faulty
from accounting.formats.base import Sheet
from accounting.formats.limits import Limit, Problem, problems
from accounting.formats.profile import GLImportProfile
from accounting.formats.words import ENGLISH, FRENCH, Words
from accounting.journal.cents import ZERO
from accounting.journal.dating import DatePolicy, Event
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.journal.grouping import Detail, day_of, group_days
from accounting.models import GLAccount, JournalEntry
from accounting.queries import date_policy, settings_for
from companies.models import Company
from exports.loading import CHUNK, Dated, load_entries, order_entries
from exports.models import BatchEntry, ExportBatch, GLImportSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartAccount:
    pk: int
    number: str
    name: str
    is_control: bool
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that a batch takes from the settings: read once, compared under the lock."""

    policy: DatePolicy
    detail: Detail
    profile: GLImportProfile
    counter: int
    language: str
    chart: Mapping[str, ChartAccount]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An entry that cannot go, with everything that is wrong with it.

    `is_faulty`: it is not what its document says.
    """

    entry: FileEntry
    unusable: tuple[ChartAccount, ...]
    missing: tuple[str, ...]
    limits: tuple[Problem, ...]
    is_faulty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """How many entries can go, and what they total; and those set aside."""

    entry_count: int
    total: Decimal
    set_aside: tuple[SetAside, ...]


def glimport_settings_for(company: Company) -> GLImportSettings:
    settings, _ = GLImportSettings.objects.get_or_create(company=company)
    return settings


def profile_of(settings: GLImportSettings) -> GLImportProfile:
    names = (field.name for field in fields(GLImportProfile))
    return GLImportProfile(**{name: getattr(settings, name) for name in names})


def frozen_profile(batch: ExportBatch) -> GLImportProfile:
    """How the files of the batch were written, whatever the settings are now."""
    return GLImportProfile(**batch.profile)


def words_in(language: str) -> Words:
    return FRENCH if language == Company.Language.FRENCH else ENGLISH


def read_chart(company: Company) -> dict[str, ChartAccount]:
    names = [field.name for field in fields(ChartAccount)]
    rows = GLAccount.objects.for_company(company).values(*names)
    return {row["number"]: ChartAccount(**row) for row in rows}


def read_terms(*, company: Company, through: date, produced_on: date) -> Terms:
    settings = settings_for(company)
    glimport = glimport_settings_for(company)
    return Terms(
        policy=date_policy(settings, min(produced_on, through)),
        detail=Detail(settings.detail),
        profile=profile_of(glimport),
        counter=glimport.next_counter,
        language=company.language,
        chart=read_chart(company),
    )


def plan_export(*, company: Company, through: date, produced_on: date) -> ExportPlan:
    """Say what a batch through this day would hold if it were produced that day."""
    terms = read_terms(company=company, through=through, produced_on=produced_on)
    count, total = 0, ZERO
    asides: list[SetAside] = []
    for reviewed in review_entries(company, through, terms):
        if isinstance(reviewed, SetAside):
            asides.append(reviewed)
        else:
            count += reviewed.source_count
            total += reviewed.total
    return ExportPlan(entry_count=count, total=total, set_aside=tuple(asides))


def review_entries(
    company: Company, through: date, terms: Terms
) -> Iterator[FileEntry | SetAside]:
    """Each entry that is ready, in the order of the files: itself when it can go."""
    ready = JournalEntry.objects.for_company(company).exportable_through(through)
    faulty = find_faulty(company, ready).keys()
    dated = order_entries(ready, terms.policy)
    words = words_in(terms.language)
    entries = load_entries(dated, detail=terms.detail, words=words)
    reviewed = (
        find_aside(entry, terms, is_faulty=entry.sources[0].entry_id in faulty) or entry
        for entry in entries
    )
    if terms.detail is not Detail.DAILY:
        return reviewed
    return _review_days(reviewed, terms)


def _review_days(
    reviewed: Iterator[FileEntry | SetAside], terms: Terms
) -> Iterator[FileEntry | SetAside]:
    """Group what can go of each day; a day that the file cannot hold stays whole."""
    titles = words_in(terms.language).days
    for _, run in groupby(reviewed, key=_day_of):
        going = []
        for each in run:
            if isinstance(each, SetAside):
                yield each
            else:
                going.append(each)
        for day in group_days(going, titles=titles):
            limits = problems(day, terms.profile)
            asides = (
                SetAside(entry=entry, unusable=(), missing=(), limits=limits)
                for entry in going
            )
            yield from asides if limits else [day]


def _day_of(reviewed: FileEntry | SetAside) -> tuple[date, Event | None]:
    return day_of(reviewed.entry if isinstance(reviewed, SetAside) else reviewed)


def find_aside(
    entry: FileEntry, terms: Terms, *, is_faulty: bool = False
) -> SetAside | None:
    """What keeps an entry out of the files; None when it can go."""
    used = dict.fromkeys(line.account for line in entry)
    accounts = [terms.chart[number] for number in used if number]
    unusable = [a for a in accounts if a.is_control or not a.is_active]
    found = problems(entry, terms.profile)
    if not unusable and not found and not is_faulty:
        return None
    missing = dict.fromkeys(line.origin for line in entry if line.account is None)
    return SetAside(
        entry=entry,
        unusable=tuple(unusable),
        missing=tuple(missing),
        limits=tuple(p for p in found if p.limit is not Limit.ACCOUNT_MISSING),
        is_faulty=is_faulty,
    )


def batch_entries(batch: ExportBatch) -> Iterator[FileEntry]:
    """The entries of the batch in the order, words and dates that it froze."""
    words, detail = words_in(batch.language), Detail(batch.detail)
    entries = load_entries(_places(batch), detail=detail, words=words)
    return group_days(entries, titles=words.days) if detail is Detail.DAILY else entries


def _places(batch: ExportBatch) -> Iterator[Dated]:
    rows = BatchEntry.objects.filter(batch=batch).order_by("position")
    places = rows.values_list("entry", "dated_on")
    return places.iterator(chunk_size=CHUNK)


def sheet_of(batch: ExportBatch, chart: Mapping[str, ChartAccount]) -> Sheet:
    """What every file of the batch says; its own name and period are set on it."""
    return Sheet(
        file_name="",
        first_on=batch.through,
        last_on=batch.through,
        profile=frozen_profile(batch),
        words=words_in(batch.language),
        account_names={number: account.name for number, account in chart.items()},
    )
