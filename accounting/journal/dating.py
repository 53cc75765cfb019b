from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class SaleDate(StrEnum):
    """Which date the file gives a sale that its payment released."""

    INVOICE = "invoice"
    PAYMENT = "payment"
    BATCH = "batch"


class Event(StrEnum):
    """What an entry tells: the order is the order of a day in a file."""

    SALE = "sale"
    VOID = "void"
    CREDIT_NOTE = "credit_note"
    WRITE_OFF = "write_off"
    PAYMENT = "payment"
    RETURN = "return"
    TRANSFER = "transfer"
    APPLICATION = "application"
    UNAPPLIED = "unapplied"
    REFUND = "refund"
    RECOVERY = "recovery"
    FORFEITURE = "forfeiture"
    PAYOUT = "payout"
    TIP_PAYOUT = "tip_payout"
    RECLASSIFICATION = "reclassified"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePolicy:
    """`batch_on` is the earlier of the day of production and the through date."""

    only_when_paid: bool
    sale_date: SaleDate
    closed_through: date | None
    batch_on: date


def date_in_file(
    *, event: Event, happened_on: date, ready_on: date, policy: DatePolicy
) -> date:
    """The date the file carries: the policy's, or the first open day after it.

    A sale follows the policy when its payment released it; an application takes
    effect with the sale it pays, never before; everything else keeps its own date.
    """
    dated_on = happened_on
    if policy.only_when_paid and event in {Event.SALE, Event.APPLICATION}:
        if policy.sale_date is SaleDate.BATCH:
            dated_on = policy.batch_on
        elif policy.sale_date is SaleDate.PAYMENT:
            dated_on = ready_on
    if event is Event.APPLICATION:
        dated_on = max(dated_on, ready_on)
    if policy.closed_through is not None and dated_on <= policy.closed_through:
        return policy.closed_through + timedelta(days=1)
    return dated_on
