from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.saving import warn_of_file
from accounting.views.editing import edit_row
from catalog.forms import CategoryForm
from catalog.models import Category
from catalog.samples import category_sample
from catalog.services import save_category
from catalog.tables import CategoryTable
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from ui.tables import page_of


@require_safe
@company_view(Can.EDIT_CATALOG)
def category_list(request: CompanyRequest) -> HttpResponse:
    categories = Category.objects.for_company(request.company)
    related = ["company", "debit_account", "credit_account"]
    table = CategoryTable(categories.select_related(*related))
    context = {"table": page_of(request, table)}
    return render(request, "catalog/category_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def category_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, Category(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def category_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    categories = Category.objects.for_company(request.company)
    return _edit(request, get_object_or_404(categories, pk=pk))


def _edit(request: CompanyRequest, category: Category) -> HttpResponse:
    def save() -> None:
        save_category(category=category)
        warn_of_file(request, category_sample(category, timezone.localdate()))

    return edit_row(
        request,
        form=CategoryForm(request.POST or None, instance=category),
        save=save,
        new=_("Add a category"),
        back="catalog:category_list",
    )
