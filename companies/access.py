import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from companies.capabilities import Can, capabilities_of
from companies.models import Company, Membership, User
from companies.queries import second_factors

logger = logging.getLogger(__name__)
P = ParamSpec("P")

# What a stolen session must not do: asked of those who signed in half an hour ago or
# more. allauth keeps the form that was sent, and carries on with it afterwards.
CONFIRMED = frozenset({Can.EDIT_SETTINGS, Can.MANAGE_MEMBERS})


class CompanyRequest(HttpRequest):
    """The request of a signed-in member of the company its address names."""

    user: User
    htmx: HtmxDetails
    company: Company
    capabilities: frozenset[Can]
    may_change: bool


def company_view(
    *capabilities: Can, to_change: Can | None = None
) -> Callable[
    [Callable[Concatenate[CompanyRequest, P], HttpResponse]],
    Callable[..., HttpResponse],
]:
    """Let in the members who have a capability of these: 404 to strangers, 403 to others.

    `to_change` is asked of those who send the page's form, where others may look.
    A member who lacks the second factor that the company requires is led to set it up.
    """

    def decorate(
        view: Callable[Concatenate[CompanyRequest, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        confirmed = reauthentication_required(view)

        @login_required
        @wraps(view)
        def guarded(
            request: Any, company: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            _admit(request, company)
            to_send = (to_change,) if to_change else capabilities
            request.may_change = not request.capabilities.isdisjoint(to_send)
            needed = to_send if request.method == "POST" else capabilities
            require(request, *needed)
            if _lacks_second_factor(request):
                return _lead_to_second_factor(request)
            answer = view if CONFIRMED.isdisjoint(needed) else confirmed
            with timezone.override(request.company.time_zone):
                return answer(request, *args, **kwargs)

        guarded.capabilities = capabilities  # type: ignore[attr-defined]  # read by the test that walks every address
        return guarded

    return decorate


def _admit(request: CompanyRequest, slug: str) -> None:
    """Say of which company the request is, and what its member may do there."""
    membership = get_object_or_404(
        Membership.objects.for_user(request.user).filter(is_active=True),
        company__slug=slug,
    )
    request.company = membership.company
    request.capabilities = capabilities_of(membership)


def require(request: CompanyRequest, *needed: Can) -> None:
    """Refuse, and log it, unless the member has a capability of these."""
    if request.capabilities.isdisjoint(needed):
        asked = " or ".join(needed)
        tell_act(request, "access_refused", capability=asked, page=request.path)
        raise PermissionDenied


def tell_act(request: CompanyRequest, act: str, **facts: object) -> None:
    """Log what a member did in a company: who, where from, and what else is told."""
    address = get_adapter().get_client_ip(request)
    who = {"user": request.user.pk, "company": request.company.slug}
    logger.info(act, extra={**who, "address": address, **facts})


def _lacks_second_factor(request: CompanyRequest) -> bool:
    return (
        request.company.requires_second_factor
        and Can.VIEW_JOURNAL in request.capabilities
        and not second_factors().filter(user=request.user).exists()
    )


def _lead_to_second_factor(request: CompanyRequest) -> HttpResponse:
    message = _(
        "%(company)s asks you to sign in with a second factor: set one up here."
    )
    messages.warning(request, message % {"company": request.company})
    return redirect("mfa_index")
