from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounting.forms.closing import CloseForm, ReopenForm
from accounting.models import BooksReopening
from accounting.queries import settings_for
from accounting.services.closing import ClosingError, close_books, reopen_books
from companies.access import CompanyRequest, company_view
from companies.capabilities import Can


@require_safe
@company_view(Can.CLOSE_BOOKS)
def closing(request: CompanyRequest) -> HttpResponse:
    return _page(request)


@require_POST
@company_view(Can.CLOSE_BOOKS)
def close(request: CompanyRequest) -> HttpResponse:
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            close_books(company=request.company, through=form.cleaned_data["through"])
        except ClosingError as error:
            form.add_error("through", str(error))
        else:
            messages.success(request, _("The books are closed."))
            return redirect("accounting:closing", company=request.company.slug)
    return _page(request, close_form=form)


@require_POST
@company_view(Can.REOPEN_BOOKS)
def reopen(request: CompanyRequest) -> HttpResponse:
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_books(
                company=request.company,
                **form.cleaned_data,
                reopened_at=timezone.now(),
                reopened_by=request.user,
            )
        except ClosingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The books are reopened."))
            return redirect("accounting:closing", company=request.company.slug)
    return _page(request, reopen_form=form)


def _page(
    request: CompanyRequest,
    close_form: CloseForm | None = None,
    reopen_form: ReopenForm | None = None,
) -> HttpResponse:
    reopenings = BooksReopening.objects.for_company(request.company)
    context = {
        "closed_through": settings_for(request.company).closed_through,
        "close_form": close_form or CloseForm(),
        "reopen_form": reopen_form or ReopenForm(),
        "reopenings": reopenings.select_related("reopened_by"),
    }
    return render(request, "accounting/closing.html", context)
