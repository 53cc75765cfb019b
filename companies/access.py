import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from companies.capabilities import Can, capabilities_of
from companies.models import Company, Membership, User

logger = logging.getLogger(__name__)
P = ParamSpec("P")


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
    """

    def decorate(
        view: Callable[Concatenate[CompanyRequest, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(
            request: Any, company: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            _admit(request, company)
            of_change = (to_change,) if to_change else capabilities
            request.may_change = not request.capabilities.isdisjoint(of_change)
            require(request, *(of_change if request.method == "POST" else capabilities))
            with timezone.override(request.company.time_zone):
                return view(request, *args, **kwargs)

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
        logger.warning(
            "%s refused to user %s at %s",
            " or ".join(needed),
            request.user.pk,
            request.path,
        )
        raise PermissionDenied
