from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.saving import is_saved
from catalog.forms import CategoryForm
from catalog.models import Category
from catalog.services import save_category
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can


@require_safe
@company_view(Can.EDIT_CATALOG)
def category_list(request: CompanyRequest) -> HttpResponse:
    categories = Category.objects.for_company(request.company)
    accounts = ["debit_account", "credit_account"]
    context = {"categories": categories.select_related(*accounts)}
    return render(request, "catalog/category_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def category_create(request: CompanyRequest) -> HttpResponse:
    return _category_form(request, Category(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def category_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    categories = Category.objects.for_company(request.company)
    return _category_form(request, get_object_or_404(categories, pk=pk))


def _category_form(request: CompanyRequest, category: Category) -> HttpResponse:
    title = category.name or _("Add a category")
    form = CategoryForm(request.POST or None, instance=category)
    if is_saved(form, lambda: save_category(category=category)):
        message = _("The category %(name)s is saved.")
        messages.success(request, message % {"name": category})
        return redirect("catalog:category_list", company=request.company.slug)
    context = {"form": form, "title": title}
    return render(request, "catalog/category_form.html", context)
