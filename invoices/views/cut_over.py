from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounting.journal.cents import ZERO
from accounting.models import AccountingSettings
from accounting.queries import settings_for
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.models import Company
from invoices.forms.cut_over import CutOverForm, SignatureForm
from invoices.models import Invoice
from invoices.queries.prior import early_invoices, opening_amounts
from invoices.services.cut_over import (
    export_prior,
    reopen_cut_over,
    set_cut_over,
    sign_cut_over,
)
from invoices.services.refusals import DocumentError


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def cut_over(request: CompanyRequest) -> HttpResponse:
    """From which day the books are kept here, and what was open by then."""
    settings = settings_for(request.company)
    form = CutOverForm(
        request.POST or None, initial={"first_day": settings.cut_over_on}
    )
    if form.is_valid():
        try:
            set_cut_over(company=request.company, **form.cleaned_data)
        except DocumentError as error:
            form.add_error("first_day", str(error))
        else:
            messages.success(request, _("The cut-over is saved."))
            return _to_page(request)
    return _page(request, settings, form=form)


@require_POST
@company_view(Can.EDIT_SETTINGS)
def choose_prior(request: CompanyRequest, pk: int) -> HttpResponse:
    """Take one document as in the books already, or as one to export."""
    invoices = Invoice.objects.for_company(request.company).numbered()
    invoice = get_object_or_404(invoices, pk=pk)
    try:
        export_prior(invoice=invoice, is_prior="prior" in request.POST)
    except DocumentError as error:
        messages.error(request, str(error))
    return _to_page(request)


@require_POST
@company_view(Can.CLOSE_BOOKS)
def sign(request: CompanyRequest) -> HttpResponse:
    signature = SignatureForm(request.POST)
    if signature.is_valid():
        try:
            sign_cut_over(
                company=request.company,
                signed_on=timezone.localdate(),
                signed_by=request.user,
            )
        except DocumentError as error:
            signature.add_error(None, str(error))
        else:
            messages.success(request, _("The list is signed."))
            return _to_page(request)
    settings = settings_for(request.company)
    form = CutOverForm(initial={"first_day": settings.cut_over_on})
    return _page(request, settings, form=form, signature=signature)


@require_POST
@company_view(Can.REOPEN_BOOKS)
def reopen(request: CompanyRequest) -> HttpResponse:
    reopen_cut_over(company=request.company)
    messages.success(
        request, _("The list is reopened: sign it again once it is right.")
    )
    return _to_page(request)


def _page(
    request: CompanyRequest, settings: AccountingSettings, **forms: Any
) -> HttpResponse:
    context = {
        "settings": settings,
        "invoices": _early(request.company, settings),
        "signature": SignatureForm(),
        **forms,
    }
    return render(request, "invoices/cut_over.html", context)


def _early(company: Company, settings: AccountingSettings) -> list[Invoice]:
    """Each invoice of before with what was open on the day, which is `opening`."""
    if settings.cut_over_on is None:
        return []
    amounts = opening_amounts(company)
    invoices = list(early_invoices(company, settings.cut_over_on, amounts))
    for invoice in invoices:
        opening = amounts.get(invoice.pk, ZERO)
        invoice.opening = opening if invoice.is_prior else invoice.balance  # type: ignore[attr-defined]  # for the page alone
    return invoices


def _to_page(request: CompanyRequest) -> HttpResponse:
    return redirect("invoices:cut_over", company=request.company.slug)
