from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.queries import settings_for
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices import consequences
from invoices.forms.attempts import attempt
from invoices.forms.write_offs import RecoveryForm, WriteOffForm
from invoices.models import Invoice, Recovery, WriteOff
from invoices.pages import entries_of, invoice_for_page
from invoices.services.writing_off import (
    record_recovery,
    recoverable,
    write_off_invoice,
)
from invoices.views.actions import Action, action_page, invoice_url
from invoices.views.file_days import tell_file_days
from invoices.views.once import once


@require_http_methods(["GET", "POST"])
@company_view(Can.REVERSE_DOCUMENTS)
@once
def writeoff_create(request: CompanyRequest, pk: int) -> HttpResponse:
    """Give up what an invoice is owed, or a part of it."""
    invoice = invoice_for_page(request.company, pk)
    form = WriteOffForm(
        request.POST or None, invoice=invoice, today=timezone.localdate()
    )
    written = attempt(form, lambda: write_off_invoice(invoice=invoice, **form.values()))
    if written:
        messages.success(request, _("The write-off is recorded."))
        tell_file_days(request, written)
        return redirect(invoice_url(invoice))
    action = Action(
        title=_title(invoice) % {"number": invoice},
        submit=_("Write it off"),
        cancel_url=invoice_url(invoice),
        effects=consequences.of_write_off(invoice, settings_for(request.company)),
    )
    return action_page(request, form, action)


def _title(invoice: Invoice) -> str:
    if invoice.kind == Invoice.Kind.RETURNED_PAYMENT:
        return _("Write off returned payment %(number)s")
    return _("Write off invoice %(number)s")


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def writeoff_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    write_off = _write_off(request, pk)
    recoveries = write_off.recoveries.select_related("method")
    context = {
        "write_off": write_off,
        "taxes": write_off.taxes.select_related("invoice_tax__tax"),
        "recoveries": recoveries,
        "left": recoverable(write_off),
        "entries": entries_of(request.company, write_off, *recoveries),
    }
    return render(request, "invoices/writeoff_detail.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def recovery_create(request: CompanyRequest, pk: int) -> HttpResponse:
    """Take money on a bad debt."""
    write_off = _write_off(request, pk)
    form = RecoveryForm(
        request.POST or None,
        write_off=write_off,
        left=recoverable(write_off),
        today=timezone.localdate(),
    )
    recovery = attempt(
        form, lambda: record_recovery(write_off=write_off, **form.values())
    )
    if recovery:
        messages.success(request, _("The recovery is recorded."))
        tell_file_days(request, recovery)
        return redirect(_writeoff_url(write_off))
    action = Action(
        title=_("Recovery on invoice %(number)s") % {"number": write_off.invoice},
        submit=_("Record the recovery"),
        cancel_url=_writeoff_url(write_off),
        effects=[
            _("The money enters the bank, the expense goes down."),
            _("Its part of the taxes is owed again."),
        ],
    )
    return action_page(request, form, action)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def recovery_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    """A recovery is shown on the page of what it recovers."""
    recoveries = Recovery.objects.for_company(request.company)
    recovery = get_object_or_404(recoveries.select_related("write_off"), pk=pk)
    return redirect(_writeoff_url(_write_off(request, recovery.write_off_id)))


def _write_off(request: CompanyRequest, pk: int) -> WriteOff:
    rows = WriteOff.objects.for_company(request.company)
    return get_object_or_404(rows.select_related("invoice__company", "company"), pk=pk)


def _writeoff_url(write_off: WriteOff) -> str:
    slug = write_off.company.slug
    return reverse("invoices:writeoff_detail", args=[slug, write_off.pk])
