"""What the browser shows of a person who has signed out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PASSWORD
from tests.factories import make_company, make_customer, make_member

pytestmark = pytest.mark.browser


def test_back_shows_nothing_of_the_company(
    launch_browser: Callable[..., Browser], base_url: str
) -> None:
    company = make_company("cote")
    make_customer(company, "C-100", name="Gagnon")
    user = make_member(company)
    # Playwright turns off what every person's browser does: keep the pages left behind.
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    tab = browser.new_page()
    tab.goto(f"{base_url}/auth/login/")
    tab.get_by_label("Courriel").fill(user.email)
    tab.get_by_label("Mot de passe").fill(PASSWORD)
    tab.get_by_role("button", name="Connexion").click()
    tab.goto(f"{base_url}/c/cote/customers/")
    expect(tab.get_by_text("Gagnon")).to_be_visible()

    tab.get_by_role("button", name="Déconnexion").click()
    tab.get_by_label("Mot de passe").wait_for()
    tab.go_back(wait_until="commit")

    expect(tab.get_by_label("Mot de passe")).to_be_visible()
    expect(tab.get_by_text("Gagnon")).to_have_count(0)
    browser.close()
