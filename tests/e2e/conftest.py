from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from companies.models import User

PASSWORD = "correct horse battery"  # noqa: S105 - what make_user gives everybody
SignIn = Callable[[User], Page]


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Where `goto("/")` leads."""
    return str(live_server.url)


@pytest.fixture
def sign_in(new_context: CreateContextCallback, base_url: str) -> SignIn:
    """Sits a person down at a browser of their own, that speaks English."""

    def sit_down(user: User) -> Page:
        context = new_context(reduced_motion="reduce")  # colours change at once
        name = settings.LANGUAGE_COOKIE_NAME
        context.add_cookies([{"name": name, "value": "en-ca", "url": base_url}])
        tab = context.new_page()
        tab.goto("/")
        tab.get_by_label("Email").fill(user.email)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        return tab

    return sit_down
