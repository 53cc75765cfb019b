"""A draft: its customer, its lines, what it says of the whole sale, its issue."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounting.services.guards import RefusedError
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices import consequences
from invoices.forms.attempts import attempt
from invoices.forms.corrections import ConfirmForm
from invoices.forms.invoices import DraftForm, LineForm, PastDayForm
from invoices.forms.terms import TermsForm
from invoices.models import Invoice, InvoiceLine
from invoices.pages import invoice_for_page, line_for_page
from invoices.services.amounts import IssueError
from invoices.services.drafts import (
    add_line,
    create_draft,
    delete_draft,
    remove_line,
    set_terms,
)
from invoices.services.issuing import issue_invoice
from invoices.views.actions import Action, action_page, invoice_url, show_saved
from invoices.views.changing import changing
from invoices.views.file_days import tell_file_days
from invoices.views.invoices import draft_page
from invoices.views.once import once
from taxes.queries import NoRateError


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
@once
def invoice_create(request: CompanyRequest) -> HttpResponse:
    chosen = {"customer": request.GET.get("customer")}
    form = DraftForm(request.POST or None, company=request.company, initial=chosen)
    if form.is_valid():
        invoice = create_draft(customer=form.cleaned_data["customer"])
        return show_saved(request, invoice)
    return render(request, "invoices/invoice_form.html", {"form": form})


@require_POST
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(invoice_for_page)
def line_add(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    form = LineForm(request.POST, company=request.company)
    if form.is_valid():
        line = form.line()
        line.invoice = invoice
        try:
            add_line(
                line=line,
                tax_group=form.cleaned_data["tax_group"],
                on=timezone.localdate(),
            )
        except (IssueError, NoRateError, RefusedError) as error:
            form.add_error(None, str(error))
        else:
            return show_saved(request, invoice)
    return draft_page(request, invoice, line_form=form)


@require_POST
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@changing(line_for_page)
def line_remove(request: CompanyRequest, line: InvoiceLine) -> HttpResponse:
    try:
        remove_line(line=line, on=timezone.localdate())
    except (IssueError, NoRateError) as error:
        messages.error(request, str(error))
        return redirect(invoice_url(line.invoice))
    return show_saved(request, line.invoice)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@changing(invoice_for_page)
def invoice_terms(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    form = TermsForm(request.POST or None, invoice=invoice)
    today = timezone.localdate()
    if attempt(form, lambda: set_terms(invoice=invoice, terms=form.terms(), on=today)):
        return show_saved(request, invoice)
    context = {"form": form, "invoice": invoice, "url": invoice_url(invoice)}
    return render(request, "invoices/invoice_terms.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@changing(invoice_for_page)
def invoice_delete(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    if request.method == "POST":
        try:
            delete_draft(invoice=invoice)
        except IssueError as error:
            messages.error(request, str(error))
            return redirect(invoice_url(invoice))
        messages.success(request, _("The draft is deleted."))
        return redirect("invoices:invoice_list", company=request.company.slug)
    if invoice.status != Invoice.Status.DRAFT:
        return redirect(invoice_url(invoice))
    action = Action(
        title=_("Delete the draft of %(customer)s")
        % {"customer": invoice.customer.name},
        submit=_("Delete the draft"),
        cancel_url=invoice_url(invoice),
        effects=consequences.of_deletion(invoice),
    )
    return action_page(request, ConfirmForm(), action)


@require_POST
@company_view(Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS)
@once
@changing(invoice_for_page)
def invoice_issue(request: CompanyRequest, invoice: Invoice) -> HttpResponse:
    form = PastDayForm(request.POST, today=timezone.localdate())
    issued = attempt(
        form,
        lambda: issue_invoice(invoice=invoice, issued_on=form.cleaned_data["day"]),
    )
    if issued:
        message = _("Invoice %(number)s is issued.")
        messages.success(request, message % {"number": issued.number})
        tell_file_days(request, issued)
        return show_saved(request, issued)
    return draft_page(request, invoice, issue_form=form)
