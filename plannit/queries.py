"""Where entries, batches and invoices stand, on the dashboard."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry
from companies.models import Company
from exports.models import ExportBatch
from ui.signs import Sign

BATCHES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTotal:
    sign: Sign
    label: str
    count: int
    amount: Decimal


def entry_totals(company: Company) -> list[EntryTotal]:
    """Entries that are ready, that wait, and that must be mended; what they debit."""
    entries = JournalEntry.objects.for_company(company).with_faults()
    totals = entries.aggregate(
        **_total("ready", Q(status="READY", is_faulty=False)),
        **_total("held", Q(status="HELD", is_faulty=False)),
        **_total("faulty", Q(is_faulty=True)),
    )
    labels = {
        "ready": (Sign.WAITS, _("ready to export")),
        "held": (Sign.WAITS, _("held until they are paid")),
        "faulty": (Sign.NEEDS_YOU, _("to mend: an account is missing or refused")),
    }
    return [
        EntryTotal(
            sign=sign if totals[f"{code}_count"] else Sign.NEUTRAL,
            label=label,
            count=totals[f"{code}_count"],
            amount=to_cents(totals[f"{code}_amount"] or ZERO),
        )
        for code, (sign, label) in labels.items()
    ]


def _total(code: str, condition: Q) -> dict[str, Count | Sum]:
    return {
        f"{code}_count": Count("pk", filter=condition, distinct=True),
        f"{code}_amount": Sum("lines__debit", filter=condition),
    }


def last_batches(company: Company) -> QuerySet[ExportBatch]:
    """The latest first."""
    batches = ExportBatch.objects.for_company(company).with_state()
    return batches.select_related("company")[:BATCHES_SHOWN]
