"""The entries of a payment: received, moved, applied, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.journal.plan import EntryPlan
from invoices.movements import Part, mirrored, moved_lines, received_lines
from invoices.planning.applications import applied_on
from invoices.planning.facts import (
    ALLOCATION,
    CREDIT,
    PAYMENT,
    RETURN,
    AllocationFacts,
    CreditFacts,
    PaymentFacts,
    ReturnFacts,
    Rule,
    is_before_cut_over,
    released_on,
)
from invoices.planning.parts import Parts


def plan_payment(payment: PaymentFacts, rule: Rule) -> list[EntryPlan]:
    """The entries of a routed payment; a mistake that never left has none.

    What was refunded or kept of that one did happen: the customer owes it all the same.
    What happened to money of the old books before the cut-over is there too.
    """
    return [
        replace(
            plan,
            is_prior=payment.is_prior and is_before_cut_over(plan.happened_on, rule),
        )
        for plan in _plans(payment, rule)
    ]


def _plans(payment: PaymentFacts, rule: Rule) -> list[EntryPlan]:
    returned = payment.returned
    parts = Parts(payment)
    if returned is not None and returned.by_mistake and not payment.has_left:
        return list(_plan_spent(parts, returned))
    plans = [_plan_received(parts, rule)]
    plans += _plan_allocations(parts, rule)
    plans += [
        _plan_freed(parts, credit)
        for credit in payment.credits
        if _needs_transfer(parts, credit)
    ]
    if returned is not None:
        plans.append(_plan_returned(parts, returned))
    return plans


def _plan_received(parts: Parts, rule: Rule) -> EntryPlan:
    payment = parts.payment
    return EntryPlan(
        source_kind=PAYMENT,
        source_id=payment.id,
        event=Event.PAYMENT,
        document_number=payment.number,
        party=payment.party,
        happened_on=payment.received_on,
        ready_on=_received_ready_on(payment, rule),
        lines=received_lines(payment.method, parts.credited()),
    )


def _received_ready_on(payment: PaymentFacts, rule: Rule) -> date | None:
    """Its own date; held with its invoices when every part waits for them.

    What the bank did is never withdrawn: a returned payment waits for nothing.
    """
    current = [part for part in payment.allocations if part.ended_on is None]
    waits = all(not (part.through_deposits or part.follows) for part in current)
    if payment.returned or payment.credits or not (current and waits):
        return payment.received_on
    releases = (released_on(part.invoice, rule) for part in current)
    days = [day for day in releases if day is not None]
    return max(payment.received_on, min(days)) if days else None


def _plan_allocations(parts: Parts, rule: Rule) -> Iterator[EntryPlan]:
    payment = parts.payment
    for part in payment.allocations:
        if part.ended_on is not None:
            continue
        if part.follows:
            yield _plan_moved(parts, part)
        if part.through_deposits:
            happened_on = max(payment.received_on, part.allocated_on)
            yield _plan_part(
                part,
                Event.APPLICATION,
                happened_on,
                applied_on(part.invoice, happened_on, rule),
                moved_lines(payment.deposits, part.invoice.receivable, part.amount),
            )


def _plan_moved(parts: Parts, part: AllocationFacts) -> EntryPlan:
    """From where the money was to the invoice it pays now; often the same account."""
    origin = parts.origin(part) or part
    invoice, deposits = part.invoice, parts.payment.deposits
    credited = deposits if part.through_deposits else invoice.receivable
    lines = moved_lines(parts.place(origin), credited, part.amount)
    day = part.allocated_on
    return _plan_part(part, Event.TRANSFER, day, day, lines)


def _plan_part(
    part: AllocationFacts,
    event: Event,
    happened_on: date,
    ready_on: date | None,
    lines: tuple[JournalLine, ...],
) -> EntryPlan:
    return EntryPlan(
        source_kind=ALLOCATION,
        source_id=part.id,
        event=event,
        document_number=part.invoice.number,
        party=part.invoice.party,
        happened_on=happened_on,
        ready_on=ready_on,
        lines=lines,
    )


def _needs_transfer(parts: Parts, credit: CreditFacts) -> bool:
    origin = parts.origin(credit)
    return origin is not None and (origin.through_deposits or credit.follows)


def _plan_freed(parts: Parts, credit: CreditFacts) -> EntryPlan:
    """Money that pays its invoice no more goes to customer credits."""
    origin = parts.origin(credit)
    payment = parts.payment
    place = parts.place(origin) if origin else payment.deposits
    return EntryPlan(
        source_kind=CREDIT,
        source_id=credit.id,
        event=Event.TRANSFER,
        document_number=origin.invoice.number if origin else payment.number,
        party=payment.party,
        happened_on=credit.opened_on,
        ready_on=credit.opened_on,
        lines=moved_lines(place, credit.account, credit.amount),
    )


def _plan_returned(parts: Parts, returned: ReturnFacts) -> EntryPlan:
    back = mirrored(received_lines(returned.account, _with_fee(parts, returned)))
    undone = (PAYMENT, parts.payment.id, Event.PAYMENT.value)
    return _plan_return(parts.payment, returned, back, undone=undone)


def _plan_spent(parts: Parts, returned: ReturnFacts) -> Iterator[EntryPlan]:
    """Credits and deposits that were never received, and went out."""
    lines = received_lines(returned.receivable, parts.spent())
    if lines:
        yield _plan_return(parts.payment, returned, lines)


def _plan_return(
    payment: PaymentFacts,
    returned: ReturnFacts,
    lines: tuple[JournalLine, ...],
    *,
    undone: tuple[str, int, str] | None = None,
) -> EntryPlan:
    return EntryPlan(
        source_kind=RETURN,
        source_id=returned.id,
        event=Event.RETURN,
        document_number=payment.number,
        party=payment.party,
        happened_on=returned.returned_on,
        ready_on=returned.returned_on,
        lines=lines,
        reverses=undone,
    )


def _with_fee(parts: Parts, returned: ReturnFacts) -> Iterator[Part]:
    yield from parts.taken_back()
    yield Part(account=returned.fee_account, amount=returned.fee)
