"""Who may look at a page, who may send its form, and in whose time it is shown."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from companies.access import CompanyRequest, company_view
from companies.capabilities import Can
from companies.models import Membership, User
from companies.sessions import note_sign_in
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db
Role = Membership.Role


@company_view(Can.VIEW_SETTINGS, to_change=Can.EDIT_SETTINGS)
def settings_page(request: CompanyRequest) -> HttpResponse:
    may = "change" if request.may_change else "look"
    return HttpResponse(f"{request.method} {request.company.slug} {may}")


@company_view(Can.EDIT_CATALOG)
def catalog_page(request: CompanyRequest, pk: int) -> HttpResponse:
    may = "change" if request.may_change else "look"
    return HttpResponse(f"{request.method} {pk} {may}")


@company_view(Can.VIEW_DOCUMENTS)
def clock(_request: CompanyRequest) -> HttpResponse:
    return HttpResponse(timezone.localdate().isoformat())


@pytest.fixture(autouse=True)
def of_one_browser() -> Iterator[None]:
    """allauth looks for the session of whoever asks in the current request."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    note_sign_in(request)
    with request_context(request):
        yield


def ask(user: User | AnonymousUser, method: str = "GET") -> CompanyRequest:
    request: CompanyRequest = RequestFactory().generic(method, "/c/cote/")  # type: ignore[assignment]  # the decorator makes it one
    request.user = user  # type: ignore[assignment]  # as the middleware does
    return request


@pytest.mark.parametrize(
    ("role", "method", "answer"),
    [
        (Role.ADMIN, "GET", "GET cote change"),
        (Role.ADMIN, "POST", "POST cote change"),
        (Role.ACCOUNTANT, "GET", "GET cote look"),
        (Role.ACCOUNTANT, "POST", None),
        (Role.STAFF, "GET", None),
        (Role.STAFF, "POST", None),
    ],
)
def test_who_may_look_and_not_change_cannot_send_the_form(
    role: Membership.Role, method: str, answer: str | None
) -> None:
    request = ask(make_member(make_company("cote"), role), method)

    if answer is None:
        with pytest.raises(PermissionDenied):
            settings_page(request, company="cote")
    else:
        assert settings_page(request, company="cote").content.decode() == answer


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", Role)
def test_who_may_open_a_page_of_one_capability_may_send_it(
    role: Membership.Role, method: str
) -> None:
    request = ask(make_member(make_company("cote"), role), method)

    answer = catalog_page(request, company="cote", pk=7)

    assert answer.content.decode() == f"{method} 7 change"


def test_a_role_counts_in_its_own_company_only() -> None:
    cote, other = make_company("cote"), make_company("other")
    alice = make_member(cote, Role.STAFF)
    Membership.objects.create(company=other, user=alice, role=Role.ADMIN)

    answer = settings_page(ask(alice), company="other")

    assert answer.content.decode() == "GET other change"
    with pytest.raises(PermissionDenied):
        settings_page(ask(alice), company="cote")


def test_a_company_that_is_none_is_that_of_strangers() -> None:
    alice = make_member(make_company("cote"))
    make_company("other")

    for slug in ("other", "nowhere"):
        with pytest.raises(Http404):
            settings_page(ask(alice), company=slug)


def test_a_refusal_is_kept_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    luc = make_member(make_company("cote"), Role.ACCOUNTANT)

    with pytest.raises(PermissionDenied):
        settings_page(ask(luc, "POST"), company="cote")

    [record] = caplog.records
    told = [vars(record)[name] for name in ("message", "capability", "user", "page")]
    assert told == ["access_refused", "edit_settings", luc.pk, "/c/cote/"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_page_has_the_day_of_its_company_and_the_next_page_its_own(
    zone: str,
) -> None:
    company = make_company("cote")
    company.time_zone = zone
    company.save()

    shown = clock(ask(make_member(company)), company="cote")

    assert shown.content.decode() == datetime.now(ZoneInfo(zone)).date().isoformat()
    assert timezone.get_current_timezone_name() == "America/Toronto"


def test_nobody_is_let_in_without_signing_in() -> None:
    make_company("cote")

    answer = settings_page(ask(AnonymousUser()), company="cote")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/auth/login/?next=/c/cote/"
