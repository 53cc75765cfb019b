"""A security key, as Chromium's virtual authenticator has it, under our own policy."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.companies.second_factors import add_app
from tests.e2e.conftest import PASSWORD, SignIn
from tests.e2e.test_accessibility import errors_in, problems_of
from tests.factories import make_company, make_member

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PAGES = [
    "address/",
    "password/change/",
    "sessions/",
    "reauthenticate/",
    "second-factor/",
    "second-factor/app/deactivate/",
    "second-factor/keys/",
    "second-factor/keys/add/",
    "second-factor/recovery-codes/",
    "second-factor/recovery-codes/generate/",
    "second-factor/reauthenticate/",
]


def plug_in(tab: Page) -> tuple[Any, str]:
    """Give the browser a key that is touched at once; return how to ask what it holds."""
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("WebAuthn.enable")
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return devtools, added["authenticatorId"]


def test_a_security_key_is_added_then_lets_its_owner_in_and_confirms(
    sign_in: SignIn,
) -> None:
    alice = make_member(make_company("cote"), email="alice@example.com")
    tab = sign_in(alice)
    refused: list[str] = []
    tab.on("console", lambda message: refused.extend(errors_in(message)))
    devtools, key = plug_in(tab)

    tab.get_by_role("link", name="alice@example.com").click()
    tab.get_by_role("link", name="Second factor").click()
    tab.get_by_role("link", name="Add a security key").click()
    tab.get_by_label("Name of the key").fill("Blue key")
    tab.get_by_role("button", name="Add").click()
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_label("Email").fill("alice@example.com")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", name="Your second factor")).to_be_visible()
    tab.get_by_role("button", name="Use a security key").click()
    expect(tab.get_by_role("heading", name="Dashboard")).to_be_visible()
    tab.goto("/auth/second-factor/keys/reauthenticate/?next=/c/cote/settings/members/")
    tab.get_by_role("button", name="Use a security key").click()

    expect(tab.get_by_role("heading", name="Users")).to_be_visible()
    held = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})
    assert [one["signCount"] for one in held["credentials"]] == [3]
    tab.goto("/auth/second-factor/keys/")
    expect(tab.get_by_role("rowheader", name="Blue key")).to_be_visible()
    assert refused == []


def test_the_pages_of_a_person_can_be_read_by_everyone(sign_in: SignIn) -> None:
    alice = make_member(make_company("cote"), email="alice@example.com")
    tab = sign_in(alice)
    add_app(alice)
    refused: list[str] = []
    tab.on("console", lambda message: refused.extend(errors_in(message)))

    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for path in PAGES:
            tab.goto(f"/auth/{path}")
            refused += [f"{path}: {problem}" for problem in problems_of(tab)]

    assert refused == []
