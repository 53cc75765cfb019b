from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.journal.cents import ZERO
from accounting.saving import warn_of_file
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.certificates import certificate_warning
from invoices.forms.attempts import attempt
from invoices.forms.customers import CustomerForm, InterestForm
from invoices.forms.search import CustomerSearchForm
from invoices.models import Customer, CustomerCredit
from invoices.queries.sources import owed_by
from invoices.samples import customer_sample
from invoices.search import find_customers
from invoices.services.customers import save_customer
from invoices.services.interest import charge_interest
from invoices.tables import CustomerTable
from invoices.views.actions import Action, action_page, show_saved
from invoices.views.due import with_due_payments
from invoices.views.file_days import tell_file_days
from invoices.views.once import once
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def customer_list(request: CompanyRequest) -> HttpResponse:
    form = CustomerSearchForm(request.GET)
    customers = find_customers(request.company, **form.wanted())
    table = page_of(request, CustomerTable(customers))
    context = {"table": table, "form": form}
    return render(request, "invoices/customer_list.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def customer_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    """What a customer owes, and what is kept for them."""
    customer = _customer(request, pk)
    owed = list(owed_by(customer))
    today = timezone.localdate()
    credits_ = CustomerCredit.objects.for_company(request.company)
    context = {
        "customer": customer,
        "invoices": owed,
        "owed": sum((invoice.balance.amount for invoice in owed), ZERO),
        "credits": credits_.filter(customer=customer, balance__gt=0),
        "certificate": certificate_warning(customer, today),
        "today": today,
    }
    return render(request, "invoices/customer_detail.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
def customer_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, Customer(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_DOCUMENTS, to_change=Can.EDIT_DOCUMENTS)
def customer_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    return _edit(request, _customer(request, pk))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def customer_interest(request: CompanyRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    form = InterestForm(request.POST or None, today=timezone.localdate())
    invoice = attempt(
        form,
        lambda: charge_interest(
            customer=customer,
            amount=form.cleaned_data["amount"],
            charged_on=form.cleaned_data["day"],
            description=form.cleaned_data["description"],
        ),
    )
    if invoice:
        message = _("Invoice %(number)s is issued.")
        messages.success(request, message % {"number": invoice.number})
        tell_file_days(request, invoice)
        return show_saved(request, invoice)
    action = Action(
        title=_("Charge interest to %(customer)s") % {"customer": customer.name},
        submit=_("Issue the interest"),
        cancel_url=_customer_url(customer),
        effects=[
            _("A separate invoice is issued; interest bears no tax."),
            _("It goes to the interest account of the settings."),
        ],
    )
    return action_page(request, form, action)


def _edit(request: CompanyRequest, customer: Customer) -> HttpResponse:
    form = CustomerForm(request.POST or None, instance=customer).limit_to_company()
    saved = attempt(form, lambda: save_customer(customer=form.save(commit=False)))
    if saved:
        messages.success(request, _("The customer is saved."))
        if warning := certificate_warning(saved, timezone.localdate()):
            messages.warning(request, warning)
        warn_of_file(request, customer_sample(saved, timezone.localdate()))
        return redirect(_customer_url(saved))
    context = {
        "form": form,
        "customer": customer if customer.pk else None,
        "title": customer if customer.pk else _("Customer"),
        "readonly": Can.EDIT_DOCUMENTS not in request.capabilities,
    }
    return render(request, "invoices/customer_form.html", context)


def _customer(request: CompanyRequest, pk: int) -> Customer:
    customers = Customer.objects.for_company(request.company)
    return get_object_or_404(customers.select_related("company"), pk=pk)


def _customer_url(customer: Customer) -> str:
    return reverse(
        "invoices:customer_detail", args=[customer.company.slug, customer.pk]
    )
