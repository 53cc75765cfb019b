from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.payments import PaymentForm
from invoices.models import Payment
from invoices.pages import entries_of_payment, invoice_for_page
from invoices.services.payments import PaymentError, record_payment
from invoices.tables import PaymentTable
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def payment_list(request: CompanyRequest) -> HttpResponse:
    payments = Payment.objects.for_company(request.company)
    payments = payments.select_related("customer", "method", "company")
    table = page_of(request, PaymentTable(payments, request=request))
    return render(request, "invoices/payment_list.html", {"table": table})


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
def payment_create(request: CompanyRequest, pk: int) -> HttpResponse:
    """Take money for one invoice."""
    invoice = invoice_for_page(request.company, pk)
    form = PaymentForm(
        request.POST or None, invoice=invoice, today=timezone.localdate()
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            record_payment(
                customer=invoice.customer,
                method=data["method"],
                received_on=data["day"],
                amounts={invoice: data["amount"]},
                reference=data["reference"],
            )
        except PaymentError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The payment is recorded."))
            return redirect(
                "invoices:invoice_detail", company=request.company.slug, pk=invoice.pk
            )
    context = {"form": form, "invoice": invoice}
    return render(request, "invoices/payment_form.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def payment_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    payments = Payment.objects.for_company(request.company)
    payment = get_object_or_404(payments.select_related("customer", "method"), pk=pk)
    context = {
        "payment": payment,
        "allocations": payment.allocations.select_related("invoice"),
        "entries": entries_of_payment(payment),
    }
    return render(request, "invoices/payment_detail.html", context)
