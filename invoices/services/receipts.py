"""What a payment is asked to be, and whether it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounting.fields import MAXIMUM
from accounting.journal.cents import ZERO, to_cents
from accounting.models import AccountingSettings
from invoices.models import Invoice, PaymentMethod
from invoices.services.refusals import DocumentError
from invoices.totals import round_cash


class PaymentError(DocumentError):
    """The payment cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money as it was received, in dollars and cents.

    `amounts`: what it pays of each invoice, by id. `deposit` and `on_account` stay in
    customer deposits and credits. `rounding` is what was received above what that
    adds up to, negative below.
    """

    customer_id: int
    method: PaymentMethod
    received_on: date
    amounts: Mapping[int, Decimal] = field(default_factory=dict)
    deposit: Decimal = ZERO
    on_account: Decimal = ZERO
    tip: Decimal = ZERO
    rounding: Decimal = ZERO
    rounding_reason: str = ""
    reference: str = ""
    import_key: str | None = None

    @property
    def total(self) -> Decimal:
        """What the bank shows."""
        parts = (self.deposit, self.on_account, self.tip, self.rounding)
        return sum((*self.amounts.values(), *parts), ZERO)


def check_receipt(receipt: Receipt, settings: AccountingSettings) -> None:
    """Say no to money that pays nothing, or a difference nobody may accept."""
    kept = [amount for amount in (receipt.deposit, receipt.on_account) if amount]
    paid = [*receipt.amounts.values(), *kept]
    for amount in (*paid, *filter(None, [receipt.tip])):
        check_amount(amount)
    if not paid:
        raise PaymentError(_("A payment pays at least one invoice: choose one."))
    if receipt.total <= 0 or receipt.total > MAXIMUM:
        message = _("A payment is more than zero, and %(maximum)s at most.")
        raise PaymentError(message % {"maximum": dollars(MAXIMUM)})
    if receipt.method.company_id != settings.company_id:
        raise PaymentError(_("Choose a payment method of this company."))
    if receipt.rounding:
        _check_rounding(receipt, settings)


def _check_rounding(receipt: Receipt, settings: AccountingSettings) -> None:
    """Cash is rounded to five cents; else within the tolerance, by a person."""
    due = receipt.total - receipt.rounding
    if receipt.method.is_cash and receipt.total == round_cash(due):
        return
    tolerance = settings.difference_tolerance
    if abs(receipt.rounding) > tolerance:
        message = _(
            "A difference of %(amount)s is more than the %(tolerance)s that are"
            " accepted: write the rest off, or leave it due."
        )
        values = {"amount": dollars(receipt.rounding), "tolerance": dollars(tolerance)}
        raise PaymentError(message % values)
    if not receipt.rounding_reason.strip():
        raise PaymentError(_("Say why the difference is accepted."))


def check_allocation(
    receipt: Receipt, invoice: Invoice | None, amount: Decimal
) -> None:
    """Say no to money that does not fit the invoice it is meant for."""
    if invoice is None:
        raise PaymentError(_("A payment pays an issued invoice: choose one."))
    names = {"number": invoice.number, "amount": dollars(amount)}
    if invoice.customer_id != receipt.customer_id:
        message = _("Invoice %(number)s is another customer's: correct the customer.")
    elif receipt.received_on < (invoice.issued_on or receipt.received_on):
        names["date"] = str(invoice.issued_on)
        message = _("Invoice %(number)s is of %(date)s: a payment cannot come before.")
    elif amount > invoice.balance.amount:
        names["balance"] = dollars(invoice.balance.amount)
        message = _(
            "%(amount)s is more than the %(balance)s due on invoice %(number)s."
        )
    else:
        return
    raise PaymentError(message % names)


def check_amount(amount: Decimal) -> None:
    if amount <= 0 or amount != to_cents(amount) or amount > MAXIMUM:
        # As it was typed: at two decimals, a third one would not be seen.
        typed = number_format(amount, force_grouping=True)
        message = _(
            "%(amount)s is no amount to pay: type dollars and cents above zero."
        )
        raise PaymentError(message % {"amount": typed})


def dollars(amount: Decimal) -> str:
    return number_format(amount, decimal_pos=2, force_grouping=True)
