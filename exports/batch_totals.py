"""What a batch holds, added up by the database whatever its size."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Min, Sum

from accounting.journal.cents import to_cents
from accounting.journal.dating import Event
from accounting.models import JournalEntry, JournalLine
from exports.loading import EVENT_ORDER
from exports.models import BatchEntry, ExportBatch
from exports.totals import TAX, AccountTotal, TaxTotal
from taxes.models import Tax


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTotal:
    """The entries of one event; first and last are in the order of the files."""

    label: str
    count: int
    total: Decimal
    first_document: str
    last_document: str


def total_accounts(batch: ExportBatch) -> list[AccountTotal]:
    """In the order of the chart."""
    lines = JournalLine.objects.filter(entry__batches__batch=batch)
    sums = lines.values_list("account__number", "account__name").annotate(
        Sum("debit"), Sum("credit")
    )
    return [
        AccountTotal(
            number=number, name=name, debit=to_cents(debit), credit=to_cents(credit)
        )
        for number, name, debit, credit in sums.order_by("account__number")
    ]


def total_taxes(batch: ExportBatch) -> list[TaxTotal]:
    lines = JournalLine.objects.filter(
        entry__batches__batch=batch, tax_treatment__startswith=TAX
    )
    rows = lines.values_list("tax_treatment").annotate(Sum("debit"), Sum("credit"))
    sums = {
        treatment.removeprefix(TAX): (to_cents(debit), to_cents(credit))
        for treatment, debit, credit in rows.order_by("tax_treatment")
    }
    taxes = Tax.objects.for_company(batch.company).filter(pk__in=sums)
    return [
        TaxTotal(code=tax.code, debit=sums[str(tax.pk)][0], credit=sums[str(tax.pk)][1])
        for tax in taxes.order_by("code")
    ]


def total_kinds(batch: ExportBatch) -> list[KindTotal]:
    """In the order of a day."""
    places = BatchEntry.objects.filter(batch=batch).order_by("entry__event")
    events = places.values_list("entry__event")
    totals = dict(events.annotate(Sum("entry__lines__debit")))
    rows = list(events.annotate(Count("pk"), Min("position"), Max("position")))
    ends = {end for _event, _count, *both in rows for end in both}
    named = places.filter(position__in=ends)
    documents = dict(named.values_list("position", "entry__document_number"))
    return [
        KindTotal(
            label=str(JournalEntry.Event(event).label),
            count=count,
            total=to_cents(totals[event]),
            first_document=documents[first],
            last_document=documents[last],
        )
        for event, count, first, last in sorted(rows, key=_order)
    ]


def _order(row: tuple[str, int, int, int]) -> int:
    return EVENT_ORDER[Event(row[0])]
