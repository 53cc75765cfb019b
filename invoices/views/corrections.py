"""An issued invoice made void, corrected or copied."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices import consequences
from invoices.forms.attempts import attempt
from invoices.forms.corrections import ConfirmForm, VoidForm
from invoices.models import Invoice
from invoices.pages import invoice_for_page
from invoices.services.correcting import duplicate_invoice, start_correction
from invoices.services.refusals import DocumentError
from invoices.services.voiding import void_invoice
from invoices.views.actions import Action, action_page, invoice_url, show_saved
from invoices.views.changing import changing
from invoices.views.file_days import tell_file_days
from invoices.views.once import once


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(invoice_for_page)
def invoice_void(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    form = VoidForm(request.POST or None, today=timezone.localdate())
    voided = attempt(
        form,
        lambda: void_invoice(
            invoice=invoice,
            voided_on=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
        ),
    )
    if voided:
        message = _("Invoice %(number)s is void.")
        messages.success(request, message % {"number": voided.number})
        tell_file_days(request, voided)
        return redirect(invoice_url(voided))
    action = Action(
        title=_("Void invoice %(number)s") % {"number": invoice},
        submit=_("Void the invoice"),
        cancel_url=invoice_url(invoice),
        effects=consequences.of_void(invoice),
    )
    return action_page(request, form, action)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(invoice_for_page)
def invoice_correct(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    """Open the draft that will replace an issued invoice."""
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    draft = attempt(form, lambda: start_correction(invoice=invoice))
    if draft:
        return show_saved(request, draft)
    action = Action(
        title=_("Correct invoice %(number)s") % {"number": invoice},
        submit=_("Open the correction"),
        cancel_url=invoice_url(invoice),
        effects=consequences.of_correction(invoice),
    )
    return action_page(request, form, action)


@require_POST
@company_view(Can.EDIT_DOCUMENTS)
@once
def invoice_duplicate(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
    try:
        draft = duplicate_invoice(invoice=invoice, on=timezone.localdate())
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(invoice_url(invoice))
    message = _("This draft has the lines of %(number)s.")
    messages.success(request, message % {"number": invoice})
    return show_saved(request, draft)
