from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.attempts import attempt
from invoices.forms.payments import CustomerPaymentForm, PaymentForm
from invoices.models import (
    Customer,
    Invoice,
    Payment,
)
from invoices.money_pages import payment_for_page, payment_page
from invoices.pages import invoice_for_page
from invoices.queries.sources import owed_by
from invoices.services.receiving import receive_for_customer, receive_for_invoice
from invoices.tables_money import PaymentTable
from invoices.views.acting import page_of_row
from invoices.views.changing import may_change
from invoices.views.due import with_due_payments
from invoices.views.file_days import tell_file_days
from invoices.views.once import once
from ui.asking import asked
from ui.dates import long_date
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def payment_list(request: CompanyRequest) -> HttpResponse:
    """Those received; those to come when asked."""
    payments = Payment.objects.for_company(request.company)
    search = asked(request, "search")
    if search:
        payments = payments.filter(customer__name__icontains=search) | payments.filter(
            reference__icontains=search
        )
    is_to_come = "to_come" in request.GET
    if is_to_come:
        payments = payments.filter(is_pending=True, returned=None)
    rows = payments.select_related("customer", "method", "company", "returned")
    table = page_of(request, PaymentTable(rows))
    context = {"table": table, "search": search, "is_to_come": is_to_come}
    return render(request, "invoices/payment_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
@with_due_payments
def payment_create(request: CompanyRequest, pk: int) -> HttpResponse:
    """Take money for one invoice."""
    invoice = invoice_for_page(request.company, pk)
    form = PaymentForm(
        request.POST or None, invoice=invoice, today=timezone.localdate()
    )
    payment = attempt(
        form,
        lambda: receive_for_invoice(
            invoice=invoice,
            money=form.money(),
            keeps_surplus=form.cleaned_data["keep_surplus"],
        ),
    )
    if payment is not None:
        return _received(request, payment, page_of_row(invoice))
    context = {"form": form, "invoice": invoice, "to_come": _to_come(invoice)}
    return render(request, "invoices/payment_form.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
@with_due_payments
def customer_pay(request: CompanyRequest, pk: int) -> HttpResponse:
    """Take one amount for several invoices of a customer, or to keep."""
    customers = Customer.objects.for_company(request.company)
    customer = get_object_or_404(customers.select_related("company"), pk=pk)
    form = CustomerPaymentForm(
        request.POST or None,
        customer=customer,
        invoices=owed_by(customer),
        today=timezone.localdate(),
    )
    payment = attempt(
        form,
        lambda: receive_for_customer(
            customer=customer,
            money=form.money(),
            amounts=form.amounts(),
            **form.kept(),
        ),
    )
    if payment is not None:
        return _received(request, payment, page_of_row(payment))
    context = {"form": form, "customer": customer}
    return render(request, "invoices/payment_customer.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def payment_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    payment = payment_for_page(request.company, pk)
    context = {**payment_page(payment), "may_change": may_change(request, payment)}
    return render(request, "invoices/payment_detail.html", context)


def _received(request: CompanyRequest, payment: Payment, to: str) -> HttpResponse:
    message = _("The payment of %(amount)s is recorded.")
    if payment.is_pending:
        message = _("The payment of %(amount)s is recorded: it is to come on %(day)s.")
    words = {"amount": payment.amount, "day": long_date(payment.received_on)}
    messages.success(request, message % words)
    tell_file_days(request, payment)
    return redirect(to)


def _to_come(invoice: Invoice) -> list[Payment]:
    """The post-dated payments of the invoice, which may be paid twice else."""
    waiting = Payment.objects.filter(is_pending=True, returned=None)
    return list(waiting.filter(allocations__invoice=invoice))
