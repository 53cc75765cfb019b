"""« Corriger »: an invoice made void and replaced by another, in one action."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.journal.cents import to_cents
from companies.services import lock_company
from invoices.models import Invoice, InvoiceLine, InvoiceTax
from invoices.services.amounts import compute_line
from invoices.services.balances import update_balances
from invoices.services.journal import refresh_journal
from invoices.services.refusals import DocumentError
from invoices.services.voiding import (
    check_may_be_void,
    make_void,
    settle_void,
)

COPIED = (
    "position",
    "item",
    "description",
    "quantity",
    "unit_price",
    "discount_rate",
    "tax_group",
    "account",
)


@transaction.atomic
def start_correction(*, invoice: Invoice) -> Invoice:
    """A draft with the same lines; issuing it makes the original void.

    The rates of taxes stay those of the original.
    """
    lock_company(invoice.company)
    invoice.refresh_from_db()
    if invoice.status != Invoice.Status.ISSUED:
        raise DocumentError(_("Only an issued invoice can be corrected."))
    check_may_be_void(invoice)
    if Invoice.objects.filter(replaces=invoice).exists():
        message = _("A correction of %(number)s is under way: finish or delete it.")
        raise DocumentError(message % {"number": invoice.number})
    draft = _copy(invoice)
    draft.replaces = invoice
    draft.tax_on = invoice.tax_on
    draft.progress_of = invoice.progress_of
    draft.save()
    return draft


@transaction.atomic
def duplicate_invoice(*, invoice: Invoice) -> Invoice:
    """A new draft with the same lines; prices and taxes are those of its own day."""
    lock_company(invoice.company)
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _("%(number)s comes from a returned payment: it is not copied.")
        raise DocumentError(message % {"number": invoice})
    return _copy(invoice)


def replace_original(replacement: Invoice, on: date) -> None:
    """Make the original void; its money follows, and what is left over is freed."""
    original = replacement.replaces
    if original is None:
        return
    make_void(original, on, str(_("Replaced by %(number)s") % {"number": replacement}))
    givers = settle_void(original, on, replacement)
    # The later parts of a job count the taxes of the part that stands.
    Invoice.objects.filter(progress_of=original).update(progress_of=replacement)
    ids = [original.pk, replacement.pk, *givers]
    update_balances(ids)
    refresh_journal(company=replacement.company, invoice_ids=ids)
    replacement.refresh_from_db(fields=["balance", "currency"])


def _copy(invoice: Invoice) -> Invoice:
    draft = Invoice.objects.create(
        company=invoice.company,
        customer=invoice.customer,
        kind=invoice.kind,
        prices_include_taxes=invoice.prices_include_taxes,
        discount_rate=invoice.discount_rate,
        discount=invoice.discount,
        province=invoice.province,
        subtotal=invoice.subtotal,
        tax_total=invoice.tax_total,
        total=invoice.total,
        balance=invoice.total,
    )
    taxes = list(invoice.taxes.all())
    InvoiceLine.objects.bulk_create(
        _copy_line(draft, line, taxes) for line in invoice.lines.all()
    )
    return draft


def _copy_line(
    draft: Invoice, line: InvoiceLine, taxes: Iterable[InvoiceTax]
) -> InvoiceLine:
    copied = {name: getattr(line, name) for name in COPIED}
    copy = InvoiceLine(invoice=draft, discount=line.discount, **copied)
    if draft.prices_include_taxes:
        copy.discount = _typed_discount(line, taxes)
    compute_line(copy)
    return copy


def _typed_discount(line: InvoiceLine, taxes: Iterable[InvoiceTax]) -> Decimal:
    """A discount as a person types it, with the taxes inside, to the cent or so."""
    rates = sum((tax.rate for tax in taxes if line.bears(tax)), Decimal(1))
    whole = to_cents(line.quantity * line.unit_price.amount)
    return min(to_cents(line.discount.amount * rates), whole)
