"""Bad debts, small differences, and what is recovered of a bad debt."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.journal.dating import Event
from accounting.queries import settings_for
from companies.services import lock_company
from invoices.models import (
    CreditNoteTax,
    Invoice,
    InvoiceTax,
    PaymentMethod,
    Recovery,
    RecoveryTax,
    WriteOff,
    WriteOffTax,
)
from invoices.movements import received_lines
from invoices.queries.documents import recovery_parts
from invoices.queries.rule import account_numbers, frozen_account
from invoices.services.accounts import money_account, settings_account
from invoices.services.balances import update_balances
from invoices.services.corrections import write_correction
from invoices.services.entries import write_entry
from invoices.services.receipts import check_amount, dollars
from invoices.services.refusals import DocumentError, check_not_before
from invoices.totals import share_of

ACCOUNTS: Mapping[str, str] = {
    WriteOff.Kind.BAD_DEBT: "bad_debts",
    WriteOff.Kind.DIFFERENCE: "rounding",
}


@transaction.atomic
def write_off_invoice(
    *,
    invoice: Invoice,
    kind: WriteOff.Kind,
    amount: Decimal,
    written_off_on: date,
    reason: str,
) -> WriteOff:
    """Give up this much of what is due: the invoice is settled as if it were paid.

    A bad debt takes back its part of each tax (Revenu Québec, Bad debts); the one that
    settles the invoice takes the remainder of the cents.
    """
    company = lock_company(invoice.company)
    invoice.refresh_from_db()
    _check(invoice, kind, amount, settings_for(company).difference_tolerance)
    check_not_before(written_off_on, invoice.issued_on, invoice)
    if not reason.strip():
        raise DocumentError(_("Give the reason: it stays with the write-off."))
    write_off = WriteOff(company=company, invoice=invoice, kind=kind, reason=reason)
    write_off.written_off_on, write_off.amount = written_off_on, amount
    _save_write_off(write_off)
    update_balances([invoice.pk])
    write_correction(write_off)
    return write_off


def _save_write_off(write_off: WriteOff) -> None:
    """With its account, and its part of the taxes where it is a bad debt."""
    invoice, kind, amount = write_off.invoice, write_off.kind, write_off.amount.amount
    frozen = settings_account(settings_for(write_off.company), ACCOUNTS[kind])
    write_off.account_id, write_off.account_origin = frozen.account_id, frozen.origin
    shares = _shares(invoice, amount) if kind == WriteOff.Kind.BAD_DEBT else {}
    write_off.net = amount - sum(shares.values(), ZERO)
    write_off.save()
    WriteOffTax.objects.bulk_create(
        WriteOffTax(write_off=write_off, invoice_tax=tax, amount=share)
        for tax, share in shares.items()
        if share
    )


def _check(
    invoice: Invoice, kind: WriteOff.Kind, amount: Decimal, tolerance: Decimal
) -> None:
    check_amount(amount)
    is_issued = invoice.status == Invoice.Status.ISSUED
    due = invoice.balance.amount if is_issued else ZERO
    names = {"number": invoice, "amount": dollars(amount), "due": dollars(due)}
    if amount > due:
        message = _("%(amount)s is more than the %(due)s due on invoice %(number)s.")
        raise DocumentError(message % names)
    if kind == WriteOff.Kind.DIFFERENCE and amount > tolerance:
        names["tolerance"] = dollars(tolerance)
        message = _(
            "%(amount)s is more than the small differences accepted (%(tolerance)s):"
            " write it off as a bad debt."
        )
        raise DocumentError(message % names)


def _shares(invoice: Invoice, amount: Decimal) -> Mapping[InvoiceTax, Decimal]:
    """Tax × written off / gross, the tax and the gross net of credit notes."""
    notes = invoice.credit_notes.aggregate(total=Sum("total", default=ZERO))
    gross = invoice.total.amount - to_cents(notes["total"])
    is_last = amount == invoice.balance.amount
    written = WriteOff.objects.filter(invoice=invoice, kind=WriteOff.Kind.BAD_DEBT)
    before = to_cents(written.aggregate(sum=Sum("amount", default=ZERO))["sum"])
    shares = {}
    for tax in invoice.taxes.all():
        credited = _sum(CreditNoteTax.objects.filter(invoice_tax=tax))
        left = tax.amount.amount - credited
        taken = _sum(WriteOffTax.objects.filter(invoice_tax=tax))
        whole = to_cents(left * (before + amount) / gross) if gross else ZERO
        shares[tax] = share_of(
            amount,
            gross,
            whole if is_last else left,
            before=taken,
            is_last=is_last,
        )
    return shares


def _sum(rows: "QuerySet[CreditNoteTax] | QuerySet[WriteOffTax]") -> Decimal:
    return to_cents(rows.aggregate(sum=Sum("amount", default=ZERO))["sum"])


@transaction.atomic
def record_recovery(
    *,
    write_off: WriteOff,
    amount: Decimal,
    received_on: date,
    method: PaymentMethod,
    reference: str = "",
) -> Recovery:
    """Take money on a bad debt: its part of the taxes is owed again."""
    company = lock_company(write_off.company)
    check_amount(amount)
    check_not_before(received_on, write_off.written_off_on, write_off)
    _check_recoverable(write_off, amount)
    if method.company_id != company.pk:
        raise DocumentError(_("Choose a payment method of this company."))
    recovery = Recovery(company=company, write_off=write_off, reference=reference)
    recovery.method, recovery.received_on, recovery.amount = method, received_on, amount
    _save_recovery(recovery)
    write_recovery(recovery)
    return recovery


def _check_recoverable(write_off: WriteOff, amount: Decimal) -> None:
    left = recoverable(write_off)
    if amount > left:
        message = _("%(amount)s is more than the %(left)s left of this bad debt.")
        names = {"amount": dollars(amount), "left": dollars(left)}
        raise DocumentError(message % names)


def _save_recovery(recovery: Recovery) -> None:
    """With the account of its method, and its part of the taxes."""
    amount = recovery.amount.amount
    frozen = money_account(recovery.method, settings_for(recovery.company))
    recovery.account_id, recovery.account_origin = frozen.account_id, frozen.origin
    shares = _recovered(recovery.write_off, amount)
    recovery.net = amount - sum(shares.values(), ZERO)
    recovery.save()
    RecoveryTax.objects.bulk_create(
        RecoveryTax(recovery=recovery, invoice_tax=tax, amount=share)
        for tax, share in shares.items()
        if share
    )


def write_recovery(recovery: Recovery) -> None:
    invoice = recovery.write_off.invoice
    numbers = account_numbers(recovery.company)
    received = frozen_account(recovery.account_id, numbers, recovery.account_origin)
    write_entry(
        recovery,
        Event.RECOVERY,
        number=invoice.number or "",
        party=invoice.customer_name,
        on=recovery.received_on,
        lines=received_lines(received, recovery_parts(recovery, numbers)),
        is_of_old_books=invoice.is_prior,
    )


def recoverable(write_off: WriteOff) -> Decimal:
    """What is left to recover of a bad debt; of a small difference, nothing."""
    if write_off.kind != WriteOff.Kind.BAD_DEBT:
        return ZERO
    recovered = write_off.recoveries.aggregate(sum=Sum("amount", default=ZERO))["sum"]
    return write_off.amount.amount - to_cents(recovered)


def _recovered(write_off: WriteOff, amount: Decimal) -> Mapping[InvoiceTax, Decimal]:
    shares = {}
    is_last = amount == recoverable(write_off)
    for tax in write_off.taxes.select_related("invoice_tax"):
        rows = RecoveryTax.objects.filter(
            recovery__write_off=write_off, invoice_tax=tax.invoice_tax
        )
        before = to_cents(rows.aggregate(sum=Sum("amount", default=ZERO))["sum"])
        shares[tax.invoice_tax] = share_of(
            amount,
            write_off.amount.amount,
            tax.amount.amount,
            before=before,
            is_last=is_last,
        )
    return shares
