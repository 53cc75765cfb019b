"""What each kind of row does that is no payment."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from imports.services.events import Event
from imports.services.problems import CellError
from imports.services.returns import take_back
from invoices.models import CustomerCredit, WriteOff
from invoices.services.applying import apply_credit
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.receipts import dollars
from invoices.services.refunding import refund_credit, refund_document
from invoices.services.writing_off import (
    record_recovery,
    recoverable,
    write_off_invoice,
)
from ui.dates import long_date

DEPOSIT, CREDIT = CustomerCredit.Kind.DEPOSIT, CustomerCredit.Kind.CREDIT


def _apply(event: Event, kind: CustomerCredit.Kind) -> None:
    apply_credit(
        credit=_credit(event, kind),
        invoice=event.invoice,
        amount=event.amount,
        applied_on=event.day,
    )


def _refund_credit(event: Event, kind: CustomerCredit.Kind) -> None:
    refund_credit(
        credit=_credit(event, kind),
        amount=event.amount,
        refunded_on=event.day,
        method=event.method,
        import_key=event.key,
    )


def _refund_document(event: Event) -> None:
    refund_document(
        invoice=event.invoice,
        amount=event.amount,
        refunded_on=event.day,
        method=event.method,
        reference=event.reference,
        import_key=event.key,
    )


def _keep_deposit(event: Event) -> None:
    group = event.customer.tax_group
    if group is None:
        message = _(
            "A deposit that is kept bears the taxes of the customer's tax group: give"
            " this customer one."
        )
        raise CellError("customer_number", message)
    forfeit_deposit(
        credit=_credit(event, DEPOSIT),
        amount=event.amount,
        tax_group=group,
        forfeited_on=event.day,
        reason=event.reason,
    )


def _credit(event: Event, kind: CustomerCredit.Kind) -> CustomerCredit:
    """The oldest that has enough left: of the payment with this reference, or of any."""
    credits_ = CustomerCredit.objects.filter(
        customer=event.customer, kind=kind, opened_on__lte=event.day, closed_on=None
    )
    if event.reference:
        credits_ = credits_.filter(payment__reference=event.reference)
    found = (
        credits_.filter(balance__gte=event.amount).order_by("opened_on", "pk").first()
    )
    if found is None:
        message = _(
            "%(amount)s is more than is left on %(date)s of each %(kind)s that this row"
            " may mean: correct the amount, the date or the reference."
        )
        words = {
            "amount": dollars(event.amount),
            "date": long_date(event.day),
            "kind": kind.label,
        }
        raise CellError("amount", message % words)
    return found


def _write_off(event: Event, kind: WriteOff.Kind) -> None:
    write_off_invoice(
        invoice=event.invoice,
        kind=kind,
        amount=event.amount,
        written_off_on=event.day,
        reason=event.reason,
    )


def _recover(event: Event) -> None:
    bad_debts = event.invoice.write_offs.filter(kind=WriteOff.Kind.BAD_DEBT)
    left = {debt: recoverable(debt) for debt in bad_debts.order_by("pk")}
    found = next((debt for debt, rest in left.items() if rest >= event.amount), None)
    if found is None:
        message = _("%(amount)s is more than the %(left)s left of this bad debt.")
        most = max(left.values(), default=Decimal(0))
        words = {"amount": dollars(event.amount), "left": dollars(most)}
        raise CellError("amount", message % words)
    record_recovery(
        write_off=found,
        amount=event.amount,
        received_on=event.day,
        method=event.method,
        reference=event.reference,
    )


def _pay_out(event: Event) -> None:
    bank = event.known.settings.payment_debit
    if bank is None:
        message = _("Choose the debit account of payments in the settings first.")
        raise CellError("method", message)
    record_payout(
        company=event.known.company,
        clearing=event.method,
        bank=bank,
        paid_on=event.day,
        gross=event.amount,
        fee=event.fee,
        reference=event.reference,
    )


def _pay_tips(event: Event) -> None:
    hand_over_tips(
        company=event.known.company,
        amount=event.amount,
        paid_on=event.day,
        method=event.method,
    )


DRAWS_ON_CUSTOMER = frozenset(
    {"apply_deposit", "apply_credit", "keep_deposit", "deposit_refund", "credit_refund"}
)
TAKE: Mapping[str, Callable[[Event], None]] = {
    "apply_deposit": lambda event: _apply(event, DEPOSIT),
    "apply_credit": lambda event: _apply(event, CREDIT),
    "keep_deposit": _keep_deposit,
    "refund": _refund_document,
    "deposit_refund": lambda event: _refund_credit(event, DEPOSIT),
    "credit_refund": lambda event: _refund_credit(event, CREDIT),
    "nsf": take_back,
    "chargeback": take_back,
    "mistake": take_back,
    "difference": lambda event: _write_off(event, WriteOff.Kind.DIFFERENCE),
    "write_off": lambda event: _write_off(event, WriteOff.Kind.BAD_DEBT),
    "recovery": _recover,
    "payout": _pay_out,
    "tips_paid": _pay_tips,
}
