"""Whoever invites an address first must not own it where another company invites it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Company
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db

ACCOUNTANT = "x@cabinet.example"
STOLEN = "a password that roy chose"
# What lets its bearer in, wherever a page may show it.
LINK = re.compile(r"/(?:auth/password/reset/key|invitations)/[\w-]+/")


def sit_down(company: Company) -> Client:
    admin = Client()
    admin.force_login(make_member(company))
    return admin


def add(admin: Client, company: Company, email: str) -> None:
    admin.post(
        reverse("companies:member_create", args=[company.slug]),
        {"email": email, "role": "ADMIN"},
    )


def links_shown(admin: Client, company: Company) -> set[str]:
    """Every link that a page of the members shows, whatever button is pressed."""
    members = reverse("companies:member_list", args=[company.slug])
    waiting, opened, links = [members], set(), set()
    for address in waiting:
        if address not in opened:
            opened.add(address)
            for page in (admin.get(address), admin.post(address)):
                links |= set(LINK.findall(page.text))
                waiting += re.findall(rf'(?:href|action)="({members}[^"]*)"', page.text)
    return links


def choose_password(link: str) -> None:
    browser = Client()
    page = browser.get(link, follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": STOLEN, "password2": STOLEN})


def test_who_first_added_an_address_does_not_walk_into_the_next_company() -> None:
    roy, dion = make_company("roy"), make_company("dion")
    at_roy, at_dion = sit_down(roy), sit_down(dion)
    add(at_roy, roy, ACCOUNTANT)
    for link in links_shown(at_roy, roy):
        choose_password(link)
    add(at_dion, dion, ACCOUNTANT)

    burglar = Client()
    is_in = burglar.login(email=ACCOUNTANT, password=STOLEN)
    answer = burglar.get(reverse("dashboard", args=["dion"]))

    assert (is_in, answer.status_code) == (False, 302)
