from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from accounting.formats.xlsx import Xlsx
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.services import log_taken
from reports.forms import DayForm
from reports.registry import REPORTS
from reports.report import Report
from reports.xlsx import render_report
from ui.dates import long_date


@require_safe
@company_view(Can.VIEW_JOURNAL)
def report_list(request: CompanyRequest) -> HttpResponse:
    return render(request, "reports/report_list.html", {"reports": REPORTS})


@require_safe
@company_view(Can.VIEW_JOURNAL)
def report_detail(request: CompanyRequest, slug: str) -> HttpResponse:
    form = DayForm(request.GET, today=timezone.localdate())
    on = _day(form)
    report = _report(slug)
    tables = report.build(request.company, on)
    context = {
        "slug": slug,
        "form": form,
        "on": on,
        "report": report,
        "tables": tables,
    }
    return render(request, "reports/report_detail.html", context)


# A copy kept by the browser would be taken without being logged.
@never_cache
@require_GET
@company_view(Can.VIEW_JOURNAL)
def report_excel(request: CompanyRequest, slug: str) -> HttpResponse:
    on = _day(DayForm(request.GET, today=timezone.localdate()))
    report = _report(slug)
    heading = _("%(company)s, on %(date)s") % {
        "company": request.company.name,
        "date": long_date(on),
    }
    response = HttpResponse(
        render_report(report, report.build(request.company, on), heading=heading),
        content_type=Xlsx.content_type,
    )
    name = f"{slug}-{on.isoformat()}.xlsx"
    log_taken(company=request.company, name=name, user=request.user)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(form: DayForm) -> date:
    """The day asked, or today when what was typed is none."""
    day: date = form.cleaned_data["on"] if form.is_valid() else timezone.localdate()
    return day


def _report(slug: str) -> Report:
    if slug not in REPORTS:
        raise Http404
    return REPORTS[slug]
