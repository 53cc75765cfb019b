"""What is done with a deposit or a customer credit."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.models import Company
from invoices.forms.credits import ApplyForm, ForfeitForm, RefundForm
from invoices.forms.invoices import PastDayForm
from invoices.models import Application
from invoices.money_pages import credit_for_page
from invoices.services.applying import apply_credit, undo_application
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.refunding import refund_credit
from invoices.views import deeds
from invoices.views.acting import act, page_of_row
from invoices.views.changing import changing
from invoices.views.once import once


def _application(company: Company, pk: int) -> Application:
    applications = Application.objects.for_company(company)
    related = applications.select_related(
        "invoice", "credit__company", "from_invoice__company"
    )
    return get_object_or_404(related, pk=pk)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def credit_apply(request: CompanyRequest, pk: int) -> HttpResponse:
    credit = credit_for_page(request.company, pk)
    form = ApplyForm(
        request.POST or None,
        customer=credit.customer,
        left=credit.balance.amount,
        today=timezone.localdate(),
    )
    deed = deeds.applying_credit(credit)
    return act(
        request,
        form,
        deed,
        lambda: apply_credit(
            credit=credit,
            invoice=form.cleaned_data["invoice"],
            amount=form.cleaned_data["amount"],
            applied_on=form.cleaned_data["day"],
        ),
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.REVERSE_DOCUMENTS)
@once
def credit_refund(request: CompanyRequest, pk: int) -> HttpResponse:
    credit = credit_for_page(request.company, pk)
    form = RefundForm(
        request.POST or None,
        company=request.company,
        left=credit.balance.amount,
        today=timezone.localdate(),
    )
    deed = deeds.refunding_credit(credit)
    return act(
        request,
        form,
        deed,
        lambda: refund_credit(
            credit=credit,
            amount=form.cleaned_data["amount"],
            refunded_on=form.cleaned_data["day"],
            method=form.cleaned_data["method"],
            reference=form.cleaned_data["reference"],
        ),
        then=page_of_row,
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.REVERSE_DOCUMENTS)
@once
def credit_forfeit(request: CompanyRequest, pk: int) -> HttpResponse:
    credit = credit_for_page(request.company, pk)
    form = ForfeitForm(request.POST or None, credit=credit, today=timezone.localdate())
    deed = deeds.keeping(credit)
    return act(
        request,
        form,
        deed,
        lambda: forfeit_deposit(
            credit=credit,
            amount=form.cleaned_data["amount"],
            tax_group=form.cleaned_data["tax_group"],
            forfeited_on=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(_application)
def application_undo(request: CompanyRequest, application: Application) -> HttpResponse:
    form = PastDayForm(request.POST or None, today=timezone.localdate())
    deed = deeds.undoing(application)
    return act(
        request,
        form,
        deed,
        lambda: undo_application(
            application=application, undone_on=form.cleaned_data["day"]
        ),
    )
