from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.saving import warn_of, warn_of_file
from accounting.views.editing import edit_row
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from taxes.forms import GroupForm, TaxForm
from taxes.models import Tax, TaxGroup
from taxes.overview import tax_groups, tax_rows
from taxes.rates import rate_warnings
from taxes.registration import registration_warning
from taxes.samples import tax_sample
from taxes.services import save_group, save_tax_with_rates


@require_safe
@company_view(Can.VIEW_SETTINGS)
def tax_list(request: CompanyRequest) -> HttpResponse:
    context = {
        "rows": tax_rows(request.company, timezone.localdate()),
        "groups": tax_groups(request.company),
    }
    return render(request, "taxes/tax_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def tax_create(request: CompanyRequest) -> HttpResponse:
    return _edit_tax(request, Tax(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def tax_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    taxes = Tax.objects.for_company(request.company)
    return _edit_tax(request, get_object_or_404(taxes, pk=pk))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def group_create(request: CompanyRequest) -> HttpResponse:
    return _edit_group(request, TaxGroup(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def group_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    groups = TaxGroup.objects.for_company(request.company)
    return _edit_group(request, get_object_or_404(groups, pk=pk))


def _edit_tax(request: CompanyRequest, tax: Tax) -> HttpResponse:
    form = TaxForm(request.POST or None, instance=tax)

    def save() -> None:
        save_tax_with_rates(tax=tax, rates=form.rates.rates())
        if warning := registration_warning(tax.registration_number):
            messages.warning(request, warning)
        today = timezone.localdate()
        warn_of_file(request, tax_sample([tax], today))
        warn_of(request, rate_warnings(request.company, today, tax=tax))

    return edit_row(
        request,
        form=form,
        save=save,
        new=_("Add a tax"),
        back="taxes:tax_list",
        template="taxes/tax_form.html",
    )


def _edit_group(request: CompanyRequest, group: TaxGroup) -> HttpResponse:
    form = GroupForm(request.POST or None, instance=group)

    def save() -> None:
        save_group(group=group, members=form.members())
        taxes = Tax.objects.filter(memberships__group=group).order_by("pk")
        today = timezone.localdate()
        warn_of_file(request, tax_sample(taxes, today))
        warn_of(request, rate_warnings(request.company, today, groups=[group.pk]))

    return edit_row(
        request,
        form=form,
        save=save,
        new=_("Add a tax group"),
        back="taxes:tax_list",
        template="taxes/taxgroup_form.html",
    )
