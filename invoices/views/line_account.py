from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounting.forms.saving import is_saved
from accounting.models import JournalEntry, JournalLine
from accounting.origins import CHOSEN, FREE_TEXT
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from invoices.forms.line_account import LineAccountForm
from invoices.models import CreditNote, InvoiceLine
from invoices.planning.facts import CREDIT_NOTE, INVOICE
from invoices.services.line_account import (
    choose_line_account,
    may_choose_account,
    sold_line_of,
)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_CATALOG)
def line_account(request: CompanyRequest, pk: int) -> HttpResponse:
    """Choose the account of one line that was sold without an item."""
    line = _find(request, pk)
    if not may_choose_account(line):
        messages.info(request, _("This line has its account."))
        return _to_invoice(request, line)
    form = LineAccountForm(request.POST or None, company=request.company)
    sold = _sold(line)
    if is_saved(
        form,
        lambda: choose_line_account(line=line, account=form.cleaned_data["account"]),
    ):
        message = _("“%(line)s” goes to %(account)s.")
        names = {"line": sold, "account": form.cleaned_data["account"]}
        messages.success(request, message % names)
        return _to_invoice(request, line)
    context = {"form": form, "line": line, "sold": sold}
    return render(request, "invoices/line_account.html", context)


def _find(request: CompanyRequest, pk: int) -> JournalLine:
    lines = JournalLine.objects.filter(
        entry__company=request.company,
        entry__source_kind__in=[INVOICE, CREDIT_NOTE],
        origin__in=[FREE_TEXT, CHOSEN],
    )
    lines = lines.exclude(entry__status=JournalEntry.Status.WITHDRAWN)
    return get_object_or_404(lines.select_related("entry__company"), pk=pk)


def _sold(line: JournalLine) -> InvoiceLine:
    try:
        return sold_line_of(line)
    except InvoiceLine.DoesNotExist as error:
        raise Http404 from error


def _to_invoice(request: CompanyRequest, line: JournalLine) -> HttpResponse:
    pk = line.entry.source_id
    if line.entry.source_kind == CREDIT_NOTE:
        pk = CreditNote.objects.for_company(request.company).get(pk=pk).invoice_id
    return redirect("invoices:invoice_detail", company=request.company.slug, pk=pk)
