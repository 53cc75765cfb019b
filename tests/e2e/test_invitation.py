"""From the page of the users to the books: one invites, the other accepts, by mail."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_playwright.pytest_playwright import CreateContextCallback

from companies.models import Membership
from tests.companies.people import CHOSEN, LUC, mailed_link
from tests.e2e.conftest import PASSWORD, SignIn
from tests.e2e.test_accessibility import RULES
from tests.factories import make_company, make_member

pytestmark = pytest.mark.browser


@pytest.fixture
def at_site(settings: Settings, base_url: str) -> None:
    settings.SITE_URL = base_url


def sit_down(
    new_context: CreateContextCallback, base_url: str, *, scripts: bool
) -> Page:
    """A browser in English, in which nobody is signed in."""
    context = new_context(java_script_enabled=scripts, reduced_motion="reduce")
    name = site.LANGUAGE_COOKIE_NAME
    context.add_cookies([{"name": name, "value": "en-ca", "url": base_url}])
    return context.new_page()


def invite(tab: Page, role: str) -> None:
    tab.get_by_role("link", name="Settings").click()
    tab.get_by_role("link", name="Users").click()
    tab.get_by_role("link", name="Invite a user").click()
    tab.get_by_label("Email").fill(LUC)
    tab.get_by_label("Role").select_option(label=role)
    tab.get_by_role("button", name="Send the invitation").click()


def problems_of(tab: Page) -> list[str]:
    return [
        violation["help"]
        for violation in Axe().run(tab, options=RULES).response["violations"]
    ]


@pytest.mark.usefixtures("at_site")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_person_is_invited_accepts_and_signs_in(
    *,
    sign_in: SignIn,
    new_context: CreateContextCallback,
    base_url: str,
    scripts: bool,
) -> None:
    company = make_company("cote")
    admin = sign_in(make_member(company))
    invite(admin, "Accountant")
    expect(admin.get_by_role("row", name=LUC)).to_contain_text("sent")
    assert problems_of(admin) == []

    guest = sit_down(new_context, base_url, scripts=scripts)
    guest.goto(mailed_link())
    expect(guest.get_by_role("heading", level=1)).to_have_text(
        "Plomberie Côté invites you"
    )
    guest.locator("[name=password1]").fill(CHOSEN)
    guest.locator("[name=password2]").fill(CHOSEN)
    guest.get_by_role("button", name="Accept").click()
    guest.get_by_label("Email").fill(LUC)
    guest.get_by_label("Password").fill(CHOSEN)
    guest.get_by_role("button", name="Sign in").click()

    expect(guest).to_have_url(f"{base_url}/c/cote/")
    admin.reload()
    expect(admin.get_by_role("row", name=LUC)).to_contain_text("accountant")
    assert Membership.objects.get(user__email=LUC).role == Membership.Role.ACCOUNTANT


@pytest.mark.usefixtures("at_site")
def test_the_pages_of_an_invitation_can_be_read_by_everyone(
    sign_in: SignIn, new_context: CreateContextCallback, base_url: str
) -> None:
    admin = sign_in(make_member(make_company("cote")))
    invite(admin, "Staff")
    guest = sit_down(new_context, base_url, scripts=True)
    link = mailed_link()

    found = {"of another": visit(admin, link), "password": visit(guest, link)}
    luc = make_member(make_company("roy"), email=LUC)
    found |= {"sign in": visit(guest, link), "accept": visit(sign_in(luc), link)}
    found["ended"] = visit(guest, "/invitations/nothing/")

    assert {name: problems for name, problems in found.items() if problems} == {}
    assert PASSWORD not in guest.content()


def visit(tab: Page, address: str) -> list[str]:
    tab.goto(address)
    return problems_of(tab)
