"""The states of issued invoices, as their settlements left them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from accounting.models import JournalEntry
from invoices.models import (
    Application,
    CreditNote,
    Invoice,
    PaymentAllocation,
    Refund,
    WriteOff,
)
from invoices.planning.facts import (
    ALLOCATION,
    APPLICATION,
    CREDIT_NOTE,
    INVOICE,
    PAYMENT,
    REFUND,
    WRITE_OFF,
    InvoiceState,
)
from invoices.queries.books import Event, Key, once_exported
from invoices.queries.documents import receivable
from invoices.queries.rule import Numbers

COLUMNS = (
    "pk",
    "number",
    "customer_name",
    "issued_on",
    "receivable",
    "balance",
    "voided_on",
    "is_prior",
    "kind",
)


def invoice_states(
    invoice_ids: Collection[int], numbers: Numbers
) -> dict[int, InvoiceState]:
    """The states of issued and void invoices, by id."""
    settled = _settling_days(invoice_ids)
    kept, used = _kept(invoice_ids), _used(invoice_ids)
    sales = _sales(invoice_ids)
    states = {}
    # An issued invoice has a number and a date: a constraint says so, not the types.
    rows: Iterable[Any] = (
        Invoice.objects.numbered().filter(pk__in=invoice_ids).values_list(*COLUMNS)
    )
    for pk, number, party, issued_on, account, balance, *others in rows:
        voided_on, is_prior, kind = others
        ready_on, was_exported = sales.get(pk, (None, False))
        last = max(issued_on, settled.get(pk, issued_on))
        states[pk] = InvoiceState(
            id=pk,
            number=number,
            party=party,
            issued_on=issued_on,
            receivable=receivable(account, numbers),
            settled_on=None if balance > 0 and pk not in used else last,
            is_kept=pk in kept,
            sale_ready_on=ready_on,
            sale_was_exported=was_exported,
            voided_on=voided_on,
            is_prior=is_prior,
            is_returned_payment=kind == Invoice.Kind.RETURNED_PAYMENT,
        )
    return states


def fresh_state(invoice: Invoice, numbers: Numbers) -> InvoiceState:
    """That of an invoice just issued, which replaces none: nothing settled it yet."""
    # It has a number and a date: a constraint says so, not the types.
    frozen: Any = invoice
    return InvoiceState(
        id=invoice.pk,
        number=frozen.number,
        party=invoice.customer_name,
        issued_on=frozen.issued_on,
        receivable=receivable(invoice.receivable_id, numbers),
        settled_on=None if invoice.balance.amount > 0 else frozen.issued_on,
        is_prior=invoice.is_prior,
    )


def _sales(invoice_ids: Collection[int]) -> dict[int, tuple[date | None, bool]]:
    """The day from which each sale may go, and whether it went."""
    entries = JournalEntry.objects.living().of_sources(INVOICE, list(invoice_ids))
    rows = entries.filter(event=Event.SALE).values_list(
        "source_id", "ready_on", "was_exported"
    )
    return {source: (ready_on, was_exported) for source, ready_on, was_exported in rows}


def _settling_days(invoice_ids: Collection[int]) -> dict[int, date]:
    """The latest date of what settles each invoice, in force."""
    first, *others = (
        rows.order_by().annotate(day=day).values_list("invoice", "day")
        for rows, day in _settlements(invoice_ids)
    )
    days: dict[int, date] = {}
    for invoice, day in first.union(*others):
        days[invoice] = max(day, days.get(invoice, day))
    return days


def _settlements(
    invoice_ids: Collection[int],
) -> Iterable[tuple["QuerySet[Any]", Any]]:
    allocations = PaymentAllocation.objects.filter(
        invoice__in=invoice_ids, ended_on=None, payment__is_pending=False
    )
    # Money that was moved here settled nothing before the day it was moved.
    yield allocations, Greatest(F("payment__received_on"), F("allocated_on"))
    applications = Application.objects.filter(invoice__in=invoice_ids, ended_on=None)
    yield applications, F("applied_on")
    yield CreditNote.objects.filter(invoice__in=invoice_ids), F("issued_on")
    yield WriteOff.objects.filter(invoice__in=invoice_ids), F("written_off_on")


def _used(invoice_ids: Collection[int]) -> set[int]:
    """The invoices what they owed back of was sent back, or pays another one.

    That is in the books: they stay settled, whatever they owe again.
    """
    refunds = Refund.objects.filter(invoice__in=invoice_ids).order_by()
    given = Application.objects.filter(from_invoice__in=invoice_ids, ended_on=None)
    of_given = given.order_by().values_list("from_invoice")
    return {pk for (pk,) in refunds.values_list("invoice").union(of_given) if pk}


def _kept(invoice_ids: Collection[int]) -> set[int]:
    """The invoices released for good: they, or what they replace, are in the books."""
    originals = _originals(invoice_ids)
    prior = Invoice.objects.filter(pk__in=originals, is_prior=True)
    kept = touched({*invoice_ids, *originals}).union(prior.values_list("pk", flat=True))
    return {
        pk
        for pk in invoice_ids
        if pk in kept or any(old in kept for old in _chain(pk, originals))
    }


def _originals(invoice_ids: Collection[int]) -> dict[int, int]:
    """By replaced invoice its replacement, all the way back."""
    found: dict[int, int] = {}
    last = list(invoice_ids)
    while last:
        rows = Invoice.objects.filter(pk__in=last, replaces__isnull=False)
        step = {old: new for new, old in rows.values_list("pk", "replaces") if old}
        last = [old for old in step if old not in found]
        found |= step
    return found


def _chain(pk: int, originals: dict[int, int]) -> Iterable[int]:
    before = {new: old for old, new in originals.items()}
    while pk in before:
        pk = before[pk]
        yield pk


def touched(invoice_ids: Collection[int]) -> set[int]:
    """The invoices on whose receivable an entry was once in a batch.

    A payment that left after its return was recorded cancels out with it there: the
    two release nothing.
    """
    first, *others = (
        rows.order_by()
        .annotate(source_kind=Value(kind), of_event=Value(event.value))
        .values_list("source_kind", source, "of_event", invoice)
        for kind, event, rows, source, invoice in _on_receivable(invoice_ids)
    )
    owners: dict[Key, set[int]] = defaultdict(set)
    for kind, source, event, invoice in first.union(*others):
        owners[kind, source, event].add(invoice)
    for pk in invoice_ids:
        owners[INVOICE, pk, Event.SALE.value].add(pk)
        owners[INVOICE, pk, Event.VOID.value].add(pk)
    sources: dict[str, set[int]] = defaultdict(set)
    for kind, source, _event in owners:
        sources[kind].add(source)
    left = once_exported(sources)
    return {invoice for key in left if key in owners for invoice in owners[key]}


def _on_receivable(
    invoice_ids: Collection[int],
) -> Iterable[tuple[str, Event, "QuerySet[Any]", str, str]]:
    """The entries on the receivable of the invoices.

    Each as its source kind and event, rows, the source's id and the invoice's. What
    another part took over before it left, or went to deposits, is not on it.
    """
    allocations = PaymentAllocation.objects.filter(invoice__in=invoice_ids)
    direct = allocations.filter(through_deposits=False)
    left_first = Q(payment__returned=None) | Q(payment__returned__follows=True)
    own = direct.filter(left_first, follows=False)
    own = own.exclude(moved_to__follows=False).exclude(freed_to__follows=False)
    yield PAYMENT, Event.PAYMENT, own, "payment", "invoice"
    yield ALLOCATION, Event.APPLICATION, allocations, "pk", "invoice"
    yield ALLOCATION, Event.TRANSFER, direct, "pk", "invoice"
    taken = Application.objects.filter(invoice__in=invoice_ids)
    yield APPLICATION, Event.APPLICATION, taken, "pk", "invoice"
    given = Application.objects.filter(from_invoice__in=invoice_ids)
    yield APPLICATION, Event.TRANSFER, given, "pk", "from_invoice"
    notes = CreditNote.objects.filter(invoice__in=invoice_ids)
    yield CREDIT_NOTE, Event.CREDIT_NOTE, notes, "pk", "invoice"
    write_offs = WriteOff.objects.filter(invoice__in=invoice_ids)
    yield WRITE_OFF, Event.WRITE_OFF, write_offs, "pk", "invoice"
    refunds = Refund.objects.filter(invoice__in=invoice_ids)
    yield REFUND, Event.REFUND, refunds, "pk", "invoice"
