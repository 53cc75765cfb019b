from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounting.forms.saving import is_saved
from companies.access import CompanyRequest
from ui.forms import PlainModelForm


def edit_row(
    request: CompanyRequest,
    *,
    form: PlainModelForm[Any],
    save: Callable[[], object],
    new: str,
    back: str,
    template: str = "settings/form.html",
) -> HttpResponse:
    """Show the form of a row; once it is saved, go back to the list named `back`."""
    row = form.instance
    title = str(row) if row.pk else new
    list_url = reverse(back, args=[request.company.slug])
    if is_saved(form, save):
        messages.success(request, _("%(name)s is saved.") % {"name": row})
        return redirect(list_url)
    context = {"form": form, "title": title, "cancel_url": list_url}
    return render(request, template, {**context, "readonly": not request.may_change})
