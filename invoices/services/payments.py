from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO, to_cents
from accounting.queries import settings_for
from companies.models import Company
from companies.services import lock_company
from invoices.models import (
    Customer,
    Invoice,
    Payment,
    PaymentAllocation,
    PaymentMethod,
)
from invoices.services.journal import refresh_journal

BATCH_SIZE = 1_000


class PaymentError(Exception):
    """The payment cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money as it was received: dollars and cents for each invoice it pays, by id."""

    customer_id: int
    method: PaymentMethod
    received_on: date
    amounts: Mapping[int, Decimal]
    reference: str = ""
    import_key: str | None = None


@transaction.atomic
def record_payment(
    *,
    customer: Customer,
    method: PaymentMethod,
    received_on: date,
    amounts: Mapping[Invoice, Decimal],
    reference: str = "",
) -> Payment:
    """Take money for one invoice or several of a customer, and write its entries."""
    receipt = Receipt(
        customer_id=customer.pk,
        method=method,
        received_on=received_on,
        amounts={invoice.pk: amount for invoice, amount in amounts.items()},
        reference=reference,
    )
    return record_receipts(company=customer.company, receipts=[receipt])[0]


@transaction.atomic
def record_receipts(*, company: Company, receipts: Sequence[Receipt]) -> list[Payment]:
    """Take the receipts in their order; all of them, or none and PaymentError."""
    company = lock_company(company)
    ids = {pk for receipt in receipts for pk in receipt.amounts}
    invoices = Invoice.objects.for_company(company).issued().in_bulk(ids)
    default = settings_for(company).payment_debit_id
    payments = []
    for wave in _waves(receipts):
        payments += _record_wave(company, wave, invoices, default)
    return payments


def _waves(receipts: Sequence[Receipt]) -> list[list[Receipt]]:
    """Cut the receipts so that each wave pays an invoice once at most, in order."""
    waves: list[list[Receipt]] = []
    reached: dict[int, int] = {}
    for receipt in receipts:
        wave = max((reached.get(pk, -1) for pk in receipt.amounts), default=-1) + 1
        reached |= dict.fromkeys(receipt.amounts, wave)
        if wave == len(waves):
            waves.append([])
        waves[wave].append(receipt)
    return waves


def _record_wave(
    company: Company,
    receipts: Sequence[Receipt],
    invoices: Mapping[int, Invoice],
    default_account_id: int | None,
) -> list[Payment]:
    payments, allocations = [], []
    for receipt in receipts:
        payment = _payment(company, receipt, default_account_id)
        payments.append(payment)
        for pk, amount in receipt.amounts.items():
            invoice = invoices.get(pk)
            check_allocation(receipt, invoice, amount)
            allocations.append(
                PaymentAllocation(payment=payment, invoice=invoice, amount=amount)
            )
            if invoice is not None:
                invoice.balance = invoice.balance.amount - amount
    paid = {allocation.invoice_id: allocation.invoice for allocation in allocations}
    Payment.objects.bulk_create(payments, batch_size=BATCH_SIZE)
    PaymentAllocation.objects.bulk_create(allocations, batch_size=BATCH_SIZE)
    Invoice.objects.bulk_update(paid.values(), ["balance"], batch_size=BATCH_SIZE)
    refresh_journal(company=company, invoice_ids=list(paid))
    return payments


def check_allocation(
    receipt: Receipt, invoice: Invoice | None, amount: Decimal
) -> None:
    """Say no to money that does not fit the invoice it is meant for."""
    if invoice is None:
        raise PaymentError(_("A payment pays an issued invoice: choose one."))
    names = {"number": invoice.number, "amount": _dollars(amount)}
    if invoice.customer_id != receipt.customer_id:
        message = _("Invoice %(number)s is another customer's: correct the customer.")
    elif receipt.received_on < (invoice.issued_on or receipt.received_on):
        names["date"] = str(invoice.issued_on)
        message = _("Invoice %(number)s is of %(date)s: a payment cannot come before.")
    elif amount <= 0 or amount != to_cents(amount):
        # As it was typed: at two decimals, a third one would not be seen.
        names["amount"] = number_format(amount, force_grouping=True)
        message = _(
            "%(amount)s is no amount to pay: type dollars and cents above zero."
        )
    elif amount > invoice.balance.amount:
        names["balance"] = _dollars(invoice.balance.amount)
        message = _(
            "%(amount)s is more than the %(balance)s due on invoice %(number)s."
        )
    else:
        return
    raise PaymentError(message % names)


def _dollars(amount: Decimal) -> str:
    return number_format(amount, decimal_pos=2, force_grouping=True)


def _payment(
    company: Company, receipt: Receipt, default_account_id: int | None
) -> Payment:
    """The payment with its account: the method's, else the default of payments."""
    if not receipt.amounts:
        raise PaymentError(_("A payment pays at least one invoice: choose it."))
    method = receipt.method
    if method.company_id != company.pk:
        raise PaymentError(_("Choose a payment method of this company."))
    level = (
        "" if method.account_id else "default:" if default_account_id else "missing:"
    )
    return Payment(
        company=company,
        customer_id=receipt.customer_id,
        received_on=receipt.received_on,
        method=method,
        account_id=method.account_id or default_account_id,
        account_origin=f"{level}method:{method.pk}",
        amount=sum(receipt.amounts.values(), ZERO),
        reference=receipt.reference,
        import_key=receipt.import_key,
    )
