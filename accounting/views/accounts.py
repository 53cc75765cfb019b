from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.forms.accounts import AccountForm
from accounting.forms.saving import is_saved
from accounting.models import GLAccount
from accounting.queries import settings_for
from accounting.services.accounts import save_account
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can


@require_safe
@company_view(Can.VIEW_SETTINGS)
def account_list(request: CompanyRequest) -> HttpResponse:
    context = {
        "accounts": GLAccount.objects.for_company(request.company).order_by("number"),
        "needs_receivable": settings_for(request.company).sale_debit is None,
    }
    return render(request, "accounting/glaccount_list.html", context)


@require_http_methods(["GET", "POST"])
@company_view(Can.EDIT_SETTINGS)
def account_create(request: CompanyRequest) -> HttpResponse:
    return _account_form(request, GLAccount(company=request.company))


@require_http_methods(["GET", "POST"])
@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def account_edit(request: CompanyRequest, pk: int) -> HttpResponse:
    accounts = GLAccount.objects.for_company(request.company)
    return _account_form(request, get_object_or_404(accounts, pk=pk))


def _account_form(request: CompanyRequest, account: GLAccount) -> HttpResponse:
    title = str(account) if account.pk else _("Add an account")
    form = AccountForm(request.POST or None, instance=account)
    if is_saved(form, lambda: save_account(account=account)):
        message = _("Account %(account)s is saved.")
        messages.success(request, message % {"account": account})
        return redirect("accounting:account_list", company=request.company.slug)
    readonly = Can.EDIT_SETTINGS not in request.capabilities
    context = {"form": form, "title": title, "readonly": readonly}
    return render(request, "accounting/glaccount_form.html", context)
