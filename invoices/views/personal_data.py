from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.services import log_taken
from invoices.forms.attempts import attempt
from invoices.forms.corrections import ConfirmForm
from invoices.models import Customer
from invoices.queries.personal_data import personal_tables
from invoices.services.personal_data import (
    anonymize_customer,
    reasons_to_keep,
    render_personal_data,
)
from invoices.views.actions import Action, action_page


@require_safe
@company_view(Can.MANAGE_MEMBERS)
def personal_data(request: CompanyRequest, pk: int) -> HttpResponse:
    """Say what is held of a customer, what can be taken out, and what stays and why."""
    customer = _customer(request, pk)
    context = {
        "customer": customer,
        "tables": list(personal_tables(customer)),
        "reasons": list(reasons_to_keep(customer)),
    }
    return render(request, "invoices/customer_personal_data.html", context)


@never_cache
@require_POST
@company_view(Can.MANAGE_MEMBERS)
def personal_data_file(request: CompanyRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    content = render_personal_data(customer)
    name = f"{slugify(customer.number)}-{timezone.localdate().isoformat()}.zip"
    log_taken(company=request.company, name=name, user=request.user)
    response = HttpResponse(content, content_type="application/zip")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@company_view(Can.MANAGE_MEMBERS)
def customer_anonymize(request: CompanyRequest, pk: int) -> HttpResponse:
    customer = _customer(request, pk)
    page = reverse(
        "invoices:customer_personal_data", args=[request.company.slug, customer.pk]
    )
    if request.method == "GET" and (customer.anonymized_on or _waits(customer)):
        return redirect(page)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    saved = attempt(
        form,
        lambda: anonymize_customer(
            customer=customer,
            anonymized_on=timezone.localdate(),
            anonymized_by=request.user,
        ),
    )
    if saved:
        messages.success(request, _("The record is anonymous."))
        return redirect(page)
    action = Action(
        title=_("Make %(customer)s anonymous") % {"customer": customer},
        submit=_("Make the record anonymous for good"),
        cancel_url=page,
        effects=[
            _(
                "The name, e-mail, address and certificate of the record are erased, and"
                " nobody can bring them back. Its number stays."
            ),
            _("No draft, payment or import is taken for this number any more."),
            _(
                "Documents, the journal and the files of batches stay as they were"
                " issued, with the name: tax laws ask to keep books for six years."
            ),
            _(
                "The history keeps that it was done, by whom and when, without the data."
            ),
        ],
    )
    return action_page(request, form, action)


def _waits(customer: Customer) -> bool:
    return next(reasons_to_keep(customer), None) is not None


def _customer(request: CompanyRequest, pk: int) -> Customer:
    customers = Customer.objects.for_company(request.company)
    return get_object_or_404(customers.select_related("company"), pk=pk)
