from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices import consequences
from invoices.forms.attempts import attempt
from invoices.forms.credit_notes import CreditNoteForm
from invoices.forms.search import DocumentSearchForm
from invoices.models import CreditNote, Invoice
from invoices.pages import entries_of, invoice_for_page
from invoices.queries.creditable import creditable_nets
from invoices.search import find_credit_notes, total_of
from invoices.services.crediting import issue_credit_note
from invoices.tables import CreditNoteTable
from invoices.views.actions import Action, action_page, invoice_url
from invoices.views.changing import changing
from invoices.views.file_days import tell_file_days
from invoices.views.once import once
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def creditnote_list(request: CompanyRequest) -> HttpResponse:
    form = DocumentSearchForm(request.GET)
    notes = find_credit_notes(request.company, **form.wanted())
    context = {
        "table": page_of(request, CreditNoteTable(notes)),
        "form": form,
        "totals": total_of(notes),
    }
    return render(request, "invoices/creditnote_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(invoice_for_page)
def creditnote_create(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    """Take back a part of an invoice, or all of it."""
    form = CreditNoteForm(
        request.POST or None,
        invoice=invoice,
        left=creditable_nets(invoice),
        today=timezone.localdate(),
    )
    note = attempt(
        form,
        lambda: issue_credit_note(
            invoice=invoice,
            nets=form.nets(),
            issued_on=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
        ),
    )
    if note:
        message = _("Credit note %(number)s is issued.")
        messages.success(request, message % {"number": note.number})
        tell_file_days(request, note)
        return redirect(
            "invoices:creditnote_detail", company=request.company.slug, pk=note.pk
        )
    return action_page(request, form, _action(invoice))


def _action(invoice: Invoice) -> Action:
    return Action(
        title=_("Credit invoice %(number)s") % {"number": invoice},
        submit=_("Issue the credit note"),
        cancel_url=invoice_url(invoice),
        effects=consequences.of_credit_note(invoice),
    )


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def creditnote_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    notes = CreditNote.objects.for_company(request.company)
    note = get_object_or_404(notes.select_related("invoice", "company"), pk=pk)
    context = {
        "note": note,
        "lines": note.lines.select_related("invoice_line"),
        "taxes": note.taxes.select_related("invoice_tax__tax"),
        "entries": entries_of(request.company, note),
    }
    return render(request, "invoices/creditnote_detail.html", context)
