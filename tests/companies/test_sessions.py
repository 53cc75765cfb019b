"""How long a session lasts, and when its person is asked again who they are."""

import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from companies.capabilities import Can
from companies.models import Company, Membership, User
from tests.companies.second_factors import (
    PASSWORD,
    add_app,
    code_of,
    secret_shown_in,
    sign_in,
)
from tests.factories import make_company, make_member, make_user
from tests.plannit.addresses import company_addresses

pytestmark = pytest.mark.django_db
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MEMBERS = "/c/cote/settings/members/"
ACCOUNTS = "/c/cote/settings/accounts/"
CONFIRM = "/auth/reauthenticate/"


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    cache.clear()


@pytest.fixture
def company() -> Company:
    return make_company("cote")


@pytest.fixture
def alice(company: Company) -> User:
    return make_member(company, email="alice@example.com")


def let_pass(client: Client, seconds: float, *, since_visit: float = 0) -> None:
    """Make the session as it will be in so many seconds."""
    session = client.session
    session["signed_in_at"] -= seconds
    session["seen_at"] -= since_visit
    session.save()


def where(client: Client, path: str = "/c/cote/") -> Any:
    """Where a visit leads; nowhere when the page opens."""
    return client.get(path).headers.get("Location")


@pytest.mark.parametrize(
    ("age", "place"),
    [(14 * DAY - MINUTE, None), (14 * DAY + 1, "/auth/login/?next=/c/cote/")],
    ids=["14 days", "more"],
)
def test_a_session_ends_after_14_days_however_used(
    client: Client, alice: User, age: int, place: str | None
) -> None:
    sign_in(client, alice)
    let_pass(client, age)

    assert where(client) == place
    assert Session.objects.count() == (place is None)


def test_a_session_without_a_beginning_is_over(client: Client, alice: User) -> None:
    sign_in(client, alice)
    session = client.session
    del session["signed_in_at"]
    session.save()

    assert where(client) == "/auth/login/?next=/c/cote/"


def test_a_session_ends_after_12_hours_without_a_visit(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    where(client)

    assert client.session.get_expiry_age() == 12 * HOUR
    ends_in = Session.objects.get().expire_date.timestamp() - time.time()
    assert 12 * HOUR - MINUTE < ends_in <= 12 * HOUR

    Session.objects.update(expire_date="2026-01-01T00:00:00Z")
    assert where(client) == "/auth/login/?next=/c/cote/"


def test_a_visit_moves_the_end_of_the_session(client: Client, alice: User) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR, since_visit=6 * MINUTE)
    Session.objects.update(expire_date="2100-01-01T00:00:00Z")
    UserSession.objects.update(last_seen_at="2026-01-01T00:00:00Z")

    where(client)

    assert Session.objects.get().expire_date.timestamp() < time.time() + 13 * HOUR
    assert time.time() - UserSession.objects.get().last_seen_at.timestamp() < MINUTE


def test_visits_within_five_minutes_write_nothing(
    client: Client, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, alice)
    where(client)
    let_pass(client, HOUR, since_visit=4 * MINUTE)
    page = reverse("account_change_password")

    with django_assert_num_queries(2):  # the session, and its person
        client.get(page)


def test_a_session_counts_as_closed_with_the_browser(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["expires"], cookie["max-age"]) == ("", "")


def test_the_sessions_are_listed_and_the_others_ended(alice: User) -> None:
    here, there = Client(HTTP_USER_AGENT="Firefox"), Client(HTTP_USER_AGENT="Phone")
    stranger = Client(HTTP_USER_AGENT="Stranger")
    for browser in (here, there, stranger):
        browser.cookies["django_language"] = "en-ca"
    sign_in(here, alice)
    sign_in(there, alice)
    sign_in(stranger, make_user("bob@example.com"))

    page = here.get(reverse("usersessions_list"))
    answer = here.post(reverse("usersessions_list"))

    listed = [session.user_agent for session in page.context["sessions"]]
    assert listed == ["Firefox", "Phone"]
    assert "Stranger" not in page.text
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Signed out of all other sessions."
    ]
    assert where(here) is None
    assert where(there) == "/auth/login/?next=/c/cote/"
    assert stranger.get(reverse("account_change_password")).status_code == 200


def test_a_new_password_ends_the_other_sessions(client: Client, alice: User) -> None:
    other = Client()
    sign_in(client, alice)
    sign_in(other, alice)

    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "a long and quiet password",
            "password2": "a long and quiet password",
        },
    )

    assert where(client) is None
    assert where(other) == "/auth/login/?next=/c/cote/"


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_ends_the_sessions_that_began_without(
    client: Client, alice: User
) -> None:
    other = Client()
    sign_in(other, alice)
    sign_in(client, alice)
    secret = secret_shown_in(client.get(reverse("mfa_activate_totp")).text)

    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert where(client) is None
    assert where(other) == "/auth/login/?next=/c/cote/"


