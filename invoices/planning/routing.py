"""By which way money goes while the invoice it pays is held."""

from dataclasses import replace

from invoices.planning.facts import (
    AllocationFacts,
    ApplicationFacts,
    PartialPayments,
    PaymentFacts,
    Rule,
    is_held,
)


def route(payment: PaymentFacts, rule: Rule) -> PaymentFacts:
    """Decide which parts go through customer deposits while their invoice is held.

    IMMEDIATE: every part on a held invoice. STRICT: only when another part has
    nothing to wait for, so that the bank shows one line; else the payment waits too.
    A part that took that way keeps it once its invoice is released, and so does one
    that was returned; what was in a batch is not decided again. What was in the books
    before the cut-over paid its invoice there.
    """
    current = _open(payment)
    held = {part.id for part in current if is_held(part.invoice, rule)}
    passes = (
        payment.is_fixed
        or rule.partial_payments is PartialPayments.IMMEDIATE
        or len(held) < len(current)
        or bool(payment.credits)
    )
    followers = {part.id for part in current if part.follows}
    through = held if passes else held & followers
    direct = (held - through) | _paid_before(payment)
    allocations = tuple(
        replace(
            part,
            through_deposits=part.id in through
            or (part.through_deposits and part.id not in direct),
        )
        for part in payment.allocations
    )
    return replace(payment, allocations=allocations)


def _paid_before(payment: PaymentFacts) -> set[int]:
    if not payment.is_prior:
        return set()
    return {part.id for part in payment.allocations if not part.follows}


def _open(payment: PaymentFacts) -> list[AllocationFacts]:
    """The parts whose way may still change."""
    if payment.returned is not None:
        return []
    return [
        part
        for part in payment.allocations
        if part.ended_on is None and (part.follows or not payment.is_fixed)
    ]


def route_application(application: ApplicationFacts, rule: Rule) -> ApplicationFacts:
    """What another document owes back passes by deposits to a held invoice."""
    if application.giver is None or application.ended_on is not None:
        return application
    through = application.through_deposits or is_held(application.invoice, rule)
    return replace(application, through_deposits=through)
