"""The first day of the books kept here: what came before is in the books already."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.models import AccountingSettings, JournalEntry
from accounting.queries import settings_for
from companies.models import Company, User
from companies.services import lock_company
from invoices.models import Forfeiture, Invoice, Payout, Recovery, Refund, TipPayout
from invoices.planning.facts import INVOICE
from invoices.queries.books import once_exported
from invoices.queries.prior import entries_to_export
from invoices.services.forfeiting import write_forfeiture
from invoices.services.journal import refresh_all
from invoices.services.paying_out import write_payout, write_tips
from invoices.services.post_dated import take_due_payments
from invoices.services.prior import mark_prior
from invoices.services.refunding import write_refund
from invoices.services.refusals import DocumentError
from invoices.services.rewriting import rewrite_sales
from invoices.services.writing_off import write_recovery
from ui.dates import long_date

# Events that wait for nothing: what writes each, and the field of its day.
WRITERS: tuple[tuple[Any, str, Callable[[Any], None]], ...] = (
    (Refund, "refunded_on", write_refund),
    (Forfeiture, "forfeited_on", write_forfeiture),
    (Recovery, "received_on", write_recovery),
    (Payout, "paid_on", write_payout),
    (TipPayout, "paid_on", write_tips),
)


@transaction.atomic
def set_cut_over(*, company: Company, first_day: date) -> None:
    """Take what is dated before this day as in the books, unless it is to be exported.

    What was chosen to be exported stays so. Of a list that is signed, the day stays.
    """
    company = lock_company(company)
    settings = settings_for(company)
    before = settings.cut_over_on
    if settings.cut_over_signed_on is not None:
        if first_day != before:
            _check_not_signed(settings)
        return
    _check_none_exported(company, first_day)
    settings.cut_over_on = first_day
    settings.save(update_fields=["cut_over_on"])
    # What is owed for a returned payment goes with the return.
    invoices = Invoice.objects.for_company(company).numbered()
    invoices = invoices.exclude(kind=Invoice.Kind.RETURNED_PAYMENT)
    earlier = invoices.filter(issued_on__lt=first_day)
    if before is not None:
        earlier = earlier.exclude(issued_on__lt=before, is_prior=False)
    earlier.update(is_prior=True)
    invoices.filter(issued_on__gte=first_day).update(is_prior=False)
    last = max(first_day, before or first_day)
    changed = Invoice.objects.for_company(company).numbered()
    changed = changed.filter(issued_on__lt=last)
    _rewrite(company, list(changed.values_list("pk", flat=True)), last)


@transaction.atomic
def export_prior(*, invoice: Invoice, is_prior: bool) -> None:
    """Choose for one document: in the books already, or to export."""
    company = lock_company(invoice.company)
    settings = settings_for(company)
    first = settings.cut_over_on
    _check_not_signed(settings)
    if first is None or invoice.issued_on is None or invoice.issued_on >= first:
        message = _("Invoice %(number)s is not from before the cut-over.")
        raise DocumentError(message % {"number": invoice})
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        message = _("%(number)s goes with the payment that was returned.")
        raise DocumentError(message % {"number": invoice})
    if once_exported({INVOICE: [invoice.pk]}):
        message = _("Invoice %(number)s was exported: it stays so.")
        raise DocumentError(message % {"number": invoice.number})
    Invoice.objects.filter(pk=invoice.pk).update(is_prior=is_prior)
    _rewrite(company, [invoice.pk], first)


@transaction.atomic
def sign_cut_over(*, company: Company, signed_on: date, signed_by: User | None) -> None:
    """Fix the list of what was open on the day: nothing is added before it any more."""
    company = lock_company(company)
    settings = settings_for(company)
    first = settings.cut_over_on
    if first is None:
        raise DocumentError(_("Choose the first day of the books kept here."))
    if signed_on < first:
        message = _("The list is of %(first)s: sign it that day or later.")
        raise DocumentError(message % {"first": long_date(first)})
    take_due_payments(company=company, on=signed_on)
    settings.cut_over_signed_on, settings.cut_over_signed_by = signed_on, signed_by
    settings.save(update_fields=["cut_over_signed_on", "cut_over_signed_by"])


@transaction.atomic
def reopen_cut_over(*, company: Company) -> None:
    """Take the signature back, so that the list may change; the history keeps both."""
    settings = settings_for(lock_company(company))
    settings.cut_over_signed_on, settings.cut_over_signed_by = None, None
    settings.save(update_fields=["cut_over_signed_on", "cut_over_signed_by"])


def _rewrite(company: Company, invoice_ids: Collection[int], last: date) -> None:
    """Bring entries of these invoices, and all that is dated before the day, up to it."""
    mark_prior(company)
    rewrite_sales(company, invoice_ids)
    for model, day, write in WRITERS:
        for row in model.objects.for_company(company).filter(**{f"{day}__lt": last}):
            write(row)
    refresh_all(company=company)


def _check_not_signed(settings: AccountingSettings) -> None:
    if settings.cut_over_signed_on is not None:
        message = _("The list of what was open is signed: have it reopened first.")
        raise DocumentError(message)


def _check_none_exported(company: Company, first_day: date) -> None:
    """Refuse a day after something that was exported, but as it was chosen to be."""
    exported = JournalEntry.objects.for_company(company).filter(
        was_exported=True, happened_on__lt=first_day
    )
    before = settings_for(company).cut_over_on
    if before is not None:
        chosen = entries_to_export(company, before)
        exported = exported.exclude(pk__in=chosen.values("pk"))
    if exported.exists():
        message = _("Documents before this day were exported: choose an earlier day.")
        raise DocumentError(message)
