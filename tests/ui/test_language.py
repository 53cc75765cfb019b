import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

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
