"""What a batch must add up to: each of its entries is what its document says."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, QuerySet, Sum
from django.utils.translation import gettext as _

from accounting.fields import WholeCents
from accounting.journal.cents import CENT, ZERO, to_cents
from accounting.models import JournalEntry, JournalEntryQuerySet, JournalLine
from companies.models import Company
from invoices.effects import EFFECTS, Effect
from invoices.planning.facts import PAYMENT, RETURN
from invoices.queries.at_once import paid_at_once
from invoices.queries.chunks import chunks, share_out
from invoices.returns import return_faults
from invoices.services.receipts import dollars
from invoices.verification import effect_faults

Event = JournalEntry.Event
Key = tuple[Any, ...]
Cents = defaultdict[Key, int]
# An amount of a document, without its currency.
PLAIN = DecimalField(max_digits=15, decimal_places=2)


def entry_faults(company: Company, entries: JournalEntryQuerySet) -> Iterator[str]:
    """Entries that move another amount than their document does, if totals differ.

    Faults that make up for each other are left to `verify`, which asks each document.
    """
    kinds = set(entries.order_by().values_list("source_kind", "event").distinct())
    for effect in EFFECTS:
        kind = effect.kind(company)
        if (kind, effect.event.value) not in kinds:
            continue
        own = entries.filter(source_kind=kind, event=effect.event)
        if not _adds_up(company, effect, own):
            for ids in chunks(effect.rows(company).filter(pk__in=sources_of(own))):
                yield from effect_faults(company, effect, ids)
    if (PAYMENT, Event.PAYMENT.value) in kinds:
        yield from _received_faults(
            entries.filter(source_kind=PAYMENT, event=Event.PAYMENT)
        )
    if (RETURN, Event.RETURN.value) in kinds:
        own = entries.filter(source_kind=RETURN, event=Event.RETURN)
        for ids in share_out(sorted(sources_of(own))):
            yield from (fault for _pk, fault in return_faults(company, ids))


def sources_of(entries: JournalEntryQuerySet) -> "QuerySet[Any, int]":
    return entries.order_by().values_list("source_id", flat=True)


def _adds_up(company: Company, effect: Effect, entries: JournalEntryQuerySet) -> bool:
    """Whether the entries move, on the accounts of their documents, what these say."""
    rows = effect.rows(company).filter(pk__in=sources_of(entries)).order_by()
    sums = {f"sum_{name}": Sum(name) for name in effect.amounts}
    said: dict[int | None, Decimal] = defaultdict(lambda: ZERO)
    for account, *amounts in rows.values_list(effect.account).annotate(**sums):
        said[account] += sum(map(to_cents, amounts), ZERO)
    moved = _moved(entries, said)
    sign = -1 if effect.credits else 1
    return said == {account: sign * net for account, net in moved.items()}


def _received_faults(entries: JournalEntryQuerySet) -> Iterator[str]:
    """Payments that credit a receivable with another amount than their invoices get."""
    total = _paid(entries)
    receivables = {receivable for (receivable,) in total}
    if total != _credited(entries, receivables):
        for payment, amount in paid_otherwise(entries):
            yield payment_sentence(payment, amount)


def paid_otherwise(entries: JournalEntryQuerySet) -> Iterator[tuple[int, Decimal]]:
    """Payments, each with what its invoices were paid that its entry does not say."""
    paid = _paid(entries, "payment")
    receivables = {receivable for _payment, receivable in paid}
    credited = _credited(entries, receivables, "entry__source_id")
    for key in sorted(key for key, cents in paid.items() if credited[key] != cents):
        yield key[0], paid[key] * CENT


def payment_sentence(payment: int, amount: Decimal) -> str:
    message = _(
        "The entry of payment %(payment)s does not carry the %(amount)s received for"
        " its invoices."
    )
    return message % {"payment": payment, "amount": dollars(amount)}


def _paid(entries: JournalEntryQuerySet, *per: str) -> Cents:
    """What invoices were paid at once, by their receivable."""
    sums: Cents = defaultdict(int)
    paid = WholeCents(Sum("amount", output_field=PLAIN))
    for rows, invoice, sign in paid_at_once(sources_of(entries)):
        receivable = F(f"{invoice}__receivable")
        grouped: QuerySet[Any] = rows.order_by().values_list(*per, receivable)
        for *key, cents in grouped.annotate(sum=paid):
            sums[tuple(key)] += sign * cents
    return sums


def _credited(
    entries: JournalEntryQuerySet, accounts: Collection[int | None], *per: str
) -> Cents:
    lines = JournalLine.objects.filter(entry__in=entries, account__in=accounts)
    grouped = lines.order_by().values_list(*per, "account")
    net = WholeCents(Sum(F("credit") - F("debit")))
    return defaultdict(
        int, {tuple(key): cents for *key, cents in grouped.annotate(net=net)}
    )


def _moved(
    entries: JournalEntryQuerySet, accounts: Collection[int | None]
) -> dict[int | None, Decimal]:
    """Debits less credits of the entries on each of these accounts."""
    credited = _credited(entries, accounts)
    return {account: -cents * CENT for (account,), cents in credited.items()}
