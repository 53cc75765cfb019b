"""Why an entry stays behind, in words, and the page where that is put right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounting.control import find_faulty
from accounting.formats.limits import Limit, Problem
from accounting.models import JournalEntry, JournalLine
from accounting.origins import (
    FREE_TEXT,
    Reason,
    explain_origins,
    line_account_url,
)
from companies.models import Company
from exports.loading import CHUNK
from exports.queries import ChartAccount, SetAside
from ui.templatetags.ui import money

LIMITS = {
    Limit.ACCOUNT_MISSING: gettext_lazy("A line has no account. Choose one."),
    Limit.ACCOUNT_NOT_DIGITS: gettext_lazy(
        "Account %(account)s: the file takes digits only. Correct it in the chart."
    ),
    Limit.ACCOUNT_TOO_WIDE: gettext_lazy(
        "Account %(account)s is wider than accounts in the file. Correct the width."
    ),
    Limit.AMOUNT_TOO_LARGE: gettext_lazy(
        "An amount on account %(account)s is above 999,999.99, which the file cannot"
        " hold. Allow amounts to be split."
    ),
    Limit.DATE_OUT_OF_RANGE: gettext_lazy(
        "The year is not from 2000 to 2099, and the file writes two digits of it."
    ),
    Limit.DOCUMENT_TOO_LONG: gettext_lazy(
        "The number of the document takes more than 30 characters in the file."
    ),
    Limit.SOURCE_TOO_LONG: gettext_lazy(
        "The number of the document takes more than 20 characters in the file."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """An entry that is ready and cannot go, with everything that keeps it."""

    entry: JournalEntry
    total: Decimal
    reasons: tuple[Reason, ...]

    @property
    def document(self) -> str:
        return self.entry.document_number

    @property
    def party(self) -> str:
        return self.entry.party


def nothing_to_export(aside_count: int) -> str:
    """Why no batch can be produced, when this many entries are set aside."""
    if not aside_count:
        return _("Nothing to export through this date.")
    message = ngettext(
        "Nothing can go through this date: the only entry that is ready is set aside.",
        "Nothing can go through this date: the %(count)s entries that are ready are all"
        " set aside.",
        aside_count,
    )
    return message % {"count": aside_count}


def cannot_go(aside_count: int) -> str:
    message = ngettext(
        "%(count)s entry is ready and cannot go.",
        "%(count)s entries are ready and cannot go.",
        aside_count,
    )
    return message % {"count": aside_count}


def explain_set_aside(company: Company, asides: Sequence[SetAside]) -> list[Behind]:
    ids = [aside.entry.sources[0].entry_id for aside in asides]
    rows = JournalEntry.objects.for_company(company).in_bulk(ids)
    lacking = [pk for pk, aside in zip(ids, asides, strict=True) if aside.missing]
    missing = _missing_reasons(company, lacking)
    wrong = [pk for pk, aside in zip(ids, asides, strict=True) if aside.is_faulty]
    faulty = _fault_reasons(company, wrong)
    return [
        Behind(
            entry=rows[pk],
            total=aside.entry.total,
            reasons=(*faulty[pk], *missing[pk], *other_reasons(company, aside)),
        )
        for pk, aside in zip(ids, asides, strict=True)
    ]


def _fault_reasons(
    company: Company, entry_ids: Sequence[int]
) -> Mapping[int, Sequence[Reason]]:
    """As the controls tell them now, which planning did not keep."""
    found: dict[int, Sequence[Reason]] = defaultdict(tuple)
    for start in range(0, len(entry_ids), CHUNK):
        chunk = entry_ids[start : start + CHUNK]
        entries = JournalEntry.objects.for_company(company).filter(pk__in=chunk)
        found |= find_faulty(company, entries)
    return found


def _missing_reasons(
    company: Company, entry_ids: Sequence[int]
) -> Mapping[int, Iterable[Reason]]:
    """By entry: a line without an item is mended by itself, all others by their rule."""
    lines = list(_lines_without_account(entry_ids))
    explained = explain_origins(company, {line.origin for line in lines})
    found: dict[int, dict[Reason, None]] = defaultdict(dict)
    for line in lines:
        is_free = line.origin == FREE_TEXT
        reason = _free(company, line) if is_free else explained[line.origin]
        found[line.entry_id][reason] = None
    return found


def _lines_without_account(entry_ids: Sequence[int]) -> Iterator[JournalLine]:
    """As the journal has them: the file may show several as one."""
    for start in range(0, len(entry_ids), CHUNK):
        chunk = entry_ids[start : start + CHUNK]
        lines = JournalLine.objects.filter(entry__in=chunk, account=None)
        yield from lines.order_by("entry", "position")


def _free(company: Company, line: JournalLine) -> Reason:
    message = _("No account is chosen for a line without an item (%(amount)s).")
    return Reason(
        text=message % {"amount": money(line.debit or line.credit)},
        url=line_account_url(company, line.pk),
    )


def other_reasons(company: Company, aside: SetAside) -> Iterator[Reason]:
    for account in aside.unusable:
        yield _account_reason(company, account)
    for problem in dict.fromkeys(aside.limits):
        yield limit_reason(company, problem)


def _account_reason(company: Company, account: ChartAccount) -> Reason:
    message = (
        _(
            "Account %(number)s is linked to a module in Acomba, which refuses imported"
            " entries in it. Choose another account."
        )
        if account.is_control
        else _("Account %(number)s is not active. Choose another, or activate it.")
    )
    url = _page("accounting:account_edit", company, str(account.pk))
    return Reason(text=message % {"number": account.number}, url=url)


def limit_reason(company: Company, problem: Problem) -> Reason:
    text = explain_limit(problem)
    if problem.limit is Limit.ACCOUNT_NOT_DIGITS:
        return Reason(text=text, url=_page("accounting:account_list", company))
    if problem.limit in {Limit.ACCOUNT_TOO_WIDE, Limit.AMOUNT_TOO_LARGE}:
        return Reason(text=text, url=_page("exports:glimport_settings", company))
    return Reason(text=text)


def explain_limit(problem: Problem) -> str:
    return LIMITS[problem.limit] % {"account": problem.account or "?"}


def _page(name: str, company: Company, *keys: str) -> str:
    return reverse(name, args=[company.slug, *keys])
