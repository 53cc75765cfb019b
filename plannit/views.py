import logging
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.queries import companies_of
from exports.tables import BatchTable
from invoices.models import Invoice
from invoices.views.due import with_due_payments
from plannit.queries import entry_totals, last_batches
from plannit.setup_list import setup_steps

logger = logging.getLogger(__name__)


@require_safe
@login_required
def choose_company(request: CompanyRequest) -> HttpResponse:
    companies = companies_of(request.user)
    if len(companies) == 1:
        return redirect("dashboard", company=companies[0].slug)
    return render(request, "plannit/choose_company.html", {"companies": companies})


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer for allauth where an address asks too often."""
    address = get_adapter().get_client_ip(request)
    facts = {
        "address": address,
        "page": getattr(request.resolver_match, "url_name", ""),
    }
    logger.warning("too_many_requests", extra=facts)
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def dashboard(request: CompanyRequest) -> HttpResponse:
    today = timezone.localdate()
    overdue = Invoice.objects.for_company(request.company).overdue(today)
    context: dict[str, object] = {
        "overdue": overdue.order_by().aggregate(count=Count("pk"), due=Sum("balance"))
    }
    if Can.VIEW_SETTINGS in request.capabilities:
        context["steps"] = setup_steps(request.company, today=today)
    if Can.VIEW_JOURNAL in request.capabilities:
        context["totals"] = entry_totals(request.company)
    if Can.EXPORT_JOURNAL in request.capabilities:
        context["batches"] = BatchTable(
            last_batches(request.company),
            orderable=False,
            exclude=("produced_at", "produced_by", "entry_count"),
        )
    return render(request, "plannit/dashboard.html", context)
