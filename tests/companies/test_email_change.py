"""A new address to sign in with counts once its link is opened by whoever asked for it."""

import re
from datetime import datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from companies.models import User
from tests.companies.mail import wait_for_mail
from tests.companies.second_factors import PASSWORD, sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/auth/address/"


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    cache.clear()


@pytest.fixture
def alice() -> User:
    return make_user("alice@example.com")


def ask_for(client: Client, email: str) -> str:
    """Ask for this address; return the link that was mailed."""
    mail.outbox.clear()
    client.post(PAGE, {"email": email})
    wait_for_mail()
    (link,) = re.findall(r"http://testserver(\S+)", str(mail.outbox[0].body))
    return str(link)


def can_sign_in(email: str) -> bool:
    answer = Client().post(
        reverse("account_login"), {"login": email, "password": PASSWORD}
    )
    return answer.status_code == 302


def is_sent_a_password_link(email: str) -> bool:
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": email})
    wait_for_mail()
    return [message.to for message in mail.outbox] == [[email]]


def test_a_new_address_counts_once_it_is_confirmed(client: Client, alice: User) -> None:
    sign_in(client, alice)

    link = ask_for(client, "Alice@new.example.com")
    (message,) = mail.outbox
    before = can_sign_in("alice@new.example.com")
    page = client.get(link)
    client.post(link)

    assert (message.to, message.subject) == (
        ["alice@new.example.com"],
        "Confirm your address for Plannit",
    )
    assert "From now on, sign in with alice@new.example.com?" in page.text
    assert (before, can_sign_in("alice@new.example.com")) == (False, True)
    assert not can_sign_in("alice@example.com")
    alice.refresh_from_db()
    assert alice.email == "alice@new.example.com"


def test_the_former_address_is_told_and_opens_nothing(
    client: Client, alice: User
) -> None:
    assert is_sent_a_password_link("alice@example.com")
    sign_in(client, alice)
    link = ask_for(client, "alice@new.example.com")
    mail.outbox.clear()

    client.post(link)

    wait_for_mail()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["alice@example.com"],
        "Your Plannit address was changed",
    )
    assert not is_sent_a_password_link("alice@example.com")
    assert is_sent_a_password_link("alice@new.example.com")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("alice@new.example.com", True, True)
    ]


def test_an_address_that_is_not_confirmed_gets_no_password_link(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    ask_for(client, "typo@example.com")

    assert not is_sent_a_password_link("typo@example.com")


def test_the_link_works_once(client: Client, alice: User) -> None:
    sign_in(client, alice)
    link = ask_for(client, "alice@new.example.com")
    client.post(link)

    again = client.post(link)

    assert "This link has been used" in again.text


def test_the_link_is_of_the_one_who_asked(client: Client, alice: User) -> None:
    sign_in(client, alice)
    link = ask_for(client, "alice@new.example.com")
    bob = Client()
    sign_in(bob, make_user("bob@example.com"))

    answer = bob.post(link)
    nobody = Client().post(link)

    assert answer.status_code == 200
    assert nobody.headers["Location"].startswith("/auth/login/")
    assert set(User.objects.values_list("email", flat=True)) == {
        "alice@example.com",
        "bob@example.com",
    }


@pytest.mark.parametrize(
    ("age", "is_dead"), [(24 * 60 * 60 - 60, False), (24 * 60 * 60 + 1, True)]
)
def test_the_link_works_for_a_day(
    client: Client,
    alice: User,
    monkeypatch: pytest.MonkeyPatch,
    *,
    age: int,
    is_dead: bool,
) -> None:
    sign_in(client, alice)
    now = int(datetime.now().timestamp())  # noqa: DTZ005 - seconds alone are read
    monkeypatch.setattr(
        signing.TimestampSigner,
        "timestamp",
        lambda _self: signing.b62_encode(now - age),
    )
    link = ask_for(client, "alice@new.example.com")

    assert ("too old" in client.get(link).text) is is_dead


def test_a_changed_link_is_dead(client: Client, alice: User) -> None:
    sign_in(client, alice)

    answer = client.post(ask_for(client, "alice@new.example.com")[:-2] + "x/")

    assert "too old" in answer.text


def test_who_asks_is_not_told_that_an_address_is_taken_before_it_is_theirs(
    client: Client, alice: User
) -> None:
    make_user("bob@example.com")
    sign_in(client, alice)

    link = ask_for(client, "bob@example.com")
    answer = client.post(link)

    assert [str(message) for message in get_messages(answer.wsgi_request)][1:] == [
        "bob@example.com already signs in here."
    ]
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


def test_half_an_hour_after_sign_in_the_address_asks_who_one_is(
    client: Client, alice: User
) -> None:
    sign_in(client, alice)
    session = client.session
    session["signed_in_at"] -= 30 * 60
    session.save()

    asked = client.post(PAGE, {"email": "mallory@example.com"})

    assert (
        asked.headers["Location"] == "/auth/reauthenticate/?next=%2Fauth%2Faddress%2F"
    )
    assert mail.outbox == []


def test_a_mail_bomb_is_stopped(client: Client, alice: User) -> None:
    sign_in(client, alice)
    for number in range(12):
        client.post(PAGE, {"email": f"{number}@example.com"})

    assert len(mail.outbox) == 10
