"""The small page of an action: what it will do, its form, one button."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounting.saving import warn_of_file
from companies.access import CompanyRequest
from invoices.models import Invoice
from invoices.samples import invoice_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    title: str
    submit: str
    cancel_url: str
    effects: Iterable[str] = field(default_factory=list)


def action_page(
    request: CompanyRequest, form: BaseForm, action: Action
) -> HttpResponse:
    context = {"form": form, "action": action}
    return render(request, "invoices/invoice_action.html", context)


def invoice_url(invoice: Invoice) -> str:
    return reverse("invoices:invoice_detail", args=[invoice.company.slug, invoice.pk])


def show_saved(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    """The page of the invoice, with what the next file would say of it."""
    invoice.refresh_from_db()
    warn_of_file(request, invoice_sample(invoice, timezone.localdate()))
    return redirect(invoice_url(invoice))
