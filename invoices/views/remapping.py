"""Documents whose accounts are not those their rules give today."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.cut_over import DayForm
from invoices.models import InvoiceLine
from invoices.remapping import shown_changes
from invoices.services.reapplying import account_changes, reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, reclassify
from invoices.services.refusals import DocumentError
from invoices.views.file_days import tell_file_days


@require_safe
@company_view(Can.EXPORT_JOURNAL)
def remapping(request: CompanyRequest) -> HttpResponse:
    company = request.company
    context = {
        "changes": shown_changes(company, account_changes(company)),
        "proposed": shown_changes(company, proposed_reclassifications(company)),
        "today": timezone.localdate(),
    }
    return render(request, "invoices/remapping.html", context)


@require_POST
@company_view(Can.EXPORT_JOURNAL)
def reapply(request: CompanyRequest) -> HttpResponse:
    count = len(reapply_accounts(company=request.company))
    message = ngettext(
        "%(count)s line has its account of today.",
        "%(count)s lines have their accounts of today.",
        count,
    )
    messages.success(request, message % {"count": count})
    return redirect("invoices:remapping", company=request.company.slug)


@require_POST
@company_view(Can.EXPORT_JOURNAL)
def reclassify_line(request: CompanyRequest, pk: int) -> HttpResponse:
    lines = InvoiceLine.objects.filter(invoice__company=request.company)
    line = get_object_or_404(lines.select_related("invoice__company"), pk=pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the date of the reclassification."))
        return redirect("invoices:remapping", company=request.company.slug)
    try:
        reclassified = reclassify(
            line=line,
            reclassified_on=form.cleaned_data["day"],
            reclassified_by=request.user,
        )
    except DocumentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The revenue is reclassified."))
        tell_file_days(request, reclassified)
    return redirect("invoices:remapping", company=request.company.slug)
