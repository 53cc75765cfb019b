import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from ui.middleware import LanguageMiddleware

LOGIN = reverse("account_login")
LANGUAGE = reverse("set_language")

pytestmark = pytest.mark.django_db


def test_pages_are_french_whatever_the_browser_wishes() -> None:
    answer = Client().get(LOGIN, headers={"accept-language": "en,es;q=0.5"})

    assert answer.headers["Content-Language"] == "fr-ca"
    assert '<html lang="fr-ca">' in answer.text


@pytest.mark.parametrize("language", ["en-ca", "fr-ca"])
def test_a_person_chooses_the_language_and_stays_on_the_page(language: str) -> None:
    browser = Client()

    moved = browser.post(LANGUAGE, {"language": language, "next": LOGIN})
    answer = browser.get(LOGIN)

    assert moved.headers["Location"] == LOGIN
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text


def test_the_switch_offers_the_other_language() -> None:
    browser = Client()

    assert 'value="en-ca" lang="en-ca">English<' in browser.get(LOGIN).text
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-ca"
    assert 'value="fr-ca" lang="fr-ca">Français<' in browser.get(LOGIN).text


def test_an_unknown_language_is_french() -> None:
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"

    assert browser.get(LOGIN).headers["Content-Language"] == "fr-ca"


def test_a_page_in_a_language_of_its_own_says_so_and_the_next_is_not_in_it() -> None:
    def bordereau(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            translation.get_language(), headers={"Content-Language": "fr-ca"}
        )

    request = RequestFactory().get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en-ca"
    before = translation.get_language()

    answer = LanguageMiddleware(bordereau)(request)

    assert (answer.text, answer.headers["Content-Language"]) == ("en-ca", "fr-ca")
    assert translation.get_language() == before
