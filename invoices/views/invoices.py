from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.certificates import certificate_warning
from invoices.forms.invoices import LineForm, PastDayForm
from invoices.forms.search import InvoiceSearchForm
from invoices.legal import missing_particulars
from invoices.models import Invoice
from invoices.pages import (
    chain_of,
    entries_of_invoice,
    invoice_for_page,
    is_reopened,
    return_of,
    settlements_of,
)
from invoices.search import find_invoices, totals_of
from invoices.services.drafts import usual_group
from invoices.tables import InvoiceTable
from invoices.views.changing import may_change
from invoices.views.due import with_due_payments
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def invoice_list(request: CompanyRequest) -> HttpResponse:
    form = InvoiceSearchForm(request.GET)
    today = timezone.localdate()
    invoices = find_invoices(request.company, today=today, **form.wanted())
    context = {
        "table": page_of(request, InvoiceTable(invoices, today=today)),
        "form": form,
        "totals": totals_of(invoices),
    }
    return render(request, "invoices/invoice_list.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
@with_due_payments
def invoice_detail(request: CompanyRequest, pk: int) -> HttpResponse:
    invoice = invoice_for_page(request.company, pk)
    if invoice.status == Invoice.Status.DRAFT:
        return draft_page(request, invoice)
    context = {
        **_shown(invoice),
        **settlements_of(invoice),
        "entries": entries_of_invoice(invoice),
        "may_change": may_change(request, invoice),
        "is_reopened": is_reopened(invoice),
        "returned": return_of(invoice),
        "parts": invoice.progress_invoices.all(),
    }
    return render(request, "invoices/invoice_detail.html", context)


def draft_page(
    request: CompanyRequest,
    invoice: Invoice,
    line_form: LineForm | None = None,
    issue_form: PastDayForm | None = None,
) -> HttpResponse:
    """The page of a draft; a form that was refused is shown with its errors."""
    today = timezone.localdate()
    context = {
        **_shown(invoice),
        "usual_group": usual_group(invoice),
        "line_form": line_form or LineForm(company=request.company),
        "may_change": may_change(request, invoice),
        "issue_form": issue_form or PastDayForm(today=today),
    }
    return render(request, "invoices/invoice_draft.html", context)


@require_safe
@company_view(Can.VIEW_DOCUMENTS)
def invoice_print(request: CompanyRequest, pk: int) -> HttpResponse:
    """The document for the customer, in the language of the company's documents."""
    invoice = invoice_for_page(request.company, pk)
    lines = list(invoice.lines.all())
    taxes = list(invoice.taxes.select_related("tax"))
    is_said = all(line.description.strip() for line in lines)
    context = {
        "invoice": invoice,
        "lines": lines,
        "taxes": taxes,
        "missing": missing_particulars(invoice, taxes, has_descriptions=is_said),
    }
    with translation.override(request.company.language):
        answer = render(request, "invoices/invoice_print.html", context)
    answer.headers["Content-Language"] = request.company.language
    return answer


def _shown(invoice: Invoice) -> dict[str, object]:
    """What drafts and issued invoices both show."""
    today = timezone.localdate()
    return {
        "invoice": invoice,
        "lines": invoice.lines.select_related("item", "tax_group"),
        "taxes": invoice.taxes.select_related("tax"),
        "chain": chain_of(invoice),
        "certificate": certificate_warning(
            invoice.customer, invoice.issued_on or today
        ),
        "today": today,
    }
