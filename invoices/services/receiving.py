"""Payments as they are received at the counter: one amount, and what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from companies.services import lock_company
from invoices.models import Customer, Invoice, Payment, PaymentMethod
from invoices.planning.receiving import Received, SurplusError, split_received
from invoices.services.payments import record_payment
from invoices.services.receipts import PaymentError, check_amount, dollars
from invoices.services.refusals import check_is_known
from invoices.totals import round_cash


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What was handed over; `recorded_on` is the day of the person who says so.

    `difference_reason` accepts a difference of a few cents; empty, none is.
    """

    method: PaymentMethod
    amount: Decimal
    received_on: date
    recorded_on: date
    tip: Decimal = ZERO
    difference_reason: str = ""
    reference: str = ""

    def counted(self) -> Received:
        """Cash comes in coins of five cents, whatever was typed."""
        check_amount(self.amount)
        if self.tip:
            check_amount(self.tip)
        is_cash = self.method.is_cash
        amount = round_cash(self.amount) if is_cash else self.amount
        if self.tip >= amount:
            message = _("The tip is a part of the %(amount)s received: lower it.")
            raise PaymentError(message % {"amount": dollars(amount)})
        return Received(amount=amount, tip=self.tip, is_cash=is_cash)


@transaction.atomic
def receive_for_invoice(
    *, invoice: Invoice, money: Money, keeps_surplus: bool = False
) -> Payment:
    """Pay an invoice; what it does not owe is kept for its customer, if so asked."""
    lock_company(invoice.company)
    invoice.refresh_from_db()
    due = max(ZERO, invoice.balance.amount)
    received = money.counted()
    try:
        split = split_received(
            received,
            due,
            keeps_surplus=keeps_surplus,
            accepts_difference=bool(money.difference_reason),
        )
    except SurplusError as error:
        raise _surplus(received, invoice) from error
    return _record(
        invoice.customer,
        money,
        amounts={invoice: split.paid} if split.paid else {},
        on_account=split.on_account,
        rounding=split.rounding,
    )


@transaction.atomic
def receive_for_customer(
    *,
    customer: Customer,
    money: Money,
    amounts: Mapping[Invoice, Decimal],
    deposit: Decimal = ZERO,
    on_account: Decimal = ZERO,
) -> Payment:
    """Take money whose use a person has written down whole, over several invoices."""
    lock_company(customer.company)
    check_is_known(customer)
    received = money.counted()
    used = sum((*amounts.values(), deposit, on_account), ZERO)
    rounding = received.amount - received.tip - used
    if rounding and not (received.rounds(used) or money.difference_reason):
        message = _(
            "%(received)s was received and its uses add up to %(used)s: correct one of"
            " them. What pays nothing yet is a deposit, or stays on account."
        )
        words = {
            "received": dollars(received.amount),
            "used": dollars(used + received.tip),
        }
        raise PaymentError(message % words)
    return _record(
        customer,
        money,
        amounts=amounts,
        deposit=deposit,
        on_account=on_account,
        rounding=rounding,
    )


def _record(
    customer: Customer,
    money: Money,
    *,
    amounts: Mapping[Invoice, Decimal],
    rounding: Decimal,
    on_account: Decimal,
    deposit: Decimal = ZERO,
) -> Payment:
    return record_payment(
        customer=customer,
        method=money.method,
        received_on=money.received_on,
        amounts=amounts,
        deposit=deposit,
        on_account=on_account,
        tip=money.tip,
        rounding=rounding,
        rounding_reason=money.difference_reason,
        reference=money.reference,
        recorded_on=money.recorded_on,
    )


def _surplus(received: Received, invoice: Invoice) -> PaymentError:
    message = _(
        "%(amount)s is more than the %(balance)s due on invoice %(number)s: tick “Keep"
        " the surplus as a customer credit”, or correct the amount."
    )
    words = {
        "amount": dollars(received.amount - received.tip),
        "balance": dollars(max(ZERO, invoice.balance.amount)),
        "number": invoice.number,
    }
    return PaymentError(message % words)
