"""Paying an invoice with money that is already here."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.queries import settings_for
from companies.models import Company
from companies.services import lock_company
from invoices.models import Application, CustomerCredit, Invoice
from invoices.services.balances import update_balances, update_credit
from invoices.services.journal import refresh_journal
from invoices.services.receipts import check_amount, dollars
from invoices.services.refusals import DocumentError, check_not_before


@transaction.atomic
def apply_credit(
    *, credit: CustomerCredit, invoice: Invoice, amount: Decimal, applied_on: date
) -> Application:
    """Pay an invoice with a deposit or a credit of its customer."""
    company = lock_company(credit.company)
    credit.refresh_from_db()
    _check_invoice(company, invoice, credit.customer_id, amount, applied_on)
    check_not_before(applied_on, credit.opened_on, credit)
    if amount > credit.balance.amount:
        raise _too_much(amount, credit.balance.amount)
    application = Application.objects.create(
        company=company,
        credit=credit,
        invoice=invoice,
        amount=amount,
        applied_on=applied_on,
        account_id=credit.account_id,
    )
    update_credit(credit)
    _refresh(application)
    return application


@transaction.atomic
def apply_document(
    *, from_invoice: Invoice, invoice: Invoice, amount: Decimal, applied_on: date
) -> Application:
    """Pay an invoice with what another one owes back: no entry, unless it is held."""
    company = lock_company(from_invoice.company)
    from_invoice.refresh_from_db()
    _check_issued(company, from_invoice)
    _check_invoice(company, invoice, from_invoice.customer_id, amount, applied_on)
    check_not_before(applied_on, from_invoice.issued_on, from_invoice)
    if amount > -from_invoice.balance.amount:
        raise _too_much(amount, -from_invoice.balance.amount)
    application = Application.objects.create(
        company=company,
        from_invoice=from_invoice,
        invoice=invoice,
        amount=amount,
        applied_on=applied_on,
        account_id=settings_for(company).deposits_id,
    )
    _refresh(application)
    return application


@transaction.atomic
def undo_application(*, application: Application, undone_on: date) -> Application:
    """Give the money back to where it came from."""
    lock_company(application.company)
    application.refresh_from_db()
    if application.ended_on is not None:
        raise DocumentError(_("This application is undone already."))
    check_not_before(undone_on, application.applied_on, application.invoice)
    end_application(application, undone_on)
    _refresh(application)
    return application


def end_application(application: Application, on: date) -> None:
    """End it and restore the credit; the caller refreshes balances and journal."""
    application.ended_on = on
    application.save(update_fields=["ended_on"])
    if application.credit is not None:
        update_credit(application.credit)


def _refresh(application: Application) -> None:
    pair = (application.invoice_id, application.from_invoice_id)
    ids = [pk for pk in pair if pk is not None]
    update_balances(ids)
    refresh_journal(company=application.company, invoice_ids=ids)


def _check_issued(company: Company, invoice: Invoice) -> None:
    if invoice.company_id != company.pk or invoice.status != Invoice.Status.ISSUED:
        raise DocumentError(_("Choose an issued invoice of this company."))


def _check_invoice(
    company: Company, invoice: Invoice, customer_id: int, amount: Decimal, on: date
) -> None:
    check_amount(amount)
    invoice.refresh_from_db()
    names = {"number": invoice.number, "amount": dollars(amount)}
    _check_issued(company, invoice)
    if invoice.customer_id != customer_id:
        message = _("Invoice %(number)s is another customer's: correct the customer.")
        raise DocumentError(message % names)
    if amount > invoice.balance.amount:
        names["balance"] = dollars(invoice.balance.amount)
        message = _(
            "%(amount)s is more than the %(balance)s due on invoice %(number)s."
        )
        raise DocumentError(message % names)
    check_not_before(on, invoice.issued_on, invoice)


def _too_much(amount: Decimal, left: Decimal) -> DocumentError:
    message = _("%(amount)s is more than the %(left)s that is left to apply.")
    return DocumentError(message % {"amount": dollars(amount), "left": dollars(left)})
