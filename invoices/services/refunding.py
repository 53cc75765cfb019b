"""Money sent back: always of a credit note, an overpayment or a deposit."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine
from accounting.queries import settings_for
from companies.services import lock_company
from invoices.models import CustomerCredit, Invoice, PaymentMethod, Refund
from invoices.movements import moved_lines
from invoices.queries.documents import receivable
from invoices.queries.rule import account_numbers, frozen_account
from invoices.services.accounts import money_account
from invoices.services.balances import update_balances, update_credit
from invoices.services.entries import write_entry
from invoices.services.journal import refresh_journal
from invoices.services.receipts import check_amount, dollars
from invoices.services.refusals import DocumentError, check_not_before


@transaction.atomic
def refund_credit(
    *,
    credit: CustomerCredit,
    amount: Decimal,
    refunded_on: date,
    method: PaymentMethod,
    reference: str = "",
    import_key: str | None = None,
) -> Refund:
    """Send back a deposit or an overpayment: no revenue and no tax is touched."""
    lock_company(credit.company)
    credit.refresh_from_db()
    check_amount(amount)
    check_not_before(refunded_on, credit.opened_on, credit)
    if amount > credit.balance.amount:
        raise _too_much(amount, credit.balance.amount)
    refund = _refund(credit.company_id, method, refunded_on, amount, reference)
    refund.customer, refund.credit = credit.customer, credit
    refund.import_key = import_key
    refund.save()
    update_credit(credit)
    write_refund(refund)
    return refund


@transaction.atomic
def refund_document(
    *,
    invoice: Invoice,
    amount: Decimal,
    refunded_on: date,
    method: PaymentMethod,
    reference: str = "",
    import_key: str | None = None,
) -> Refund:
    """Send back what a document owes, after a credit note or a negative total."""
    company = lock_company(invoice.company)
    invoice.refresh_from_db()
    check_amount(amount)
    check_not_before(refunded_on, invoice.issued_on, invoice)
    if invoice.status != Invoice.Status.ISSUED or invoice.balance.amount >= 0:
        message = _(
            "Invoice %(number)s owes nothing back: void or credit it, or free its"
            " payment. Only a credit note, an overpayment or a deposit can be"
            " refunded."
        )
        raise DocumentError(message % {"number": invoice})
    if amount > -invoice.balance.amount:
        raise _too_much(amount, -invoice.balance.amount)
    refund = _refund(invoice.company_id, method, refunded_on, amount, reference)
    refund.customer, refund.invoice = invoice.customer, invoice
    refund.import_key = import_key
    refund.save()
    update_balances([invoice.pk])
    write_refund(refund)
    refresh_journal(company=company, invoice_ids=[invoice.pk])
    return refund


def credit_number(credit: CustomerCredit) -> str:
    """How a credit is named in the books: by the invoice or payment it comes from."""
    if credit.freed_from is not None:
        return credit.freed_from.invoice.number or ""
    payment = credit.payment
    part = payment and payment.allocations.select_related("invoice").first()
    if part:
        return part.invoice.number or ""
    reference = payment.reference if payment else ""
    fits = 0 < len(reference) <= 20  # noqa: PLR2004 - a document number in the file
    kind = "DEP" if credit.kind == CustomerCredit.Kind.DEPOSIT else "CR"
    return reference if fits else f"{kind}-{credit.payment_id or credit.pk}"


def _refund(
    company_id: int, method: PaymentMethod, on: date, amount: Decimal, reference: str
) -> Refund:
    if method.company_id != company_id:
        raise DocumentError(_("Choose a payment method of this company."))
    frozen = money_account(method, settings_for(method.company))
    return Refund(
        company=method.company,
        refunded_on=on,
        amount=amount,
        method=method,
        account_id=frozen.account_id,
        account_origin=frozen.origin,
        reference=reference,
    )


def write_refund(refund: Refund) -> None:
    source = refund.credit or refund.invoice
    number = credit_number(refund.credit) if refund.credit else str(refund.invoice)
    write_entry(
        refund,
        Event.REFUND,
        number=number,
        party=refund.customer.name,
        on=refund.refunded_on,
        lines=_lines(refund),
        is_of_old_books=source is not None and source.is_prior,
    )


def _lines(refund: Refund) -> tuple[JournalLine, ...]:
    numbers = account_numbers(refund.company)
    credit, invoice = refund.credit, refund.invoice
    if credit is not None:
        debited = frozen_account(credit.account_id, numbers, credit.account_origin)
    else:
        debited = receivable(invoice.receivable_id if invoice else None, numbers)
    paid_from = frozen_account(refund.account_id, numbers, refund.account_origin)
    return moved_lines(debited, paid_from, refund.amount.amount)


def _too_much(amount: Decimal, left: Decimal) -> DocumentError:
    message = _("%(amount)s is more than the %(left)s that is owed back.")
    return DocumentError(message % {"amount": dollars(amount), "left": dollars(left)})
