"""Every page that a role may open: for screen readers, the dark, phones and the CSP."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import Http404
from django.test import Client
from django.urls import resolve
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

from companies.capabilities import ROLE_CAPABILITIES
from companies.models import Company, Membership, User
from tests.e2e.conftest import SignIn
from tests.e2e.shop import make_busy_shop
from tests.factories import make_member
from tests.plannit.addresses import company_addresses

pytestmark = pytest.mark.browser

Role = Membership.Role
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}
DOWNLOADS = {
    "exports:characters_file",
    "exports:file_download",
    "exports:test_file",
    "reports:report_excel",
}
VISITS = {"invoices:invoice_detail": 14}  # a draft looks otherwise than the issued
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)
CHOOSE_ACCOUNT = "invoices:line_account"  # a preview leads there, and staff see none
# Who owes nothing and is owed nothing may be made anonymous; here everybody owes.
ANONYMIZE = "invoices:customer_anonymize"
# Of what was exported alone, for whoever does not bill; here nothing was.
OF_EXPORTED = {
    "invoices:application_undo",
    "invoices:invoice_delete",
    "invoices:invoice_terms",
    "invoices:payment_mistake",
    "invoices:paymentallocation_free",
    "invoices:paymentallocation_move",
}


# Where an entry's document is named: they lead on to the page that shows it.
LEADING_ON = {
    f"invoices:{noun}_detail"
    for noun in (
        "application",
        "forfeiture",
        "paymentallocation",
        "paymentreturn",
        "reclassification",
    )
}


@pytest.mark.parametrize(
    ("role", "scheme", "unreached"),
    [
        (Role.ADMIN, "light", {ANONYMIZE}),
        (Role.ACCOUNTANT, "dark", {"invoices:customer_edit", *OF_EXPORTED}),
        (Role.STAFF, "light", {CHOOSE_ACCOUNT}),
    ],
)
def test_every_page_can_be_read_by_everyone(
    sign_in: SignIn,
    client: Client,
    role: Role,
    scheme: Literal["light", "dark"],
    unreached: set[str],
) -> None:
    company = make_busy_shop()
    user = make_member(company, role)
    tab = sign_in(user)
    tab.emulate_media(color_scheme=scheme)
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.extend(errors_in(message)))

    visited = set()
    for kind in walk(tab):
        visited.add(kind)
        complaints += [f"{kind}: {problem}" for problem in problems_of(tab)]

    assert "\n".join(complaints) == ""
    missed = pages_for(client, company, user, role) - visited - LEADING_ON
    assert sorted(missed) == sorted(unreached)


def test_the_sections_are_grouped_and_all_in_sight_on_a_phone(sign_in: SignIn) -> None:
    tab = sign_in(make_member(make_busy_shop(), Role.ADMIN))
    tab.set_viewport_size(PHONE)
    sections = tab.get_by_role("navigation", name="Sections")

    links = {
        name: sections.get_by_role("list", name=name).get_by_role("link")
        for name in ("Sales", "Accounting")
    }
    assert {name: found.all_inner_texts() for name, found in links.items()} == {
        "Sales": [
            "Customers",
            "Invoices",
            "Credit notes",
            "Payments",
            "Deposits",
            "Refunds",
        ],
        "Accounting": ["Entries", "Exports", "Reports", "Closing", "Accounts changed"],
    }
    boxes = [link.bounding_box() for link in sections.get_by_role("link").all()]
    assert len(boxes) == 13
    assert all(box and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def walk(tab: Page) -> Iterator[str]:
    """Open the pages of each kind, by following the links from the dashboard on."""
    waiting = [tab.url]
    opened: Counter[str] = Counter(DOWNLOADS)
    for address in waiting:
        kind = kind_of(address)
        if kind and opened[kind] < VISITS.get(kind, 1):
            opened[kind] += 1
            tab.goto(address)
            yield kind
            waiting += tab.eval_on_selector_all(
                "a[href]", "all => all.map(a => a.href)"
            )


def kind_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Http404:
        return ""


def problems_of(tab: Page) -> Iterator[str]:
    """What axe finds, and what a phone cannot hold."""
    tab.set_viewport_size(DESK)
    for violation in Axe().run(tab, options=RULES).response["violations"]:
        places = [node["target"] for node in violation["nodes"]]
        yield f"{violation['help']}: {places}"
    tab.set_viewport_size(PHONE)
    width = tab.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        yield f"{width} pixels wide on a phone"


def errors_in(message: ConsoleMessage) -> list[str]:
    """Such as a style or script that the content security policy refused."""
    if message.type not in {"error", "warning"}:
        return []
    return [f"{message.location['url']}: {message.text}"]


def pages_for(client: Client, company: Company, user: User, role: Role) -> set[str]:
    """The addresses that this role may read; 405 says that one only takes forms."""
    client.force_login(user)
    return {
        address.name
        for address in company_addresses()
        if address.capabilities & ROLE_CAPABILITIES[role]
        and address.name not in DOWNLOADS
        and client.get(address.at(company.slug)).status_code != 405
    }
