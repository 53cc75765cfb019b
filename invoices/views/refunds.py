from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.credits import CustomerForm
from invoices.models import Refund
from invoices.pages import entries_of
from invoices.queries.sources import Source, sources_for
from invoices.tables_money import RefundTable
from invoices.views.due import with_due_payments
from ui.asking import asked
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def refund_list(request: CompanyRequest) -> HttpResponse:
    refunds = Refund.objects.for_company(request.company)
    search = asked(request, "search")
    if search:
        refunds = refunds.filter(customer__name__icontains=search) | refunds.filter(
            reference__icontains=search
        )
    rows = refunds.select_related("customer", "company", "method")
    table = page_of(request, RefundTable(rows))
    context = {"table": table, "search": search}
    return render(request, "invoices/refund_list.html", context)


@require_safe
@company_view(Can.REVERSE_DOCUMENTS)
@with_due_payments
def refund_new(request: CompanyRequest) -> HttpResponse:
    """Whose money, then which: nothing is sent back that is not owed back."""
    form = CustomerForm(request.GET or None, company=request.company)
    sources: list[Source] = []
    if form.is_valid():
        sources = list(sources_for(form.cleaned_data["customer"]))
        if not sources:
            form.add_error("customer", _nothing_owed())
    context = {"form": form, "sources": sources}
    return render(request, "invoices/refund_new.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def refund_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    refunds = Refund.objects.for_company(request.company)
    related = refunds.select_related(
        "customer", "company", "method", "invoice", "credit__payment"
    )
    refund = get_object_or_404(related, pk=pk)
    context = {"refund": refund, "entries": entries_of(request.company, refund)}
    return render(request, "invoices/refund_detail.html", context)


def _nothing_owed() -> str:
    return _(
        "Nothing can be refunded to this customer: only a credit note, an"
        " overpayment or a deposit can be. Credit or void the invoice, or free its"
        " payment, then refund."
    )
