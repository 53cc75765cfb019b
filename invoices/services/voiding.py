"""Invoices made void, and what paid them."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from companies.services import lock_company
from invoices.models import Application, Invoice, PaymentAllocation
from invoices.services.applying import end_application
from invoices.services.balances import update_balances, update_credit
from invoices.services.journal import refresh_journal
from invoices.services.parts import end, free, move
from invoices.services.refusals import DocumentError, check_not_before


@transaction.atomic
def void_invoice(*, invoice: Invoice, voided_on: date, reason: str) -> Invoice:
    """Make an invoice void: it keeps its number, its money becomes customer credits."""
    company = lock_company(invoice.company)
    make_void(invoice, voided_on, reason)
    ids = [invoice.pk, *settle_void(invoice, voided_on, None)]
    update_balances(ids)
    refresh_journal(company=company, invoice_ids=ids)
    return invoice


def make_void(invoice: Invoice, voided_on: date, reason: str) -> None:
    invoice.refresh_from_db()
    check_may_be_void(invoice)
    check_not_before(voided_on, invoice.issued_on, invoice)
    if not reason.strip():
        raise DocumentError(_("Give the reason: it stays with the invoice."))
    invoice.status = Invoice.Status.VOID
    invoice.voided_on, invoice.void_reason = voided_on, reason
    invoice.balance = ZERO
    invoice.save(update_fields=["status", "voided_on", "void_reason", "balance"])


def settle_void(invoice: Invoice, on: date, replacement: Invoice | None) -> list[int]:
    """End what paid a void invoice; the money follows to its replacement, if any.

    What the replacement does not owe becomes, or stays, a customer credit, or is owed
    back again by the documents whose ids this gives.
    """
    left = ZERO if replacement is None else replacement.total.amount
    in_force = PaymentAllocation.objects.filter(invoice=invoice, ended_on=None)
    if replacement is not None:
        # A cheque dated later is in no books yet: it is as if it had paid this one.
        in_force.filter(payment__is_pending=True).update(invoice=replacement)
    parts = in_force.filter(payment__is_pending=False)
    for part in parts.select_related("payment__company").order_by("pk"):
        left -= _follow(part, replacement, left, on)
    applications = Application.objects.filter(invoice=invoice, ended_on=None)
    for application in applications.select_related("credit").order_by("pk"):
        end_application(application, on)
        left -= _apply_again(application, replacement, left, on)
    givers = Application.objects.filter(invoice=invoice, from_invoice__isnull=False)
    ids = givers.order_by().values_list("from_invoice", flat=True).distinct()
    return [pk for pk in ids if pk]


def _follow(
    part: PaymentAllocation, replacement: Invoice | None, left: Decimal, on: date
) -> Decimal:
    """Move what the replacement owes, free the rest; say how much moved."""
    moved = max(ZERO, min(part.amount.amount, left))
    if replacement is not None and moved:
        move(part, replacement, moved, on)
    if moved < part.amount.amount:
        free(part, part.amount.amount - moved, on)
    end(part, on)
    return moved


def _apply_again(
    application: Application, replacement: Invoice | None, left: Decimal, on: date
) -> Decimal:
    amount = max(ZERO, min(application.amount.amount, left))
    if replacement is None or not amount:
        return ZERO
    Application.objects.create(
        company=application.company,
        credit=application.credit,
        from_invoice=application.from_invoice,
        invoice=replacement,
        amount=amount,
        applied_on=on,
        account=application.account,
    )
    if application.credit is not None:
        update_credit(application.credit)
    return amount


def check_may_be_void(invoice: Invoice) -> None:
    names = {"number": invoice}
    if invoice.status != Invoice.Status.ISSUED:
        message = _("Invoice %(number)s is not issued, or void already.")
    elif invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _(
            "%(number)s is owed for a returned payment: take a payment for it, or write"
            " it off."
        )
    elif invoice.credit_notes.exists():
        message = _("Invoice %(number)s has a credit note: credit the rest instead.")
    elif invoice.write_offs.exists():
        message = _("Invoice %(number)s was written off: it stays as it is.")
    elif (
        invoice.refunds.exists()
        or invoice.applications_given.filter(ended_on=None).exists()
    ):
        message = _(
            "What invoice %(number)s owed back was used: it cannot be made void."
        )
    else:
        return
    raise DocumentError(message % names)
