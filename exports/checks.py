"""What the simulator of Acomba's import says of the files of a batch, to people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from django.urls import reverse

from accounting.acomba.refusals import Code, Refusal
from accounting.acomba.rules import AcombaAccount
from accounting.acomba.simulator import check_import
from accounting.acomba_words import refusal_words
from accounting.models import GLAccount
from companies.models import Company
from exports.filing import Found, find_entries, read_filed
from exports.models import ExportBatch, ExportFile
from exports.queries import frozen_profile
from exports.simulation import acomba_chart, acomba_rules

# Some tenths of a second.
ENTRIES_AT_ONCE = 4_000
ACCOUNT_PAGE = frozenset({Code.ACCOUNT_INACTIVE, Code.ACCOUNT_CONTROL})
CHART_PAGE = frozenset({Code.ACCOUNT_UNKNOWN, Code.ACCOUNT_NOT_DIGITS})
SETTINGS_PAGE = frozenset(
    {
        Code.ENCODING,
        Code.LENGTH_LINE_MISSING,
        Code.LENGTH_LINE_OTHER,
        Code.BLANK_LINE_MISSING,
        Code.TOO_MANY_ENTRIES,
        Code.HEADER_WIDTH,
        Code.ENTRY_NUMBER,
        Code.ACCOUNT_TOO_WIDE,
        Code.AMOUNT_DECIMAL_MARK,
        Code.AMOUNT_TOO_LARGE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRefusal:
    """`url` is where it is mended, empty where there is no page for that."""

    line: int
    text: str
    url: str
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    file: ExportFile
    refusal_count: int
    refusals: list[ToldRefusal]

    @property
    def more(self) -> int:
        return self.refusal_count - len(self.refusals)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCheck:
    """`unchecked` are the files that are too many for one page."""

    checks: list[FileCheck]
    unchecked: list[ExportFile]


def check_batch(batch: ExportBatch, *, shown: int) -> BatchCheck:
    """Check the files that wait; each file that is left has a page of its own."""
    waiting = batch.files.waiting()
    files = list(waiting.light())
    once = [file.pk for file in files_at_once(files)]
    checked = waiting.filter(pk__in=once).select_related("batch")
    return BatchCheck(
        checks=check_files(checked, company=batch.company, shown=shown),
        unchecked=files[len(once) :],
    )


def files_at_once(files: Iterable[ExportFile]) -> Iterator[ExportFile]:
    """The first files, as long as one page can check them."""
    entry_count = 0
    for file in files:
        entry_count += file.entry_count
        if entry_count > ENTRIES_AT_ONCE:
            return
        yield file


def check_files(
    files: Iterable[ExportFile], *, company: Company, shown: int
) -> list[FileCheck]:
    """Against the chart of today, each with the first of its refusals."""
    chart = acomba_chart(company)
    return [_check(file, company, chart, shown) for file in files]


def _check(
    file: ExportFile, company: Company, chart: Mapping[str, AcombaAccount], shown: int
) -> FileCheck:
    rules = acomba_rules(frozen_profile(file.batch))
    refusals = check_import(BytesIO(file.content), chart=chart, rules=rules)
    told = list(islice(refusals, shown))
    return FileCheck(
        file=file,
        refusal_count=len(told) + sum(1 for _refusal in refusals),
        refusals=_tell(file, company, told) if told else [],
    )


def _tell(
    file: ExportFile, company: Company, refusals: Sequence[Refusal]
) -> list[ToldRefusal]:
    numbers = {refusal.found for refusal in refusals if refusal.code in ACCOUNT_PAGE}
    accounts = GLAccount.objects.for_company(company).filter(number__in=numbers)
    keys = dict(accounts.values_list("number", "pk"))
    found = find_entries(file, _places(file, refusals))
    return [
        ToldRefusal(
            line=refusal.line,
            text=refusal_words(refusal),
            url=_page(refusal, company, keys),
            found=entries,
        )
        for refusal, entries in zip(refusals, found, strict=True)
    ]


def _places(file: ExportFile, refusals: Sequence[Refusal]) -> list[list[int]]:
    """Where in the file the entry of each refusal stands, if it is in one."""
    lines = {refusal.line for refusal in refusals}
    at = {
        line: entry.position
        for entry in read_filed(file)
        for line in range(entry.line_first, entry.line_last + 1)
        if line in lines
    }
    return [[at[refusal.line]] if refusal.line in at else [] for refusal in refusals]


def _page(refusal: Refusal, company: Company, keys: Mapping[str, int]) -> str:
    if refusal.code in ACCOUNT_PAGE:
        key = keys[refusal.found]
        return reverse("accounting:account_edit", args=[company.slug, key])
    if refusal.code in CHART_PAGE:
        return reverse("accounting:account_list", args=[company.slug])
    if refusal.code in SETTINGS_PAGE:
        return reverse("exports:glimport_settings", args=[company.slug])
    return ""
