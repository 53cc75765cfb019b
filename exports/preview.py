"""What the page of a new export shows before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.formats.splitting import file_name, next_counter, split_into_files
from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import GLAccount, JournalEntry
from companies.models import Company
from exports.queries import (
    ExportPlan,
    glimport_settings_for,
    plan_export,
    profile_of,
)
from exports.reasons import Reason, reasons_of, subject_url, subject_words

DEFAULT = "default:"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTotal:
    number: str
    name: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTotal:
    name: str
    first_on: date
    last_on: date
    entry_count: int
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    entry: FileEntry
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultUse:
    """What is sold on the company's default account, for want of its own."""

    subject: str
    url: str
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    entry_count: int
    total: Decimal
    accounts: list[AccountTotal]
    files: list[FileTotal]
    behind: list[Behind]
    defaults: list[DefaultUse]
    held_count: int
    no_effect_count: int


def preview_export(*, company: Company, through: date, produced_on: date) -> Preview:
    plan = plan_export(company=company, through=through, produced_on=produced_on)
    happened = JournalEntry.objects.for_company(company).filter(
        happened_on__lte=through
    )
    known: dict[str, Reason] = {}
    return Preview(
        entry_count=len(plan.entries),
        total=sum((entry.total for entry in plan.entries), ZERO),
        accounts=account_totals(company, plan.entries),
        files=_files(company, plan),
        behind=[
            Behind(entry=aside.entry, reasons=tuple(reasons_of(company, aside, known)))
            for aside in plan.set_aside
        ],
        defaults=_defaults(company, plan),
        held_count=happened.filter(status=JournalEntry.Status.HELD).count(),
        no_effect_count=happened.filter(status=JournalEntry.Status.NO_EFFECT).count(),
    )


def account_totals(
    company: Company, entries: Iterable[FileEntry]
) -> list[AccountTotal]:
    """The debits and the credits of each account, in the order of the chart."""
    debits: dict[str, Decimal] = defaultdict(lambda: ZERO)
    credits_: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for entry in entries:
        for line in entry:
            debits[line.account or ""] += line.debit
            credits_[line.account or ""] += line.credit
    accounts = GLAccount.objects.for_company(company)
    names = dict(accounts.values_list("number", "name"))
    return [
        AccountTotal(
            number=number,
            name=names[number],
            debit=debits[number],
            credit=credits_[number],
        )
        for number in sorted(debits)
    ]


def _files(company: Company, plan: ExportPlan) -> list[FileTotal]:
    settings = glimport_settings_for(company)
    counter = settings.next_counter
    dated = ((entry.date, entry) for entry in plan.entries)
    files = []
    for part in split_into_files(dated, profile=profile_of(settings)):
        file = FileTotal(
            name=file_name(settings.base_name, counter),
            first_on=part.first_on,
            last_on=part.last_on,
            entry_count=len(part.items),
            total=sum((entry.total for entry in part.items), ZERO),
        )
        files.append(file)
        counter = next_counter(counter)
    return files


def _defaults(company: Company, plan: ExportPlan) -> list[DefaultUse]:
    used = Counter(
        line.origin.removeprefix(DEFAULT)
        for entry in plan.entries
        for line in entry
        if line.origin.startswith(DEFAULT)
    )
    return [
        DefaultUse(
            subject=subject_words(company, subject),
            url=subject_url(company, subject),
            line_count=count,
        )
        for subject, count in used.items()
    ]
