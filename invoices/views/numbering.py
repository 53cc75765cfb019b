from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.saving import is_saved
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.numbering import NumberingForm
from invoices.gaps import runs
from invoices.models import DocumentNumbering, Invoice
from invoices.queries.numbers import given_numbers
from invoices.services.numbering import numbering_for, save_numbering

Series = DocumentNumbering.Series


@require_safe
@company_view(Can.VIEW_SETTINGS)
def numbering_list(request: CompanyRequest) -> HttpResponse:
    """Each series, the proof that it has no hole, and the numbers that are void."""
    company = request.company
    invoices = given_numbers(company, Series.INVOICE)
    context = {
        "series": [
            {
                "numbering": numbering_for(company, series),
                "runs": runs(
                    given_numbers(company, series).values_list("number", flat=True)
                ),
            }
            for series in Series
        ],
        "voided": invoices.filter(status=Invoice.Status.VOID).select_related(
            "replaced_by"
        ),
    }
    return render(request, "invoices/documentnumbering_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def numbering_edit(request: CompanyRequest, series: str) -> HttpResponse:
    if series not in Series.values:
        raise Http404
    numbering = numbering_for(request.company, Series(series))
    title = _("Numbering: %(series)s") % {"series": numbering.get_series_display()}
    form = NumberingForm(request.POST or None, instance=numbering)
    if is_saved(form, lambda: save_numbering(numbering=numbering)):
        message = _("The next document takes number %(number)s.")
        messages.success(request, message % {"number": numbering})
        return redirect("invoices:numbering_list", company=request.company.slug)
    readonly = Can.EDIT_SETTINGS not in request.capabilities
    context = {"form": form, "title": title, "readonly": readonly}
    return render(request, "invoices/documentnumbering_form.html", context)
