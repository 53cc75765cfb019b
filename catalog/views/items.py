from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounting.models import GLAccount
from accounting.queries import settings_for
from accounting.saving import warn_of_file
from accounting.views.editing import edit_row
from catalog.forms import ItemForm, ItemSearchForm, ReplaceForm
from catalog.models import Item
from catalog.queries import AccountRules
from catalog.samples import item_sample
from catalog.search import find_items
from catalog.services import (
    ItemInUseError,
    archive_item,
    delete_item,
    replace_item,
    save_item,
    unarchive_item,
)
from catalog.tables import ItemTable
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from ui.tables import page_of


@require_safe
@company_view(Can.EDIT_CATALOG)
def item_list(request: CompanyRequest) -> HttpResponse:
    company = request.company
    form = ItemSearchForm(request.GET, company=company)
    wanted = form.cleaned_data if form.is_valid() else {}
    table = ItemTable(
        find_items(company, **wanted),
        rules=AccountRules(settings_for(company)),
        accounts=GLAccount.objects.for_company(company).in_bulk(),
    )
    context = {"table": page_of(request, table), "form": form}
    return render(request, "catalog/item_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def item_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, Item(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def item_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    return _edit(request, _item(request, pk))


@require_POST
@company_view(Can.EDIT_CATALOG)
def item_archive(request: CompanyRequest, pk: int) -> HttpResponse:
    item = archive_item(item=_item(request, pk))
    message = _("%(item)s is archived: documents keep it, new ones no longer offer it.")
    messages.success(request, message % {"item": item})
    return _to_list(request)


@require_POST
@company_view(Can.EDIT_CATALOG)
def item_unarchive(request: CompanyRequest, pk: int) -> HttpResponse:
    item = unarchive_item(item=_item(request, pk))
    messages.success(request, _("%(item)s is in use again.") % {"item": item})
    return _to_list(request)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def item_delete(request: CompanyRequest, pk: int) -> HttpResponse:
    """Ask, then delete; an item that documents use can be archived instead."""
    item = _item(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            delete_item(item=item)
        except ItemInUseError as error:
            refusal = str(error)
        else:
            messages.success(request, _("%(item)s is deleted.") % {"item": item})
            return _to_list(request)
    context = {"item": item, "refusal": refusal}
    return render(request, "catalog/item_delete.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def item_replace(request: CompanyRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = ReplaceForm(request.POST or None, item=item)
    if form.is_valid():
        by = form.cleaned_data["by"]
        replace_item(item=item, by=by)
        message = _("%(item)s is archived: drafts have %(by)s instead.")
        messages.success(request, message % {"item": item, "by": by})
        return _to_list(request)
    context = {"item": item, "form": form}
    return render(request, "catalog/item_replace.html", context)


def _edit(request: CompanyRequest, item: Item) -> HttpResponse:
    def save() -> None:
        save_item(item=item)
        warn_of_file(request, item_sample(item.company, [item], timezone.localdate()))

    return edit_row(
        request,
        form=ItemForm(request.POST or None, instance=item),
        save=save,
        new=_("Add an item"),
        back="catalog:item_list",
        template="catalog/item_form.html",
    )


def _item(request: CompanyRequest, pk: int) -> Item:
    return get_object_or_404(Item.objects.for_company(request.company), pk=pk)


def _to_list(request: CompanyRequest) -> HttpResponse:
    return redirect("catalog:item_list", company=request.company.slug)
