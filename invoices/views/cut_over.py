from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounting.queries import settings_for
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.cut_over import CutOverForm
from invoices.models import Invoice
from invoices.queries.prior import early_invoices
from invoices.services.cut_over import export_prior, set_cut_over
from invoices.services.refusals import DocumentError


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def cut_over(request: CompanyRequest) -> HttpResponse:
    """From which day the books are kept here, and what was open by then."""
    first_day = settings_for(request.company).cut_over_on
    form = CutOverForm(request.POST or None, initial={"first_day": first_day})
    if form.is_valid():
        try:
            set_cut_over(company=request.company, **form.cleaned_data)
        except DocumentError as error:
            form.add_error("first_day", str(error))
        else:
            messages.success(request, _("The cut-over is saved."))
            return redirect("invoices:cut_over", company=request.company.slug)
    early = early_invoices(request.company, first_day) if first_day else []
    context = {"form": form, "first_day": first_day, "invoices": early}
    return render(request, "invoices/cut_over.html", context)


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
    return redirect("invoices:cut_over", company=request.company.slug)
