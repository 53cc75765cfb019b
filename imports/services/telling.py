"""What is wrong with files, in lines that a person can read to the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounting.formats.csv_file import write_csv
from accounting.formats.words import Words
from imports.services.problems import Problems
from imports.tables.errors import RowError
from imports.tables.names import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 100
WAITS_FOR: "dict[Kind, StrOrPromise]" = {
    Kind.ACCOUNT: gettext_lazy("accounts that are refused or missing above"),
    Kind.ITEM: gettext_lazy("items that are refused or missing above"),
    Kind.CUSTOMER: gettext_lazy("customers that are refused or missing above"),
    Kind.INVOICE: gettext_lazy("invoices that are refused or missing above"),
    Kind.PAYMENT: gettext_lazy("payments that are refused above"),
    Kind.METHOD: gettext_lazy("payment methods that are missing above"),
    Kind.TAX_GROUP: gettext_lazy("tax groups that are missing above"),
    Kind.ON_INVOICE: gettext_lazy("rows of the same invoice that are refused above"),
    Kind.OF_CUSTOMER: gettext_lazy("rows of the same customer that are refused above"),
}


def tell_problems(found: Iterable[Problems]) -> Iterator[str]:
    """The first errors of each file; the others are counted, and what follows."""
    for problems in found:
        yield from map(_sentence, problems.errors[:SHOWN])
        if more := len(problems.errors[SHOWN:]):
            all_of_them = _("--errors FILE lists them all.")
            yield f"{problems.file}: {others(more)} {all_of_them}"
        yield from _consequences(problems)


def others(count: int) -> str:
    message = ngettext(
        "and %(count)s other error.", "and %(count)s other errors.", count
    )
    return message % {"count": _grouped(count)}


def list_problems(stream: TextIO, found: Sequence[Problems], words: Words) -> None:
    """Write every row that is wrong, and whether it is only for want of another."""
    headings = [_("File"), _("Line"), _("Column"), _("What is wrong"), _("Cause")]
    write_csv(stream, chain([headings], _rows(found)), words=words)


def _rows(found: Iterable[Problems]) -> Iterator[list[str | int | None]]:
    for problems in found:
        for error in problems.errors:
            place = [error.file, error.line, error.column]
            yield [*place, str(error.reason), _("cause")]
        for line, (column, kind, name) in problems.waiting.items():
            message = _("It waits for %(what)s: “%(name)s”.")
            reason = message % {"name": name, "what": WAITS_FOR[kind]}
            yield [problems.file, line, column, reason, _("consequence")]


def _sentence(row: RowError) -> str:
    place = ":".join(str(part) for part in (row.file, row.line) if part is not None)
    column = f"{row.column}: " if row.column else ""
    return f"{place}: {column}{row.reason}"


def _consequences(problems: Problems) -> Iterator[str]:
    counts = Counter(waiting.kind for waiting in problems.waiting.values())
    for kind, count in counts.items():
        message = ngettext(
            "%(count)s row of %(file)s waits for %(what)s.",
            "%(count)s rows of %(file)s wait for %(what)s.",
            count,
        )
        words = {"count": _grouped(count), "file": problems.file}
        yield message % {**words, "what": WAITS_FOR[kind]}


def _grouped(count: int) -> str:
    return number_format(count, force_grouping=True)
