"""Rows that another page shows: their own address, as the journal knows it, leads there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.models import (
    Application,
    Forfeiture,
    PaymentAllocation,
    PaymentReturn,
    Reclassification,
)
from invoices.money_pages import giver_of
from invoices.views.acting import page_of_row


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def part_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    """A part of a payment has no page of its own: its payment shows it."""
    parts = PaymentAllocation.objects.filter(payment__company=request.company)
    part = get_object_or_404(parts.select_related("payment__company"), pk=pk)
    return redirect(page_of_row(part.payment))


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def return_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    returns = PaymentReturn.objects.for_company(request.company)
    returned = get_object_or_404(returns.select_related("payment__company"), pk=pk)
    return redirect(page_of_row(returned.payment))


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def application_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    """The page of the deposit or credit, else of the document that owed back."""
    applications = Application.objects.for_company(request.company)
    related = applications.select_related("credit__company", "from_invoice__company")
    application = get_object_or_404(related, pk=pk)
    return redirect(page_of_row(giver_of(application)))


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def forfeiture_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    forfeitures = Forfeiture.objects.for_company(request.company)
    forfeiture = get_object_or_404(forfeitures.select_related("credit__company"), pk=pk)
    return redirect(page_of_row(forfeiture.credit))


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def reclassification_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    rows = Reclassification.objects.for_company(request.company)
    row = get_object_or_404(rows.select_related("line__invoice__company"), pk=pk)
    return redirect(page_of_row(row.line.invoice))
