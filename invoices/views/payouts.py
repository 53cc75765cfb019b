"""What card processors pay to the bank, and tips handed over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounting.journal.cents import ZERO
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.payouts import PayoutForm, TipPayoutForm
from invoices.models import Payout, TipPayout
from invoices.pages import entries_of
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.tables_money import PayoutTable, TipPayoutTable
from invoices.views import deeds
from invoices.views.acting import act, page_of_row
from invoices.views.once import once
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def payout_list(request: CompanyRequest) -> HttpResponse:
    rows = Payout.objects.for_company(request.company)
    related = rows.select_related("company", "clearing", "bank_account")
    table = page_of(request, PayoutTable(related))
    return render(request, "invoices/payout_list.html", {"table": table})


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def payout_create(request: CompanyRequest) -> HttpResponse:
    form = PayoutForm(
        request.POST or None, company=request.company, today=timezone.localdate()
    )
    deed = deeds.paying_out(request.company)
    return act(
        request,
        form,
        deed,
        lambda: record_payout(
            company=request.company,
            clearing=form.cleaned_data["clearing"],
            bank=form.cleaned_data["bank"],
            paid_on=form.cleaned_data["day"],
            gross=form.cleaned_data["gross"],
            fee=form.cleaned_data["fee"] or ZERO,
            reference=form.cleaned_data["reference"],
        ),
        then=page_of_row,
    )


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def payout_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    payouts = Payout.objects.for_company(request.company)
    related = payouts.select_related("clearing", "bank_account")
    payout = get_object_or_404(related, pk=pk)
    context = {"payout": payout, "entries": entries_of(request.company, payout)}
    return render(request, "invoices/payout_detail.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def tip_payout_list(request: CompanyRequest) -> HttpResponse:
    rows = TipPayout.objects.for_company(request.company)
    related = rows.select_related("company", "method")
    table = page_of(request, TipPayoutTable(related))
    return render(request, "invoices/tippayout_list.html", {"table": table})


@require_http_methods(["GET", "POST"])
@company_view(Can.REVERSE_DOCUMENTS)
@once
def tip_payout_create(request: CompanyRequest) -> HttpResponse:
    form = TipPayoutForm(
        request.POST or None, company=request.company, today=timezone.localdate()
    )
    deed = deeds.handing_over(request.company)
    return act(
        request,
        form,
        deed,
        lambda: hand_over_tips(
            company=request.company,
            amount=form.cleaned_data["amount"],
            paid_on=form.cleaned_data["day"],
            method=form.cleaned_data["method"],
            note=form.cleaned_data["note"],
        ),
        then=page_of_row,
    )


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def tip_payout_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    payouts = TipPayout.objects.for_company(request.company)
    payout = get_object_or_404(payouts.select_related("method"), pk=pk)
    context = {"payout": payout, "entries": entries_of(request.company, payout)}
    return render(request, "invoices/tippayout_detail.html", context)
