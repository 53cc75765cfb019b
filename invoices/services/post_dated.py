"""Cheques dated later: they wait, and take effect on their day."""

from datetime import date

from django.db import transaction

from accounting.journal.cents import ZERO
from companies.models import Company
from companies.services import lock_company
from invoices.models import (
    CustomerCredit,
    Invoice,
    Payment,
    PaymentAllocation,
)
from invoices.services.balances import update_balances
from invoices.services.journal import refresh_journal
from invoices.services.parts import free


@transaction.atomic
def take_due_payments(*, company: Company, on: date) -> list[Payment]:
    """Give effect to the post-dated payments of this day and before, in their order.

    What an invoice does not owe any more by then becomes a customer credit.
    """
    due = Payment.objects.for_company(company).filter(
        is_pending=True, returned=None, received_on__lte=on
    )
    if not due.exists():
        return []
    lock_company(company)
    taken = list(due.order_by("received_on", "pk"))
    for payment in taken:
        _take(payment)
    return taken


def _take(payment: Payment) -> None:
    parts = list(PaymentAllocation.objects.filter(payment=payment, ended_on=None))
    ids = [part.invoice_id for part in parts]
    for part in parts:
        _fit(part)
    payment.is_pending = False
    payment.save(update_fields=["is_pending"])
    for credit in CustomerCredit.objects.filter(payment=payment):
        credit.balance = credit.amount
        credit.save(update_fields=["balance"])
    update_balances(ids)
    refresh_journal(company=payment.company, invoice_ids=ids, payment_ids=[payment.pk])


def _fit(part: PaymentAllocation) -> None:
    """Cut the part to what its invoice still owes; the rest is the customer's."""
    invoice: Invoice = part.invoice
    invoice.refresh_from_db(fields=["balance", "currency", "status"])
    owed = max(ZERO, invoice.balance.amount)
    excess = part.amount.amount - owed
    if excess <= 0:
        return
    credit = free(part, excess, part.payment.received_on)
    if owed:
        part.amount = owed
        credit.freed_from = None
        credit.save(update_fields=["freed_from"])
    else:
        part.ended_on = part.payment.received_on
    part.save(update_fields=["amount", "ended_on"])
