from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.saving import is_saved
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from taxes.forms import GroupForm, TaxForm
from taxes.models import Tax, TaxGroup
from taxes.overview import tax_groups, tax_rows
from taxes.registration import registration_warning
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
    return _tax_form(request, Tax(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def tax_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    taxes = Tax.objects.for_company(request.company)
    return _tax_form(request, get_object_or_404(taxes, pk=pk))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def group_create(request: CompanyRequest) -> HttpResponse:
    return _group_form(request, TaxGroup(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def group_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    groups = TaxGroup.objects.for_company(request.company)
    return _group_form(request, get_object_or_404(groups, pk=pk))


def _tax_form(request: CompanyRequest, tax: Tax) -> HttpResponse:
    title = tax.code or _("Add a tax")
    form = TaxForm(request.POST or None, instance=tax)
    if is_saved(form, lambda: save_tax_with_rates(tax=tax, rates=form.rates.rates())):
        messages.success(request, _("%(tax)s is saved.") % {"tax": tax})
        if warning := registration_warning(tax.registration_number):
            messages.warning(request, warning)
        return redirect("taxes:tax_list", company=request.company.slug)
    context = {"form": form, "title": title, **_readonly(request)}
    return render(request, "taxes/tax_form.html", context)


def _group_form(request: CompanyRequest, group: TaxGroup) -> HttpResponse:
    title = group.name or _("Add a tax group")
    form = GroupForm(request.POST or None, instance=group)
    if is_saved(form, lambda: save_group(group=group, members=form.members())):
        messages.success(request, _("%(group)s is saved.") % {"group": group})
        return redirect("taxes:tax_list", company=request.company.slug)
    context = {"form": form, "title": title, **_readonly(request)}
    return render(request, "taxes/taxgroup_form.html", context)


def _readonly(request: CompanyRequest) -> dict[str, bool]:
    return {"readonly": Can.EDIT_SETTINGS not in request.capabilities}
