"""Facts that plans are made from, with sensible values."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from accounting.journal.entry import JournalLine
from accounting.journal.movements import Account
from invoices.planning.facts import (
    AllocationFacts,
    ApplicationFacts,
    CreditFacts,
    InvoiceState,
    PartialPayments,
    PaymentFacts,
    ReturnFacts,
    Rule,
)

ISSUED, PART = date(2026, 10, 28), date(2026, 10, 30)
SWITCH, PAID, LATER = date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 20)
STRICT = Rule(
    only_when_paid=True, partial_payments=PartialPayments.STRICT, changed_on=None
)
IMMEDIATE = replace(STRICT, partial_payments=PartialPayments.IMMEDIATE)
OFF = replace(IMMEDIATE, only_when_paid=False, changed_on=SWITCH)

RECEIVABLE = Account(number="1201", origin="settings:sale_debit")
OTHER_RECEIVABLE = Account(number="1202", origin="settings:sale_debit")
BANK = Account(number="1010", origin="method:1")
DEPOSITS = Account(number="2150", origin="settings:deposits")
CREDITS = Account(number="2160", origin="settings:customer_credits")

HELD = InvoiceState(
    id=1,
    number="0990",
    party="Gagnon",
    issued_on=ISSUED,
    receivable=RECEIVABLE,
    settled_on=None,
)
SETTLED = replace(HELD, id=2, number="0991", settled_on=PAID)


def part(invoice: InvoiceState = SETTLED, **values: Any) -> AllocationFacts:
    """500.00 on the invoice, under its id."""
    values = {
        "id": invoice.id,
        "amount": Decimal("500.00"),
        "allocated_on": PART,
        "through_deposits": False,
        **values,
    }
    return AllocationFacts(invoice=invoice, **values)


def credit(amount: str = "500.00", **values: Any) -> CreditFacts:
    values = {"id": 9, "account": CREDITS, "opened_on": PAID, **values}
    return CreditFacts(amount=Decimal(amount), **values)


def payment(*parts: AllocationFacts, **values: Any) -> PaymentFacts:
    values = {
        "number": "0990",
        "party": "Gagnon",
        "received_on": PART,
        "method": BANK,
        "deposits": DEPOSITS,
        **values,
    }
    return PaymentFacts(id=7, allocations=parts, **values)


def returned(**values: Any) -> ReturnFacts:
    """By the bank, without a fee."""
    fees = Account(number="5310", origin="settings:card_fees")
    values = {"by_mistake": False, "fee": Decimal(0), **values}
    return ReturnFacts(
        id=3, returned_on=LATER, account=BANK, fee_account=fees, **values
    )


def application(
    invoice: InvoiceState = SETTLED, giver: InvoiceState | None = None, **values: Any
) -> ApplicationFacts:
    """500.00 of a deposit, or of what the giver owes back."""
    values = {"amount": Decimal("500.00"), "applied_on": PART, **values}
    return ApplicationFacts(
        id=5, invoice=invoice, giver=giver, account=DEPOSITS, **values
    )


def sides(lines: tuple[JournalLine, ...] | None) -> str:
    """Such as `D 1201 500.00 / C 2150 500.00`."""
    return " / ".join(
        f"{'D' if line.debit else 'C'} {line.account} {line.amount}"
        for line in lines or ()
    )
