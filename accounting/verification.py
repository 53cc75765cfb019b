from collections.abc import Iterator

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry
from companies.models import Company

Status = JournalEntry.Status
LINELESS = {Status.NO_EFFECT, Status.PRIOR}


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
    for pk, document, status, count, missing, debits, credits_ in rows.iterator():
        names = {"entry": pk, "document": document, "count": count}
        names |= {"debits": to_cents(debits), "credits": to_cents(credits_)}
        message = ""
        if names["debits"] != names["credits"]:
            message = _(
                "Entry %(entry)s (%(document)s) debits %(debits)s, credits %(credits)s."
            )
        elif (count != 0) if status in LINELESS else (count < 2):  # noqa: PLR2004 - double entry
            message = ngettext(
                "Entry %(entry)s (%(document)s) has %(count)s line.",
                "Entry %(entry)s (%(document)s) has %(count)s lines.",
                count,
            )
        elif status == Status.EXPORTED and missing:
            message = _(
                "Entry %(entry)s (%(document)s) was exported without an account."
            )
        if message:
            yield message % names
