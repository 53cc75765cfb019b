from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import ZERO
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from companies.models import Company
from companies.services import lock_company
from invoices.models import (
    Customer,
    CustomerCredit,
    Invoice,
    Payment,
    PaymentAllocation,
    PaymentMethod,
)
from invoices.services.accounts import money_account, settings_account
from invoices.services.journal import refresh_journal
from invoices.services.receipts import (
    PaymentError,
    Receipt,
    check_allocation,
    check_receipt,
)
from invoices.services.refusals import check_old_books_open

__all__ = ["PaymentError", "Receipt", "record_payment", "record_receipts"]

BATCH_SIZE = 1_000


@transaction.atomic
def record_payment(  # noqa: PLR0913 - a payment has this many sides
    *,
    customer: Customer,
    method: PaymentMethod,
    received_on: date,
    amounts: Mapping[Invoice, Decimal] | None = None,
    deposit: Decimal = ZERO,
    on_account: Decimal = ZERO,
    tip: Decimal = ZERO,
    rounding: Decimal = ZERO,
    rounding_reason: str = "",
    reference: str = "",
    recorded_on: date | None = None,
) -> Payment:
    """Take money for invoices of a customer, or to keep, and write its entries.

    `recorded_on` is the day of the person who records it, that of the money if None:
    a cheque dated later waits for its day.
    """
    receipt = Receipt(
        customer_id=customer.pk,
        method=method,
        received_on=received_on,
        amounts={invoice.pk: amount for invoice, amount in (amounts or {}).items()},
        deposit=deposit,
        on_account=on_account,
        tip=tip,
        rounding=rounding,
        rounding_reason=rounding_reason,
        reference=reference,
    )
    return record_receipts(
        company=customer.company,
        receipts=[receipt],
        recorded_on=recorded_on or received_on,
    )[0]


@transaction.atomic
def record_receipts(
    *, company: Company, receipts: Sequence[Receipt], recorded_on: date | None = None
) -> list[Payment]:
    """Take the receipts in their order; all of them, or none and PaymentError."""
    company = lock_company(company)
    ids = {pk for receipt in receipts for pk in receipt.amounts}
    invoices = Invoice.objects.for_company(company).issued().in_bulk(ids)
    settings = settings_for(company)
    payments = []
    for wave in _waves(receipts):
        payments += _record_wave(settings, wave, invoices, recorded_on)
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
    settings: AccountingSettings,
    receipts: Sequence[Receipt],
    invoices: Mapping[int, Invoice],
    recorded_on: date | None,
) -> list[Payment]:
    payments: list[Payment] = []
    allocations: list[PaymentAllocation] = []
    credits_: list[CustomerCredit] = []
    for receipt in receipts:
        payment = _payment(settings, receipt, invoices, recorded_on)
        payments.append(payment)
        allocations += _allocations(payment, receipt, invoices)
        credits_ += _credits(settings, payment, receipt)
    paid = {part.invoice_id: part.invoice for part in allocations}
    Payment.objects.bulk_create(payments, batch_size=BATCH_SIZE)
    PaymentAllocation.objects.bulk_create(allocations, batch_size=BATCH_SIZE)
    CustomerCredit.objects.bulk_create(credits_, batch_size=BATCH_SIZE)
    Invoice.objects.bulk_update(paid.values(), ["balance"], batch_size=BATCH_SIZE)
    refresh_journal(
        company=settings.company,
        invoice_ids=list(paid),
        payment_ids=[payment.pk for payment in payments if not payment.is_pending],
    )
    return payments


def _payment(
    settings: AccountingSettings,
    receipt: Receipt,
    invoices: Mapping[int, Invoice],
    recorded_on: date | None,
) -> Payment:
    """The payment with the accounts it freezes: its method's, else the defaults."""
    check_receipt(receipt, settings)
    debited = money_account(receipt.method, settings)
    rounding_reason = receipt.rounding_reason or _("Cash has no coin below five cents")
    return Payment(
        company=settings.company,
        customer_id=receipt.customer_id,
        received_on=receipt.received_on,
        method=receipt.method,
        account_id=debited.account_id,
        account_origin=debited.origin,
        deposits_account_id=settings.deposits_id,
        amount=receipt.total,
        tip=receipt.tip,
        tips_account_id=settings.tips_id if receipt.tip else None,
        rounding=receipt.rounding,
        rounding_account_id=settings.rounding_id if receipt.rounding else None,
        rounding_reason=rounding_reason if receipt.rounding else "",
        reference=receipt.reference,
        import_key=receipt.import_key,
        is_pending=recorded_on is not None and receipt.received_on > recorded_on,
        is_prior=is_of_old_books(receipt, settings, invoices),
    )


def is_of_old_books(
    receipt: Receipt, settings: AccountingSettings, invoices: Mapping[int, Invoice]
) -> bool:
    """Return True before the cut-over, for invoices that were in the books by then.

    Raises TooEarlyError once the list of what was open is signed.
    """
    first = settings.cut_over_on
    if first is None or receipt.received_on >= first:
        return False
    if not all(pk in invoices and invoices[pk].is_prior for pk in receipt.amounts):
        return False
    check_old_books_open(settings, receipt.received_on)
    return True


def _allocations(
    payment: Payment, receipt: Receipt, invoices: Mapping[int, Invoice]
) -> Iterable[PaymentAllocation]:
    for pk, amount in receipt.amounts.items():
        invoice = invoices.get(pk)
        check_allocation(receipt, invoice, amount)
        yield PaymentAllocation(
            payment=payment,
            invoice=invoice,
            amount=amount,
            allocated_on=receipt.received_on,
        )
        if invoice is not None and not payment.is_pending:
            invoice.balance = invoice.balance.amount - amount


def _credits(
    settings: AccountingSettings, payment: Payment, receipt: Receipt
) -> Iterable[CustomerCredit]:
    """What of the money pays nothing yet, on the accounts of deposits and credits."""
    kinds = CustomerCredit.Kind
    for kind, amount, name in (
        (kinds.DEPOSIT, receipt.deposit, "deposits"),
        (kinds.CREDIT, receipt.on_account, "customer_credits"),
    ):
        if amount:
            frozen = settings_account(settings, name)
            yield CustomerCredit(
                company=settings.company,
                customer_id=receipt.customer_id,
                kind=kind,
                opened_on=receipt.received_on,
                amount=amount,
                balance=ZERO if payment.is_pending else amount,
                account_id=frozen.account_id,
                account_origin=frozen.origin,
                payment=payment,
            )
