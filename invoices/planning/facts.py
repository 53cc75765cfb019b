"""What the rules ask of invoices, of what settles them, and of the company's switch."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounting.journal.movements import Account

INVOICE = "invoices.invoice"
CREDIT_NOTE = "invoices.creditnote"
WRITE_OFF = "invoices.writeoff"
PAYMENT = "invoices.payment"
RETURN = "invoices.paymentreturn"
ALLOCATION = "invoices.paymentallocation"
CREDIT = "invoices.customercredit"
APPLICATION = "invoices.application"
REFUND = "invoices.refund"
RECLASSIFICATION = "invoices.reclassification"


NO_TIPS = Account(number=None, origin="missing:settings:tips")
NO_ROUNDING = Account(number=None, origin="missing:settings:rounding")
NO_RECEIVABLE = Account(number=None, origin="missing:settings:sale_debit")


class PartialPayments(StrEnum):
    IMMEDIATE = "immediate"
    STRICT = "strict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """« Seulement lorsque payée » and what becomes of part payments.

    `changed_on` is the day the switch was last moved; `cut_over_on` the first day of the
    books kept here.
    """

    only_when_paid: bool
    partial_payments: PartialPayments
    changed_on: date | None
    cut_over_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceState:
    """An issued invoice as its settlements left it.

    `settled_on` is the latest date of what settled it, None while it is open. One
    whose credit was used stays settled: what was sent back is in the books.
    `is_kept`: an entry on its receivable, or its replaced original's, was exported, or
    that one was in the books before the cut-over: it is released for good, since
    `sale_ready_on` when that is known.
    `sale_was_exported` keeps the sale of a void invoice in the journal. What is owed for
    a returned payment has no sale and waits for nothing: the bank acted.
    """

    id: int
    number: str
    party: str
    issued_on: date
    receivable: Account
    settled_on: date | None
    is_kept: bool = False
    sale_ready_on: date | None = None
    sale_was_exported: bool = False
    voided_on: date | None = None
    is_prior: bool = False
    is_returned_payment: bool = False

    @property
    def never_waits(self) -> bool:
        return self.is_prior or self.is_returned_payment


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationFacts:
    """A part of a payment; `left` says which of its own entries were in a batch.

    `moved_from` is the allocation whose money it took over, and `follows` whether that
    one was in a batch by then: a transfer follows it, instead of its entry changing.
    """

    id: int
    invoice: InvoiceState
    amount: Decimal
    allocated_on: date
    through_deposits: bool
    moved_from: int | None = None
    follows: bool = False
    ended_on: date | None = None
    transfer_left: bool = False
    application_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFacts:
    """A customer credit that a payment opened, or that was freed from an allocation.

    `spent` is what of it had been refunded or kept when its payment was returned.
    """

    id: int
    account: Account
    amount: Decimal
    opened_on: date
    freed_from: int | None = None
    follows: bool = False
    transfer_left: bool = False
    spent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """`by_mistake`: withdrawn with its payment, unless that one was in a batch.

    `receivable` is debited for what had been refunded or kept.
    """

    id: int
    returned_on: date
    by_mistake: bool
    account: Account
    fee: Decimal
    fee_account: Account
    receivable: Account = NO_RECEIVABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """A payment; `is_fixed` once its entry was in a batch: its lines are then kept.

    `rounding` is positive where more was received than was due.
    """

    id: int
    number: str
    party: str
    received_on: date
    method: Account
    deposits: Account
    allocations: tuple[AllocationFacts, ...]
    credits: tuple[CreditFacts, ...] = ()
    tip: Decimal = Decimal(0)
    tips: Account = NO_TIPS
    rounding: Decimal = Decimal(0)
    rounding_account: Account = NO_ROUNDING
    returned: ReturnFacts | None = None
    is_fixed: bool = False
    is_prior: bool = False

    @property
    def has_left(self) -> bool:
        """Whether any of its entries was in a batch."""
        parts = any(p.application_left or p.transfer_left for p in self.allocations)
        return self.is_fixed or parts or any(c.transfer_left for c in self.credits)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """An invoice paid by a customer credit, or by what `giver` owes back.

    `account` is the credit's; money of another document passes by deposits.
    `is_from_prior`: the money was in the books before the cut-over.
    """

    id: int
    invoice: InvoiceState
    giver: InvoiceState | None
    account: Account
    amount: Decimal
    applied_on: date
    is_from_prior: bool = False
    through_deposits: bool = False
    ended_on: date | None = None
    transfer_left: bool = False
    application_left: bool = False


def released_on(invoice: InvoiceState, rule: Rule) -> date | None:
    """The day from which the sale may be exported; None while it is held."""
    if invoice.never_waits or not rule.only_when_paid:
        return invoice.issued_on
    if invoice.is_kept:
        return invoice.sale_ready_on or invoice.settled_on or invoice.issued_on
    return invoice.settled_on


def is_before_cut_over(day: date, rule: Rule) -> bool:
    """Return True if the old books hold what happened on this day."""
    return rule.cut_over_on is not None and day < rule.cut_over_on


def is_held(invoice: InvoiceState, rule: Rule) -> bool:
    return released_on(invoice, rule) is None
