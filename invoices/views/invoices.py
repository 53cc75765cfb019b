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

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.invoices import DraftForm, LineForm, PastDayForm
from invoices.models import Invoice, InvoiceLine
from invoices.pages import entries_of_invoice, invoice_for_page
from invoices.services.drafts import add_line, create_draft, delete_draft, remove_line
from invoices.services.freezing import IssueError
from invoices.services.issuing import issue_invoice
from invoices.tables import InvoiceTable
from taxes.queries import NoRateError
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def invoice_list(request: CompanyRequest) -> HttpResponse:
    invoices = Invoice.objects.for_company(request.company)
    invoices = invoices.select_related("customer", "company")
    search = request.GET.get("search", "").strip()
    if search:
        invoices = invoices.filter(customer__name__icontains=search) | invoices.filter(
            number__icontains=search
        )
    table = page_of(request, InvoiceTable(invoices, request=request))
    context = {"table": table, "search": search}
    return render(request, "invoices/invoice_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_DOCUMENTS)
def invoice_create(request: CompanyRequest) -> HttpResponse:
    form = DraftForm(request.POST or None, company=request.company)
    if form.is_valid():
        invoice = create_draft(customer=form.cleaned_data["customer"])
        return _to_invoice(invoice)
    return render(request, "invoices/invoice_form.html", {"form": form})


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def invoice_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    return _page(request, invoice_for_page(request.company, pk))


@require_POST
@company_view(Can.EDIT_DOCUMENTS)
def line_add(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
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
        except (IssueError, NoRateError) as error:
            form.add_error(None, str(error))
        else:
            return _to_invoice(invoice)
    return _page(request, invoice, line_form=form)


@require_POST
@company_view(Can.EDIT_DOCUMENTS)
def line_remove(request: CompanyRequest, pk: int) -> HttpResponse:
    lines = InvoiceLine.objects.filter(invoice__company=request.company)
    line = get_object_or_404(lines.select_related("invoice__company"), pk=pk)
    try:
        remove_line(line=line, on=timezone.localdate())
    except (IssueError, NoRateError) as error:
        messages.error(request, str(error))
    return _to_invoice(line.invoice)


@require_POST
@company_view(Can.EDIT_DOCUMENTS)
def invoice_delete(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
    try:
        delete_draft(invoice=invoice)
    except IssueError as error:
        messages.error(request, str(error))
        return _to_invoice(invoice)
    messages.success(request, _("The draft is deleted."))
    return redirect("invoices:invoice_list", company=request.company.slug)


@require_POST
@company_view(Can.EDIT_DOCUMENTS)
def invoice_issue(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
    form = PastDayForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            issued = issue_invoice(invoice=invoice, issued_on=form.cleaned_data["day"])
        except (IssueError, NoRateError) as error:
            form.add_error(None, str(error))
        else:
            message = _("Invoice %(number)s is issued.")
            messages.success(request, message % {"number": issued.number})
            return _to_invoice(issued)
    return _page(request, invoice, issue_form=form)


def _to_invoice(invoice: Invoice) -> HttpResponse:
    return redirect(
        "invoices:invoice_detail", company=invoice.company.slug, pk=invoice.pk
    )


def _page(
    request: CompanyRequest,
    invoice: Invoice,
    line_form: LineForm | None = None,
    issue_form: PastDayForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "invoice": invoice,
        "lines": invoice.lines.select_related("item", "tax_group"),
        "taxes": invoice.taxes.select_related("tax"),
        "allocations": invoice.allocations.select_related("payment__method"),
        "entries": entries_of_invoice(invoice),
        "line_form": line_form or LineForm(company=request.company),
        "issue_form": issue_form or PastDayForm(today=today),
    }
    return render(request, "invoices/invoice_detail.html", context)
