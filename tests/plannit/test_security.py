import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from companies.models import Membership
from plannit.urls import urlpatterns as pages
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db


def break_down(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*pages, path("broken/", break_down)]


def test_every_page_says_where_scripts_and_styles_may_come_from(
    client: Client,
) -> None:
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]

    assert set(policy.split("; ")) == {
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }


def test_htmx_evaluates_nothing(client: Client) -> None:
    assert (
        '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}'
        in client.get(reverse("account_login")).text
    )


def test_a_missing_page_looks_like_the_others(client: Client) -> None:
    client.force_login(make_member(make_company("cote")))

    answer = client.get("/c/cote/nowhere/")

    assert answer.status_code == 404
    assert "<h1>There is nothing here</h1>" in answer.text


def test_a_refused_page_keeps_the_way_back_to_the_company(client: Client) -> None:
    company = make_company("cote")
    client.force_login(make_member(company, Membership.Role.STAFF))

    answer = client.get(reverse("companies:member_list", args=["cote"]))

    assert answer.status_code == 403
    assert "<h1>Not with your role</h1>" in answer.text
    assert 'href="/c/cote/"' in answer.text


def test_a_form_without_its_token_is_refused_in_words() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["django_language"] = "en-ca"

    answer = browser.post(reverse("account_login"), {"login": "x@example.com"})

    assert answer.status_code == 403
    assert "<h1>The form was too old</h1>" in answer.text


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_breaks_shows_no_trace(client: Client) -> None:
    client.raise_request_exception = False

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert "<h1>Something broke</h1>" in answer.text
    assert "ZeroDivisionError" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/c/cote/", "/c/cote/customers/", "/c/cote/nowhere/"]
)
def test_no_browser_keeps_a_page(client: Client, path: str) -> None:
    client.force_login(make_member(make_company("cote")))

    assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_a_browser_may_keep_styles(client: Client) -> None:
    answer = client.get("/static/ui/plannit.css")
    answer.close()

    assert "no-store" not in answer.headers["Cache-Control"]
