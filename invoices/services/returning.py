"""Payments taken back: by the bank, or because they were recorded by mistake."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.services import lock_company
from invoices.models import (
    Application,
    CustomerCredit,
    Payment,
    PaymentAllocation,
    PaymentReturn,
)
from invoices.planning.facts import PAYMENT
from invoices.queries.books import once_exported
from invoices.services.accounts import check_money
from invoices.services.applying import end_application
from invoices.services.balances import update_balances
from invoices.services.journal import refresh_journal
from invoices.services.receipts import check_amount
from invoices.services.refusals import DocumentError, check_not_before
from invoices.services.returned_payments import owe_again
from ui.dates import long_date


@transaction.atomic
def return_payment(
    *,
    payment: Payment,
    kind: PaymentReturn.Kind,
    returned_on: date,
    fee: Decimal = ZERO,
    account: GLAccount | None = None,
    reason: str = "",
) -> PaymentReturn:
    """Take a payment back whole: its invoices are due again.

    What was refunded or kept of it since is owed on a document of its own. A mistake
    that never left is withdrawn from the journal; what the bank did is always in it.
    `account` is credited instead of the payment's, where the bank takes the money and
    the fee from another one.
    """
    company = lock_company(payment.company)
    payment.refresh_from_db()
    _check(payment, kind, returned_on, fee)
    if account is not None:
        check_money(account.pk, settings_for(company), label=_("Taken from"))
    returned = PaymentReturn.objects.create(
        company=company,
        payment=payment,
        kind=kind,
        returned_on=returned_on,
        account_id=account.pk if account else payment.account_id,
        account_origin="line" if account else payment.account_origin,
        fee=fee,
        fee_account_id=settings_for(company).card_fees_id if fee else None,
        follows=bool(once_exported({PAYMENT: [payment.pk]})),
        reason=reason,
        document=owe_again(payment=payment, kind=kind, on=returned_on),
    )
    _take_back(payment, returned_on)
    return returned


def _take_back(payment: Payment, on: date) -> None:
    """End what it pays; of one that is to come, the journal knows nothing yet."""
    parts = PaymentAllocation.objects.filter(payment=payment)
    concerned = set(parts.values_list("invoice", flat=True))
    if not payment.is_pending:
        concerned |= _close_credits(payment, on)
    parts.filter(ended_on=None).update(ended_on=on)
    update_balances(concerned)
    refresh_journal(
        company=payment.company,
        invoice_ids=concerned,
        payment_ids=[] if payment.is_pending else [payment.pk],
    )


def _check(payment: Payment, kind: PaymentReturn.Kind, on: date, fee: Decimal) -> None:
    if PaymentReturn.objects.filter(payment=payment).exists():
        raise DocumentError(_("This payment was taken back already."))
    if fee:
        check_amount(fee)
        if kind == PaymentReturn.Kind.MISTAKE:
            raise DocumentError(_("A mistake bears no fee: choose what the bank did."))
    if payment.is_pending:
        _check_is_cancelled(payment, kind)
    else:
        check_not_before(on, payment.received_on, payment)


def _check_is_cancelled(payment: Payment, kind: PaymentReturn.Kind) -> None:
    """The bank cannot take back what it has not received."""
    if kind != PaymentReturn.Kind.MISTAKE:
        message = _("This payment is to come on %(date)s: cancel it instead.")
        names = {"date": long_date(payment.received_on)}
        raise DocumentError(message % names)


def _close_credits(payment: Payment, on: date) -> set[int]:
    """Take its credits back from the invoices they pay; give the ids of these."""
    concerned = set()
    for credit in CustomerCredit.objects.filter(payment=payment):
        applications = Application.objects.filter(credit=credit, ended_on=None)
        for application in applications.select_related("credit"):
            concerned.add(application.invoice_id)
            end_application(application, on)
        credit.closed_on, credit.balance = on, ZERO
        credit.save(update_fields=["closed_on", "balance"])
    return concerned
