"""Small pages that do one thing: what it does, its form, its button, then a word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from companies.access import CompanyRequest
from companies.models import CompanyOwned
from invoices.forms.attempts import attempt
from invoices.views.actions import Action, action_page
from invoices.views.file_days import tell_file_days

DoneT = TypeVar("DoneT", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Action):
    """An action with what is said once it is done; it leads back where it came from."""

    done: str


def act(
    request: CompanyRequest,
    form: BaseForm,
    deed: Deed,
    do: Callable[[], DoneT],
    then: Callable[[DoneT], str] | None = None,
) -> HttpResponse:
    """Show the page, or do what it says; `then` is the page of what it made."""
    made = attempt(form, do)
    if made is None:
        return action_page(request, form, deed)
    messages.success(request, deed.done)
    tell_file_days(request, made)
    return redirect(then(made) if then else deed.cancel_url)


def page_of_row(row: CompanyOwned) -> str:
    """The address of its own page, by the convention of the journal."""
    name = row._meta.model_name  # noqa: SLF001 - _meta is Django's documented API
    return reverse(f"invoices:{name}_detail", args=[row.company.slug, row.pk])
