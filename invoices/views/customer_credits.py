"""Deposits and customer credits: the list, the page of each, a new deposit."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.payments import DepositForm
from invoices.models import CustomerCredit, Payment
from invoices.money_pages import credit_for_page, credit_page
from invoices.services.receiving import receive_for_customer
from invoices.tables_money import CreditTable
from invoices.views import deeds
from invoices.views.acting import act, page_of_row
from invoices.views.due import with_due_payments
from invoices.views.once import once
from ui.asking import asked
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def credit_list(request: CompanyRequest) -> HttpResponse:
    """Those with something left; all of them when asked."""
    credits_ = CustomerCredit.objects.for_company(request.company)
    search = asked(request, "search")
    if search:
        credits_ = credits_.filter(customer__name__icontains=search) | credits_.filter(
            payment__reference__icontains=search
        )
    shows_all = "all" in request.GET
    if not shows_all:
        credits_ = credits_.filter(balance__gt=0)
    rows = credits_.select_related("customer", "company", "payment")
    table = page_of(request, CreditTable(rows))
    context = {"table": table, "search": search, "shows_all": shows_all}
    return render(request, "invoices/customercredit_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def deposit_create(request: CompanyRequest) -> HttpResponse:
    """Take a deposit; the customer may be named in the address."""
    form = DepositForm(
        request.POST or None,
        company=request.company,
        today=timezone.localdate(),
        initial={"customer": request.GET.get("customer")},
    )
    deed = deeds.receiving_deposit(request.company)

    def receive() -> Payment:
        money = form.money()
        customer = form.cleaned_data["customer"]
        deposit = money.counted().amount
        return receive_for_customer(
            customer=customer, money=money, amounts={}, deposit=deposit
        )

    return act(
        request,
        form,
        deed,
        receive,
        then=lambda payment: page_of_row(payment.credits.get()),
    )


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def credit_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    credit = credit_for_page(request.company, pk)
    return render(request, "invoices/customercredit_detail.html", credit_page(credit))
