"""Whoever invites an address first must not own it where another company invites it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from companies.models import Company, Invitation, Membership
from companies.queries import has_proven_mailbox
from companies.services import prove_mailbox
from tests.companies.mail import wait_for_mail
from tests.companies.people import choose_password, mailed_link
from tests.companies.second_factors import add_app
from tests.factories import make_company, make_member, make_user

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


def choose_link(link: str, password: str = STOLEN) -> None:
    browser = Client()
    page = browser.get(link, follow=True)
    choose_password(browser, page.request["PATH_INFO"], password)


def test_who_first_added_an_address_does_not_walk_into_the_next_company() -> None:
    roy, dion = make_company("roy"), make_company("dion")
    at_roy, at_dion = sit_down(roy), sit_down(dion)
    add(at_roy, roy, ACCOUNTANT)
    for link in links_shown(at_roy, roy):
        choose_link(link)
    add(at_dion, dion, ACCOUNTANT)

    burglar = Client()
    is_in = burglar.login(email=ACCOUNTANT, password=STOLEN)
    answer = burglar.get(reverse("dashboard", args=["dion"]))

    assert (is_in, answer.status_code) == (False, 302)


def test_a_password_that_the_first_company_knows_opens_nothing_new() -> None:
    """As it stands where links were drawn: roy's administrator set her password."""
    roy, dion = make_company("roy"), make_company("dion")
    her = make_user(ACCOUNTANT, is_proven=False)
    Membership.objects.create(company=roy, user=her, role=Membership.Role.ADMIN)
    burglar = Client()
    assert burglar.login(email=ACCOUNTANT, password="correct horse battery")
    at_dion = sit_down(dion)

    add(at_dion, dion, ACCOUNTANT)

    assert burglar.get("/c/roy/").status_code == 200
    assert burglar.get("/c/dion/").status_code == 404
    assert burglar.get("/").headers["Location"] == "/c/roy/"  # nothing to accept there

    choose_link(mailed_link(), "a password of her own")

    for opened in ("/c/roy/", "/c/dion/", "/"):
        assert "/auth/login/" in burglar.get(opened).headers["Location"]
    assert not Client().login(email=ACCOUNTANT, password="correct horse battery")
    hers = Client()
    assert hers.login(email=ACCOUNTANT, password="a password of her own")
    assert hers.get("/c/roy/").status_code == 200
    assert hers.get("/c/dion/").status_code == 200
    wait_for_mail()
    changed = mail.outbox[-1]
    assert changed.to == [ACCOUNTANT]
    assert changed.subject == "Votre mot de passe Plannit a été changé"


def test_even_signed_in_as_her_the_burglar_needs_her_mail() -> None:
    dion = make_company("dion")
    her = make_user(ACCOUNTANT, is_proven=False)
    Membership.objects.create(
        company=make_company("roy"), user=her, role=Membership.Role.ADMIN
    )
    burglar = Client()
    burglar.force_login(her)
    add(sit_down(dion), dion, ACCOUNTANT)
    waiting = Invitation.objects.get()

    guesses = ["", waiting.token_hash, str(waiting.pk), ACCOUNTANT]
    statuses = {
        burglar.post(f"/invitations/{guess}/", {}).status_code for guess in guesses
    }

    assert statuses == {404}
    assert her.memberships.count() == 1


def test_changing_the_password_oneself_proves_no_mailbox() -> None:
    her = make_user(ACCOUNTANT, is_proven=False)
    burglar = Client()
    burglar.force_login(her)

    burglar.post(
        reverse("account_change_password"),
        {"oldpassword": "correct horse battery"}
        | {"password1": STOLEN, "password2": STOLEN},
    )

    her.refresh_from_db()
    assert her.check_password(STOLEN)
    assert not has_proven_mailbox(her)
    wait_for_mail()
    assert mail.outbox[-1].to == [ACCOUNTANT]


def test_who_left_is_not_let_in_again_with_a_password_of_another_company() -> None:
    dion = make_company("dion")
    her = make_user(ACCOUNTANT, is_proven=False)
    left = Membership.objects.create(
        company=dion, user=her, role=Membership.Role.STAFF, is_active=False
    )

    sit_down(dion).post(
        reverse("companies:member_edit", args=["dion", left.pk]),
        {"role": "STAFF", "is_active": "on"},
    )

    burglar = Client()
    burglar.force_login(her)
    assert burglar.get("/c/dion/").status_code == 404


def test_a_second_factor_of_before_her_mailbox_was_proven_ends_with_it() -> None:
    luc = make_user(ACCOUNTANT, is_proven=False)
    add_app(luc)

    prove_mailbox(luc)

    assert not Authenticator.objects.filter(user=luc).exists()

    add_app(luc)
    prove_mailbox(luc)

    # The app and its recovery codes.
    assert Authenticator.objects.filter(user=luc).count() == 2
