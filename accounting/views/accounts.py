from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.accounts import AccountForm
from accounting.models import GLAccount
from accounting.numbers import number_reason_of
from accounting.queries import settings_for
from accounting.services.accounts import account_warning, save_account
from accounting.tables import AccountTable
from accounting.views.editing import edit_row
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from ui.tables import page_of


@require_safe
@company_view(Can.VIEW_SETTINGS)
def account_list(request: CompanyRequest) -> HttpResponse:
    accounts = GLAccount.objects.for_company(request.company)
    table = AccountTable(accounts.select_related("company"))
    context = {
        "table": page_of(request, table),
        "needs_receivable": settings_for(request.company).sale_debit is None,
    }
    return render(request, "accounting/glaccount_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def account_create(request: CompanyRequest) -> HttpResponse:
    return _edit(request, GLAccount(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def account_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    accounts = GLAccount.objects.for_company(request.company)
    return _edit(request, get_object_or_404(accounts, pk=pk))


def _edit(request: CompanyRequest, account: GLAccount) -> HttpResponse:
    def save() -> None:
        save_account(account=account)
        if reason := account_warning(account, number_reason_of(request.company)):
            messages.warning(request, reason)

    return edit_row(
        request,
        form=AccountForm(request.POST or None, instance=account),
        save=save,
        new=_("Add an account"),
        back="accounting:account_list",
    )
