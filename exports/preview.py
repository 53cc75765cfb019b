"""What the page of a new export shows before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounting.formats.splitting import file_name, next_counter, split_into_files
from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry as FileEntry
from accounting.models import JournalEntry
from accounting.origins import Reason, find_subjects, parse_origin
from companies.models import Company
from exports.dating import date_sentences
from exports.late import count_late, released_later
from exports.queries import SetAside, Terms, read_terms, review_entries
from exports.reasons import (
    Behind,
    cannot_go,
    explain_set_aside,
    nothing_to_export,
)
from exports.respelling import Respelling, respell
from exports.totals import AccountTotal, TaxTotal, Totals
from exports.waiting import (
    Waiting,
    banked_entries,
    entries_to_come,
    fresh_without_effect,
    held_entries,
    tell_banked,
    tell_held,
    tell_to_come,
    without_effect,
)

SPELLINGS_SHOWN = 50
NO_EFFECT_SHOWN = 50
# How many entries of the journal it stands for, its total, and how many are late.
Going = tuple[int, Decimal, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTotal:
    name: str
    first_on: date
    last_on: date
    entry_count: int
    total: Decimal
    late_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultUse:
    """What is sold on the company's default account, for want of its own."""

    subject: Reason
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`more_spellings` counts the respelled words that are not shown."""

    entry_count: int
    total: Decimal
    accounts: list[AccountTotal]
    taxes: list[TaxTotal]
    files: list[FileTotal]
    date_sentences: list[str]
    spellings: list[Respelling]
    more_spellings: int
    behind: list[Behind]
    defaults: list[DefaultUse]
    held: Waiting
    banked: Waiting
    to_come: Waiting
    no_effect_count: int
    no_effect: list[JournalEntry]

    @property
    def waits(self) -> bool:
        return bool(self.held.count or self.to_come.count or self.no_effect_count)

    @property
    def behind_words(self) -> str:
        return cannot_go(len(self.behind))

    @property
    def held_words(self) -> str:
        return tell_held(self.held)

    @property
    def banked_words(self) -> str:
        return tell_banked(self.banked)

    @property
    def to_come_words(self) -> str:
        return tell_to_come(self.to_come)

    @property
    def nothing_words(self) -> str:
        """Nothing while something can go."""
        return "" if self.entry_count else nothing_to_export(len(self.behind))


@dataclass(slots=True)
class _Seen:
    """What is kept of the entries as they pass, so that they need not be."""

    encoding: str
    totals: Totals = field(default_factory=Totals)
    asides: list[SetAside] = field(default_factory=list)
    defaults: Counter[str] = field(default_factory=Counter)
    spellings: dict[Respelling, None] = field(default_factory=dict)

    def add(self, entry: FileEntry) -> None:
        self.totals.add(entry)
        self.spellings |= dict.fromkeys(respell(entry.description, self.encoding))
        for line in entry:
            origin = parse_origin(line.origin)
            if origin.level == "default":
                self.defaults[origin.subject] += 1


def preview_export(*, company: Company, through: date, produced_on: date) -> Preview:
    terms = read_terms(company=company, through=through, produced_on=produced_on)
    seen = _Seen(encoding=terms.profile.encoding)
    files = list(_files(_going(company, through, terms, seen), terms))
    spellings = list(seen.spellings)
    fresh = fresh_without_effect(company=company, through=through)
    return Preview(
        entry_count=seen.totals.entry_count,
        total=seen.totals.total,
        accounts=seen.totals.by_account(terms.chart),
        taxes=seen.totals.by_tax(company),
        files=files,
        date_sentences=list(date_sentences(terms.policy)),
        spellings=spellings[:SPELLINGS_SHOWN],
        more_spellings=len(spellings[SPELLINGS_SHOWN:]),
        behind=explain_set_aside(company, seen.asides),
        defaults=_defaults(company, seen.defaults),
        held=held_entries(company=company, through=through, today=produced_on),
        banked=banked_entries(company=company, through=through, today=produced_on),
        to_come=entries_to_come(company=company, through=through, today=produced_on),
        no_effect_count=without_effect(company=company, through=through).count(),
        no_effect=list(fresh[:NO_EFFECT_SHOWN]),
    )


def _going(
    company: Company, through: date, terms: Terms, seen: _Seen
) -> Iterator[tuple[date, Going]]:
    """The date of each entry that can go, and more; `seen` notes all of them."""
    released = released_later(company, through)
    for reviewed in review_entries(company, through, terms):
        if isinstance(reviewed, SetAside):
            seen.asides.append(reviewed)
        else:
            seen.add(reviewed)
            late = count_late(reviewed, released)
            yield reviewed.date, (reviewed.source_count, reviewed.total, late)


def _files(dated: Iterator[tuple[date, Going]], terms: Terms) -> Iterator[FileTotal]:
    counter = terms.counter
    for part in split_into_files(dated, profile=terms.profile):
        yield FileTotal(
            name=file_name(terms.profile.base_name, counter),
            first_on=part.first_on,
            last_on=part.last_on,
            entry_count=sum(count for count, _total, _late in part.items),
            total=sum((total for _count, total, _late in part.items), ZERO),
            late_count=sum(late for _count, _total, late in part.items),
        )
        counter = next_counter(counter)


def _defaults(company: Company, used: Counter[str]) -> list[DefaultUse]:
    subjects = find_subjects(company, used)
    return [
        DefaultUse(subject=subjects[subject], line_count=count)
        for subject, count in used.items()
    ]
