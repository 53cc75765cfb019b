"""When the entries of invoices and payments may leave, and by which way money goes."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounting.journal.dating import Event
from accounting.journal.movements import Account
from accounting.journal.plan import EntryPlan
from invoices.movements import Settlement, application_lines, payment_lines

INVOICE = "invoices.invoice"
PAYMENT = "invoices.payment"
ALLOCATION = "invoices.paymentallocation"


class PartialPayments(StrEnum):
    IMMEDIATE = "immediate"
    STRICT = "strict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """« Seulement lorsque payée » and what becomes of part payments.

    `changed_on` is the day the switch was last moved.
    """

    only_when_paid: bool
    partial_payments: PartialPayments
    changed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceState:
    """An issued invoice as its settlements left it.

    `settled_on` is the latest date of what settled it, None while it is open.
    `kept_ready_on` is set once an entry on its receivable was exported: it is then
    released for good, and ready since that day.
    """

    id: int
    number: str
    party: str
    issued_on: date
    receivable: Account
    settled_on: date | None
    kept_ready_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationFacts:
    id: int
    invoice: InvoiceState
    amount: Decimal
    through_deposits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """A payment; `is_fixed` once its entry was in a batch: its way is then kept."""

    id: int
    received_on: date
    method: Account
    deposits: Account
    allocations: tuple[AllocationFacts, ...]
    is_fixed: bool


def released_on(invoice: InvoiceState, rule: Rule) -> date | None:
    """The day from which the sale may be exported; None while it is held."""
    if not rule.only_when_paid:
        return invoice.issued_on
    return invoice.kept_ready_on or invoice.settled_on


def plan_sale(invoice: InvoiceState, rule: Rule) -> EntryPlan:
    """The state of a sale's entry; its lines are fixed since it was issued."""
    return EntryPlan(
        source_kind=INVOICE,
        source_id=invoice.id,
        event=Event.SALE,
        document_number=invoice.number,
        party=invoice.party,
        happened_on=invoice.issued_on,
        ready_on=released_on(invoice, rule),
        lines=None,
    )


def route(payment: PaymentFacts, rule: Rule) -> PaymentFacts:
    """Decide which parts go through customer deposits while their invoice is held.

    IMMEDIATE: every part on a held invoice. STRICT: only when another part has
    nothing to wait for, so that the bank shows one line; else the payment waits too.
    A part that took that way keeps it once its invoice is released.
    """
    if payment.is_fixed:
        return payment
    held = [a for a in payment.allocations if released_on(a.invoice, rule) is None]
    strict = rule.partial_payments is PartialPayments.STRICT
    if strict and len(held) == len(payment.allocations):
        ways = dict.fromkeys((a.id for a in held), False)
    else:
        ways = dict.fromkeys((a.id for a in held), True)
    allocations = tuple(
        replace(a, through_deposits=ways.get(a.id, a.through_deposits))
        for a in payment.allocations
    )
    return replace(payment, allocations=allocations)


def plan_payment(payment: PaymentFacts, rule: Rule) -> list[EntryPlan]:
    """The entries of a routed payment: money received, then each application."""
    plans = [_plan_received(payment, rule)]
    plans += [
        _plan_application(payment, allocation, rule)
        for allocation in payment.allocations
        if allocation.through_deposits
    ]
    return plans


def _plan_received(payment: PaymentFacts, rule: Rule) -> EntryPlan:
    first = payment.allocations[0].invoice
    more = len(payment.allocations) - 1
    return EntryPlan(
        source_kind=PAYMENT,
        source_id=payment.id,
        event=Event.PAYMENT,
        document_number=f"{first.number}+{more}" if more else first.number,
        party=first.party,
        happened_on=payment.received_on,
        ready_on=_received_ready_on(payment, rule),
        lines=payment_lines(
            payment.method,
            tuple(
                Settlement(
                    credited=payment.deposits
                    if allocation.through_deposits
                    else allocation.invoice.receivable,
                    amount=allocation.amount,
                )
                for allocation in payment.allocations
            ),
        ),
    )


def _received_ready_on(payment: PaymentFacts, rule: Rule) -> date | None:
    """Its own date; held with its invoices when every part waits for them."""
    direct = [a for a in payment.allocations if not a.through_deposits]
    releases = [released_on(a.invoice, rule) for a in direct]
    days = [day for day in releases if day is not None]
    if len(direct) < len(payment.allocations):
        return payment.received_on
    return max(payment.received_on, min(days)) if days else None


def _plan_application(
    payment: PaymentFacts, allocation: AllocationFacts, rule: Rule
) -> EntryPlan:
    invoice = allocation.invoice
    return EntryPlan(
        source_kind=ALLOCATION,
        source_id=allocation.id,
        event=Event.APPLICATION,
        document_number=invoice.number,
        party=invoice.party,
        happened_on=payment.received_on,
        ready_on=_applied_on(payment, invoice, rule),
        lines=application_lines(
            payment.deposits, invoice.receivable, allocation.amount
        ),
    )


def _applied_on(
    payment: PaymentFacts, invoice: InvoiceState, rule: Rule
) -> date | None:
    """With the sale it pays; the day the switch was moved, when that freed it."""
    if rule.only_when_paid:
        released = released_on(invoice, rule)
        return released and max(released, payment.received_on)
    freed = max(rule.changed_on or invoice.issued_on, invoice.issued_on)
    if invoice.settled_on is not None:
        freed = min(freed, invoice.settled_on)
    return max(freed, payment.received_on)
