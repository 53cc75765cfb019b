"""Forms that record money: a double click, or a page sent again, records it once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.access import CompanyRequest
from companies.services import lock_company
from invoices.services.sending import keep_sent_form, page_of_sent_form

P = ParamSpec("P")


def once(
    view: Callable[Concatenate[CompanyRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Do what a form asks the first time it is sent; then show what that made.

    A form without a key, which no page of ours shows, is done each time.
    """

    @wraps(view)
    def sent(
        request: CompanyRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            # The second of two clicks waits here until the first is kept or undone.
            lock_company(request.company)
            if page := page_of_sent_form(company=request.company, key=key):
                messages.info(request, _already_sent())
                return redirect(page)
            answer = view(request, *args, **kwargs)
            if isinstance(answer, HttpResponseRedirect):
                keep_sent_form(
                    company=request.company,
                    key=key,
                    led_to=answer.url,
                    sent_on=timezone.localdate(),
                )
            return answer

    return sent


def _key(request: CompanyRequest) -> UUID | None:
    sent = request.POST.get("form_key")
    if sent is None:
        return None
    try:
        return UUID(sent)
    except ValueError as error:
        raise BadRequest("form_key is not a UUID") from error


def _already_sent() -> str:
    return _(
        "This form was sent already: here is what it recorded. To record another, open"
        " the form again."
    )
