"""An invoice paid with money already here, and what a document owes back."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.credits import ApplyForm, RefundForm, SourceForm
from invoices.models import Application
from invoices.pages import invoice_for_page
from invoices.services.applying import apply_credit, apply_document
from invoices.services.refunding import refund_document
from invoices.views import deeds
from invoices.views.acting import act, page_of_row
from invoices.views.once import once


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def invoice_apply(request: CompanyRequest, pk: int) -> HttpResponse:
    """Pay it with a deposit, a credit, or what another document owes back."""
    invoice = invoice_for_page(request.company, pk)
    form = SourceForm(request.POST or None, invoice=invoice, today=timezone.localdate())
    deed = deeds.using_source(invoice, has_sources=bool(form.sources))

    def apply() -> Application:
        data = form.cleaned_data
        amount, day = data["amount"], data["day"]
        source = data["source"]
        if source.credit:
            return apply_credit(
                credit=source.credit, invoice=invoice, amount=amount, applied_on=day
            )
        return apply_document(
            from_invoice=source.invoice,
            invoice=invoice,
            amount=amount,
            applied_on=day,
        )

    return act(request, form, deed, apply)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def invoice_give(request: CompanyRequest, pk: int) -> HttpResponse:
    """Pay another invoice with what this document owes back."""
    invoice = invoice_for_page(request.company, pk)
    form = ApplyForm(
        request.POST or None,
        customer=invoice.customer,
        left=-invoice.balance.amount,
        today=timezone.localdate(),
    )
    deed = deeds.giving(invoice)
    return act(
        request,
        form,
        deed,
        lambda: apply_document(
            from_invoice=invoice,
            invoice=form.cleaned_data["invoice"],
            amount=form.cleaned_data["amount"],
            applied_on=form.cleaned_data["day"],
        ),
    )


@require_http_methods(["GET", "POST"])
@company_view(Can.REVERSE_DOCUMENTS)
@once
def invoice_refund(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
    form = RefundForm(
        request.POST or None,
        company=request.company,
        left=-invoice.balance.amount,
        today=timezone.localdate(),
    )
    deed = deeds.refunding_document(invoice)
    return act(
        request,
        form,
        deed,
        lambda: refund_document(
            invoice=invoice,
            amount=form.cleaned_data["amount"],
            refunded_on=form.cleaned_data["day"],
            method=form.cleaned_data["method"],
            reference=form.cleaned_data["reference"],
        ),
        then=page_of_row,
    )
