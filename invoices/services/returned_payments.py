"""What a customer owes once more when money bounces that had been sent back or kept."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings
from accounting.queries import settings_for
from invoices.models import (
    DocumentNumbering,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentReturn,
)
from invoices.planning.facts import is_before_cut_over
from invoices.queries.rule import rule_of
from invoices.queries.spent import refunded_and_kept
from invoices.services.numbering import next_number
from invoices.services.refusals import DocumentError
from ui.dates import long_date


def owe_again(
    *, payment: Payment, kind: PaymentReturn.Kind, on: date
) -> Invoice | None:
    """Issue the document of what was refunded or kept of a payment, if anything was.

    It bears no tax, and its entry is that of the return. A deposit that was kept stays
    a sale, with its taxes: now its customer owes it.
    """
    refunded, kept = refunded_and_kept(payment)
    owed = refunded + kept
    if not owed:
        return None
    company = payment.company
    document = Invoice.objects.create(
        company=company,
        customer=payment.customer,
        customer_name=payment.customer.name,
        kind=Invoice.Kind.RETURNED_PAYMENT,
        status=Invoice.Status.ISSUED,
        number=next_number(company, DocumentNumbering.Series.INVOICE),
        issued_on=on,
        tax_on=on,
        is_prior=payment.is_prior
        and is_before_cut_over(on, rule_of(settings_for(company))),
        receivable_id=_receivable(payment, settings_for(company)),
        subtotal=owed,
        total=owed,
        balance=owed,
    )
    # It is a paper for the customer, whoever records it.
    with translation.override(company.language):
        lines = list(_lines(payment, kind, refunded=refunded, kept=kept))
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=document,
            position=position,
            description=description,
            quantity=Decimal(1),
            unit_price=amount,
            gross=amount,
            net=amount,
        )
        for position, (description, amount) in enumerate(lines, start=1)
    )
    return document


def _lines(
    payment: Payment, kind: PaymentReturn.Kind, *, refunded: Decimal, kept: Decimal
) -> Iterator[tuple[str, Decimal]]:
    names = {
        "date": long_date(payment.received_on),
        "why": kind.label,
    }
    if refunded:
        message = _("Payment of %(date)s, %(why)s: what had been refunded")
        yield message % names, refunded
    if kept:
        message = _("Payment of %(date)s, %(why)s: the deposit that had been kept")
        yield message % names, kept


def _receivable(payment: Payment, settings: AccountingSettings) -> int:
    """The company's of today, as of an invoice without items; else that of its invoices."""
    paid = payment.allocations.order_by("pk").values_list("invoice__receivable")
    applied = payment.credits.order_by("pk").values_list(
        "applications__invoice__receivable"
    )
    own = [settings.sale_debit_id, settings.payment_credit_id]
    for account in (*own, *(pk for (pk,) in (*paid, *applied))):
        if account is not None:
            return int(account)
    message = _(
        "No receivable: choose the debit account of sales in the accounting settings."
    )
    raise DocumentError(message)
