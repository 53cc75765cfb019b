from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry
from companies.models import Company

Status = JournalEntry.Status
LINELESS = {Status.NO_EFFECT, Status.PRIOR}


class _Counted(NamedTuple):
    """An entry with the count and the sums of its lines."""

    pk: int
    document: str
    status: str
    line_count: int
    missing: int
    debits: Decimal
    credits: Decimal


def entry_faults(company: Company) -> Iterator[str]:
    """What is wrong with the lines of the company's living entries."""
    entries = JournalEntry.objects.for_company(company).living().order_by("pk")
    counted = entries.annotate(
        line_count=Count("lines"),
        missing=Count("lines", filter=Q(lines__account=None)),
        debits=Sum("lines__debit", default=ZERO),
        credits=Sum("lines__credit", default=ZERO),
    )
    rows = counted.values_list(
        "pk", "document_number", "status", "line_count", "missing", "debits", "credits"
    )
    for row in map(_Counted._make, rows.iterator()):
        if message := _fault(row):
            yield message % {
                "entry": row.pk,
                "document": row.document,
                "count": row.line_count,
                "debits": _shown(row.debits),
                "credits": _shown(row.credits),
            }


def _shown(amount: Decimal) -> str:
    return number_format(to_cents(amount), force_grouping=True)


def _fault(row: _Counted) -> str:
    """The sentence on what is wrong with the lines; empty when nothing is."""
    is_lineless = row.status in LINELESS
    if to_cents(row.debits) != to_cents(row.credits):
        return _(
            "Entry %(entry)s (%(document)s) debits %(debits)s, credits %(credits)s."
        )
    if row.line_count if is_lineless else row.line_count < 2:  # noqa: PLR2004 - double entry
        return ngettext(
            "Entry %(entry)s (%(document)s) has %(count)s line.",
            "Entry %(entry)s (%(document)s) has %(count)s lines.",
            row.line_count,
        )
    if row.status == Status.EXPORTED and row.missing:
        return _("Entry %(entry)s (%(document)s) was exported without an account.")
    return ""
