"""Pages that tell what is owed: a cheque whose day has come is no longer to come."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.utils import timezone

from companies.access import CompanyRequest
from invoices.services.post_dated import take_due_payments

P = ParamSpec("P")


def with_due_payments(
    view: Callable[Concatenate[CompanyRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Take the post-dated payments of today and before, then show the page."""

    @wraps(view)
    def shown(
        request: CompanyRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        take_due_payments(company=request.company, on=timezone.localdate())
        return view(request, *args, **kwargs)

    return shown
