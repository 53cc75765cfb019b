from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.views.editing import edit_row
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.customers import CustomerForm
from invoices.models import Customer
from invoices.services.customers import save_customer
from invoices.tables import CustomerTable
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def customer_list(request: CompanyRequest) -> HttpResponse:
    customers = Customer.objects.for_company(request.company)
    rows = customers.select_related("company", "tax_group")
    table = CustomerTable(rows, request=request)
    context = {"table": page_of(request, table)}
    return render(request, "invoices/customer_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
def customer_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, Customer(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_DOCUMENTS, to_change=Can.EDIT_DOCUMENTS)
def customer_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    customers = Customer.objects.for_company(request.company)
    return _edit(request, get_object_or_404(customers, pk=pk))


def _edit(request: CompanyRequest, customer: Customer) -> HttpResponse:
    form = CustomerForm(request.POST or None, instance=customer)
    return edit_row(
        request,
        form=form.limit_to_company(),
        save=lambda: save_customer(customer=customer),
        new=_("Add a customer"),
        back="invoices:customer_list",
        template="invoices/customer_form.html",
    )
