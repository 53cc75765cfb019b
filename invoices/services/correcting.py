"""« Corriger »: an invoice made void and replaced by another, in one action."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from companies.models import Company
from companies.services import lock_company
from invoices.models import Invoice, InvoiceLine
from invoices.services.amounts import compute_line
from invoices.services.balances import update_balances
from invoices.services.drafts import update_totals
from invoices.services.journal import refresh_journal
from invoices.services.refusals import DocumentError
from invoices.services.voiding import (
    check_may_be_void,
    make_void,
    settle_void,
)
from taxes.queries import NoRateError

COPIED = (
    "position",
    "item",
    "description",
    "quantity",
    "unit_price",
    "discount",
    "discount_rate",
    "tax_group",
    "account",
)


@transaction.atomic
def start_correction(*, invoice: Invoice) -> Invoice:
    """A draft with the same lines; issuing it makes the original void.

    The rates of taxes stay those of the original, and so does how they are rounded.
    """
    company = lock_company(invoice.company)
    invoice.refresh_from_db()
    if invoice.status != Invoice.Status.ISSUED:
        raise DocumentError(_("Only an issued invoice can be corrected."))
    check_may_be_void(invoice)
    if Invoice.objects.filter(replaces=invoice).exists():
        message = _("A correction of %(number)s is under way: finish or delete it.")
        raise DocumentError(message % {"number": invoice.number})
    draft = _copy(invoice)
    draft.replaces = invoice
    draft.tax_on, draft.tax_rounding = invoice.tax_on, invoice.tax_rounding
    draft.progress_of = invoice.progress_of
    draft.save()
    # Issuing dated its taxes; mypy cannot see it.
    day: Any = invoice.tax_on
    _add_up(company, draft, day)
    return draft


@transaction.atomic
def duplicate_invoice(*, invoice: Invoice, on: date) -> Invoice:
    """A new draft with the same lines; its taxes are those of its own day."""
    company = lock_company(invoice.company)
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _("%(number)s comes from a returned payment: it is not copied.")
        raise DocumentError(message % {"number": invoice})
    draft = _copy(invoice)
    _add_up(company, draft, on)
    return draft


def _add_up(company: Company, draft: Invoice, on: date) -> None:
    """Show what issuing it would bill; of a tax that lacks a rate, issuing will say so."""
    with suppress(NoRateError):
        update_totals(company, draft, on)


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
    )
    InvoiceLine.objects.bulk_create(
        _copy_line(draft, line) for line in invoice.lines.all()
    )
    return draft


def _copy_line(draft: Invoice, line: InvoiceLine) -> InvoiceLine:
    copy = InvoiceLine(invoice=draft, **{name: getattr(line, name) for name in COPIED})
    compute_line(copy)
    return copy
