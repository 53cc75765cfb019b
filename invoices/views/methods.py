from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.queries import settings_for
from accounting.saving import warn_of_file
from accounting.views.editing import edit_row
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.methods import MethodForm
from invoices.models import PaymentMethod
from invoices.samples import method_sample
from invoices.services.methods import save_method
from invoices.tables import MethodTable
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_SETTINGS)
def method_list(request: CompanyRequest) -> HttpResponse:
    methods = PaymentMethod.objects.for_company(request.company)
    table = MethodTable(
        methods.select_related("company", "account"),
        default=settings_for(request.company).payment_debit,
    )
    context = {"table": page_of(request, table)}
    return render(request, "invoices/paymentmethod_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def method_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, PaymentMethod(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def method_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    methods = PaymentMethod.objects.for_company(request.company)
    return _edit(request, get_object_or_404(methods, pk=pk))


def _edit(request: CompanyRequest, method: PaymentMethod) -> HttpResponse:
    def save() -> None:
        save_method(method=method)
        warn_of_file(request, method_sample(method, timezone.localdate()))

    return edit_row(
        request,
        form=MethodForm(request.POST or None, instance=method),
        save=save,
        new=_("Add a payment method"),
        back="invoices:method_list",
    )
