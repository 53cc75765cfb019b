from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.saving import is_saved
from accounting.queries import settings_for
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.methods import MethodForm
from invoices.models import PaymentMethod
from invoices.services.methods import save_method


@require_safe
@company_view(Can.VIEW_SETTINGS)
def method_list(request: CompanyRequest) -> HttpResponse:
    methods = PaymentMethod.objects.for_company(request.company)
    context = {
        "methods": methods.select_related("account"),
        "default": settings_for(request.company).payment_debit,
    }
    return render(request, "invoices/paymentmethod_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def method_create(request: CompanyRequest) -> HttpResponse:
    return _method_form(request, PaymentMethod(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def method_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    methods = PaymentMethod.objects.for_company(request.company)
    return _method_form(request, get_object_or_404(methods, pk=pk))


def _method_form(request: CompanyRequest, method: PaymentMethod) -> HttpResponse:
    title = method.name or _("Add a payment method")
    form = MethodForm(request.POST or None, instance=method)
    if is_saved(form, lambda: save_method(method=method)):
        messages.success(request, _("%(method)s is saved.") % {"method": method})
        return redirect("invoices:method_list", company=request.company.slug)
    readonly = Can.EDIT_SETTINGS not in request.capabilities
    context = {"form": form, "title": title, "readonly": readonly}
    return render(request, "invoices/paymentmethod_form.html", context)