@pytest.mark.parametrize(
    ("age", "place"),
    [
        (29 * MINUTE, None),
        (30 * MINUTE, f"{CONFIRM}?next=%2Fc%2Fcote%2Fsettings%2Fmembers%2F"),
    ],
    ids=["29 minutes", "30 minutes"],
)
def test_half_an_hour_after_sign_in_the_users_ask_who_one_is(
    client: Client, alice: User, age: int, place: str | None
) -> None:
    sign_in(client, alice)
    let_pass(client, age)

    assert where(client, MEMBERS) == place


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("mfa_activate_totp", True),
        ("mfa_add_webauthn", True),
        ("mfa_index", False),
        ("account_change_password", False),  # it asks for the current one each time
    ],
)
def test_half_an_hour_after_sign_in_the_second_factor_asks_who_one_is(
    client: Client, alice: User, *, name: str, is_asked: bool
) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)

    answer = client.get(reverse(name))

    assert (answer.status_code, CONFIRM in answer.headers.get("Location", "")) == (
        302 if is_asked else 200,
        is_asked,
    )


def test_the_settings_are_seen_but_not_changed_without(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)

    assert where(client, ACCOUNTS) is None
    answer = client.post(
        reverse("accounting:account_create", args=["cote"]),
        {"number": "4000", "name": "Ventes", "category": "revenue", "is_active": "on"},
    )

    assert answer.headers["Location"].startswith(CONFIRM)
    assert not GLAccount.objects.exists()


def test_no_form_of_the_settings_or_users_is_taken_without(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)
    settings_pages = {Can.VIEW_SETTINGS, Can.EDIT_SETTINGS, Can.MANAGE_MEMBERS}

    answers = {
        address.name: client.post(address.at("cote"))
        for address in company_addresses()
        if address.capabilities & settings_pages
    }

    taken = {
        name: answer.status_code
        for name, answer in answers.items()
        if not answer.headers.get("Location", "").startswith(CONFIRM)
    }
    assert set(taken.values()) == {405}
    assert len(answers) - len(taken) > 10


def test_what_was_typed_is_saved_once_confirmed(client: Client, alice: User) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)
    asked = client.post(
        reverse("accounting:account_create", args=["cote"]),
        {"number": "4000", "name": "Ventes", "category": "revenue", "is_active": "on"},
    ).headers["Location"]
    page = client.get(asked)
    wrong = client.post(asked, {"password": "wrong"})

    answer = client.post(asked, {"password": PASSWORD})

    assert "What you typed is kept" in page.text
    assert wrong.status_code == 200
    assert answer.headers["Location"] == ACCOUNTS
    assert GLAccount.objects.get().name == "Ventes"
    assert where(client, MEMBERS) is None


def test_what_was_typed_wrong_is_shown_and_sent_to_its_own_page(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)
    create = reverse("accounting:account_create", args=["cote"])
    asked = client.post(create, {"number": "4000", "name": ""}).headers["Location"]

    answer = client.post(asked, {"password": PASSWORD})

    assert f'<form method="post" action="{create}"' in answer.text
    assert 'value="4000"' in answer.text
    assert not GLAccount.objects.exists()


def test_a_code_of_the_app_confirms_as_well(client: Client, alice: User) -> None:
    client.force_login(alice)
    secret = add_app(alice)
    let_pass(client, HOUR)

    answer = client.post(
        f"{reverse('mfa_reauthenticate')}?next={MEMBERS}", {"code": code_of(secret)}
    )

    assert answer.headers["Location"] == MEMBERS
    assert where(client, MEMBERS) is None


def test_a_confirmation_holds_for_half_an_hour(client: Client, alice: User) -> None:
    sign_in(client, alice)
    let_pass(client, HOUR)
    client.post(f"{CONFIRM}?next={MEMBERS}", {"password": PASSWORD})
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 30 * MINUTE
    session.save()

    assert (
        where(client, MEMBERS) == f"{CONFIRM}?next=%2Fc%2Fcote%2Fsettings%2Fmembers%2F"
    )


def test_an_accountant_who_may_only_look_is_not_asked(
    client: Client, company: Company
) -> None:
    luc = make_member(company, Membership.Role.ACCOUNTANT)
    sign_in(client, luc)
    let_pass(client, HOUR)

    assert where(client, ACCOUNTS) is None
    assert client.get(MEMBERS).status_code == 403
