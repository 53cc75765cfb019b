"""What a batch must add up to: each of its entries is what its document says."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.models import JournalEntry, JournalLine
from companies.models import Company
from invoices.effects import EFFECTS
from invoices.models import CustomerCredit, PaymentAllocation
from invoices.planning.facts import PAYMENT
from invoices.verification import effect_faults

Event = JournalEntry.Event
Sums = defaultdict[tuple[int, int | None], Decimal]


def entry_faults(company: Company, entry_ids: Collection[int]) -> Iterator[str]:
    """Entries that move another amount than their document does."""
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    entries = JournalEntry.objects.for_company(company).filter(pk__in=entry_ids)
    for kind, event, source in entries.values_list("source_kind", "event", "source_id"):
        named[kind, event].append(source)
    for effect in EFFECTS:
        kind = effect.rows(company).model._meta.label_lower  # noqa: SLF001 - _meta is Django's documented API
        if ids := named.get((kind, effect.event.value)):
            yield from effect_faults(company, effect, ids)
    if ids := named.get((PAYMENT, Event.PAYMENT.value)):
        yield from _received_faults(company, ids)


def _received_faults(company: Company, payments: Collection[int]) -> Iterator[str]:
    """Payments that credit a receivable with another amount than their invoices get."""
    paid, credited = _paid(payments), _credited(company, payments)
    for payment, receivable in sorted(paid):
        amount = paid[payment, receivable]
        if credited[payment, receivable] != amount:
            message = _(
                "The entry of payment %(payment)s does not pay its invoices %(amount)s."
            )
            yield message % {"payment": payment, "amount": amount}


def _paid(payments: Collection[int]) -> Sums:
    """What invoices were paid at once, less what other documents took over of it."""
    own = PaymentAllocation.objects.filter(payment__in=payments, follows=False)
    moved = own.filter(moved_from__follows=False, moved_from__through_deposits=False)
    freed = CustomerCredit.objects.filter(
        payment__in=payments,
        follows=False,
        freed_from__follows=False,
        freed_from__through_deposits=False,
    )
    sums: Sums = defaultdict(lambda: ZERO)
    _add(sums, own.filter(through_deposits=False), "invoice__receivable", 1)
    _add(sums, moved, "moved_from__invoice__receivable", -1)
    _add(sums, freed, "freed_from__invoice__receivable", -1)
    return sums


def _add(sums: Sums, rows: "QuerySet[Any]", receivable: str, sign: int) -> None:
    grouped = rows.order_by().values_list("payment", F(receivable))
    for payment, account, amount in grouped.annotate(sum=Sum("amount")):
        sums[payment, account] += sign * to_cents(amount)


def _credited(company: Company, payments: Collection[int]) -> Sums:
    entries = JournalEntry.objects.for_company(company).living()
    entries = entries.of_sources(PAYMENT, list(payments)).filter(event=Event.PAYMENT)
    lines = JournalLine.objects.filter(entry__in=entries)
    sums: Sums = defaultdict(lambda: ZERO)
    for payment, account, debits, credits_ in (
        lines.order_by()
        .values_list("entry__source_id", "account")
        .annotate(Sum("debit"), Sum("credit"))
    ):
        sums[payment, account] += to_cents(credits_) - to_cents(debits)
    return sums
