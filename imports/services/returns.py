"""Payments that the bank took back, or that were recorded by mistake."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from companies.models import CompanyQuerySet
from imports.services.events import Event
from imports.services.problems import CellError
from invoices.models import Payment, PaymentMethod, PaymentReturn
from invoices.services.receipts import dollars
from invoices.services.returning import return_payment

KINDS: Mapping[str, PaymentReturn.Kind] = {
    "nsf": PaymentReturn.Kind.BANK,
    "chargeback": PaymentReturn.Kind.CHARGEBACK,
    "mistake": PaymentReturn.Kind.MISTAKE,
}


def is_taken_back(event: Event) -> bool:
    """Whether it was taken back as the row says; otherwise is an error."""
    if event.kind not in KINDS:
        return False
    payments = _payments(event)
    returns = PaymentReturn.objects.filter(payment__in=payments, fee=event.fee)
    said = returns.filter(kind=KINDS[event.kind], returned_on=event.day)
    if said.filter(payment__amount=event.amount).exists():
        return True
    if not payments.filter(returned=None).exists():
        message = _("Payment %(reference)s is already taken back, in another way.")
        raise CellError("reference", message % {"reference": event.reference})
    return False


def take_back(event: Event) -> None:
    payment = _payment(event)
    method = event.named["method"]
    is_other = isinstance(method, PaymentMethod) and method.pk != payment.method_id
    return_payment(
        payment=payment,
        kind=KINDS[event.kind],
        returned_on=event.day,
        fee=event.fee,
        account=event.method.account if is_other else None,
        reason=event.reason,
    )


def _payments(event: Event) -> CompanyQuerySet[Payment]:
    payments = Payment.objects.for_company(event.known.company)
    named = payments.filter(customer=event.customer, reference=event.reference)
    if not named.exists():
        message = _("No payment of this customer has this reference: correct it.")
        raise CellError("reference", message)
    return named


def _payment(event: Event) -> Payment:
    """Of several payments with this reference, one that is not taken back."""
    left = list(_payments(event).filter(returned=None).order_by("pk"))
    for payment in left:
        if payment.amount.amount == event.amount:
            return payment
    message = _(
        "Payment %(reference)s is of %(amount)s: it is taken back whole, with all that"
        " it paid."
    )
    amount = dollars(left[0].amount.amount)
    raise CellError(
        "amount", message % {"reference": event.reference, "amount": amount}
    )
