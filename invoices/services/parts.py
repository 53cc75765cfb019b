"""Parts of payments: ended, moved to another invoice, freed to customer credits."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.dating import Event
from accounting.queries import settings_for
from companies.services import lock_company
from invoices.models import CustomerCredit, Invoice, PaymentAllocation
from invoices.planning.facts import ALLOCATION, PAYMENT, is_before_cut_over
from invoices.queries.books import once_exported
from invoices.queries.rule import rule_of
from invoices.services.accounts import settings_account
from invoices.services.balances import update_balances
from invoices.services.journal import refresh_journal
from invoices.services.prior import mark_prior
from invoices.services.receipts import dollars
from invoices.services.refusals import (
    DocumentError,
    check_not_before,
    check_old_books_open,
)


def is_in_books(part: PaymentAllocation, on: date) -> bool:
    """Return True if its money was in a batch by this day, or in the old books.

    That of a cheque dated later is in no books before it takes effect, as a whole.
    """
    if part.payment.is_pending:
        return False
    left = once_exported({PAYMENT: [part.payment_id], ALLOCATION: [part.pk]})
    return (
        part.follows
        or (part.payment.is_prior and not _is_before_cut_over(part, on))
        or (PAYMENT, part.payment_id, Event.PAYMENT.value) in left
        or (ALLOCATION, part.pk, Event.APPLICATION.value) in left
    )


def _is_before_cut_over(part: PaymentAllocation, on: date) -> bool:
    return is_before_cut_over(on, rule_of(settings_for(part.payment.company)))


@transaction.atomic
def free_payment(*, part: PaymentAllocation, freed_on: date) -> CustomerCredit:
    """Take money off an invoice: it stays the customer's, in customer credits."""
    lock_company(part.payment.company)
    _check_in_force(part, freed_on)
    credit = free(part, part.amount.amount, freed_on)
    end(part, freed_on)
    _refresh(part)
    return credit


@transaction.atomic
def move_payment(
    *, part: PaymentAllocation, invoice: Invoice, moved_on: date
) -> PaymentAllocation:
    """Move money recorded on the wrong invoice to the right one, as far as it owes.

    What that one does not owe becomes a customer credit.
    """
    lock_company(part.payment.company)
    _check_in_force(part, moved_on)
    invoice.refresh_from_db()
    _check_takes_money(part, invoice, moved_on)
    amount = min(part.amount.amount, invoice.balance.amount)
    moved = move(part, invoice, amount, moved_on)
    if amount < part.amount.amount:
        free(part, part.amount.amount - amount, moved_on)
    end(part, moved_on)
    _refresh(part, invoice)
    return moved


def end(part: PaymentAllocation, on: date) -> None:
    part.ended_on = on
    part.save(update_fields=["ended_on"])


def move(
    part: PaymentAllocation, invoice: Invoice, amount: Decimal, on: date
) -> PaymentAllocation:
    """Take over this much of a part that ends; an older move to there stays ended."""
    moved = PaymentAllocation.objects.create(
        payment=part.payment,
        invoice=invoice,
        amount=amount,
        allocated_on=on,
        moved_from=part,
        follows=is_in_books(part, on),
    )
    if part.payment.is_prior:
        # Moved before the cut-over to a document to export, it is exported with it.
        mark_prior(part.payment.company, [part.payment_id])
    return moved


def free(part: PaymentAllocation, amount: Decimal, on: date) -> CustomerCredit:
    company = part.payment.company
    frozen = settings_account(settings_for(company), "customer_credits")
    return CustomerCredit.objects.create(
        company=company,
        customer=part.payment.customer,
        kind=CustomerCredit.Kind.CREDIT,
        opened_on=on,
        amount=amount,
        balance=amount,
        account_id=frozen.account_id,
        account_origin=frozen.origin,
        payment=part.payment,
        freed_from=part,
        follows=is_in_books(part, on),
    )


def _refresh(part: PaymentAllocation, *others: Invoice) -> None:
    ids = [part.invoice_id, *(invoice.pk for invoice in others)]
    update_balances(ids)
    refresh_journal(
        company=part.payment.company, invoice_ids=ids, payment_ids=[part.payment_id]
    )


def _check_in_force(part: PaymentAllocation, on: date) -> None:
    part.refresh_from_db()
    if part.ended_on is not None or part.payment.is_pending:
        message = _("This payment no longer pays %(invoice)s, or does not pay it yet.")
        raise DocumentError(message % {"invoice": part.invoice})
    check_not_before(on, max(part.payment.received_on, part.allocated_on), part.payment)
    if part.payment.is_prior:
        check_old_books_open(settings_for(part.payment.company), on)


def _check_takes_money(part: PaymentAllocation, invoice: Invoice, on: date) -> None:
    names = {"number": invoice.number, "balance": dollars(invoice.balance.amount)}
    if invoice.status != Invoice.Status.ISSUED or invoice.pk == part.invoice_id:
        raise DocumentError(_("Money moves to another issued invoice: choose one."))
    if invoice.customer_id != part.payment.customer_id:
        message = _("Invoice %(number)s is another customer's: correct the customer.")
        raise DocumentError(message % names)
    if invoice.balance.amount <= 0:
        message = _("Nothing is due on invoice %(number)s: free the payment instead.")
        raise DocumentError(message % names)
    if part.payment.allocations.filter(invoice=invoice, ended_on=None).exists():
        message = _(
            "This payment pays a part of invoice %(number)s already: free the other"
            " part, then apply the credit that it leaves."
        )
        raise DocumentError(message % names)
    check_not_before(on, invoice.issued_on, invoice)
