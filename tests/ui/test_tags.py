import re
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import include, path, resolve
from django.utils import translation
from djmoney.money import Money

from ui.signs import Sign
from ui.templatetags.ui import money, status_badge


def show(_request: HttpRequest, company: str, pk: int) -> HttpResponse:
    return HttpResponse(f"{company} {pk}")


shop = ([path("sales/<int:pk>/", show, name="sale_detail")], "shop")
urlpatterns = [path("c/<slug:company>/", include(shop))]


@dataclass
class Entry:
    source_kind: str
    source_id: int


def render(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values)).strip()


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr-ca", "1\xa0234,50\xa0$"), ("en-ca", "$1,234.50")],
    ids=["French", "English"],
)
@pytest.mark.parametrize(
    "amount", [Decimal("1234.5"), Money("1234.50", "CAD")], ids=["decimal", "money"]
)
def test_money_is_written_as_the_reader_writes_it(
    language: str, text: str, amount: Decimal | Money
) -> None:
    with translation.override(language):
        assert money(amount) == text


@pytest.mark.parametrize("nothing", [None, ""], ids=["none", "empty"])
def test_no_money_is_no_text(nothing: None) -> None:
    assert money(nothing) == ""


def test_zero_is_an_amount() -> None:
    assert money(Decimal(0)) == "$0.00"


def test_a_state_is_a_word_and_a_class_for_its_colour() -> None:
    assert (
        status_badge(Sign.NEEDS_YOU, "à corriger")
        == '<span class="status status-needs-you">à corriger</span>'
    )


def test_the_word_of_a_state_is_text() -> None:
    assert "&lt;b&gt;" in status_badge(Sign.WAITS, "<b>")


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("shop.sale", "/c/cote/sales/7/"),
        ("shop.part", ""),
        ("elsewhere.sale", ""),
    ],
    ids=["a page", "a part without a page", "an app without pages"],
)
def test_an_entry_finds_the_page_of_its_document(kind: str, url: str) -> None:
    company = SimpleNamespace(slug="cote")

    text = render(
        "{% document_url entry as url %}{{ url }}",
        company=company,
        entry=Entry(kind, 7),
    )

    assert text == url


@pytest.mark.parametrize(
    ("address", "is_current"),
    [
        ("/c/cote/settings/members/", True),
        ("/c/cote/settings/members/new/", True),
        ("/c/cote/settings/history/", False),
        ("/c/cote/", False),
    ],
)
def test_a_menu_marks_the_pages_of_the_same_noun(
    address: str, *, is_current: bool
) -> None:
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)

    html = render(
        '{% nav_link "companies:member_list" "Users" %}',
        request=request,
        company=SimpleNamespace(slug="cote"),
    )

    assert 'href="/c/cote/settings/members/"' in html
    assert ('aria-current="page"' in html) == is_current


def test_a_menu_marks_a_whole_section() -> None:
    request = RequestFactory().get("/c/cote/settings/history/")
    request.resolver_match = resolve(request.path)

    html = render(
        '{% nav_link "companies:member_list" "Users" sections="taxes: companies:" %}',
        request=request,
        company=SimpleNamespace(slug="cote"),
    )

    assert 'aria-current="page"' in html


def test_each_showing_of_a_form_has_a_key_of_its_own() -> None:
    first, second = render("{% form_key %}"), render("{% form_key %}")

    hidden = r'<input type="hidden" name="form_key" value="([0-9a-f-]{36})">'
    keys = [re.fullmatch(hidden, html) for html in (first, second)]
    assert all(keys)
    assert first != second
