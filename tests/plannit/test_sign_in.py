import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from companies.models import User
from companies.queries import has_proven_mailbox
from tests.companies.mail import wait_for_mail
from tests.companies.people import CHOSEN
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("email", ["alice@example.com", "Alice@Example.COM"])
def test_a_person_signs_in_with_their_address_in_any_case(
    client: Client, email: str
) -> None:
    make_member(make_company("cote"), email="alice@example.com")

    answer = client.post(
        reverse("account_login"),
        {"login": email, "password": "correct horse battery"},
        follow=True,
    )

    assert [address for address, _status in answer.redirect_chain] == ["/", "/c/cote/"]


def test_a_wrong_password_is_refused(client: Client) -> None:
    make_user("alice@example.com")

    answer = client.post(
        reverse("account_login"), {"login": "alice@example.com", "password": "wrong"}
    )

    assert answer.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]


def test_the_pages_of_allauth_speak_the_french_of_quebec(client: Client) -> None:
    make_user("alice@example.com")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr-ca"

    refused = client.post(
        reverse("account_login"), {"login": "alice@example.com", "password": "faux"}
    )
    reset = client.get(reverse("account_reset_password"))

    with translation.override("fr-ca"):
        assert refused.context["form"].non_field_errors() == [
            "L’adresse courriel ou le mot de passe est incorrect."
        ]
    assert ">Mot de passe oublié?</a>" in refused.text
    for page in (refused, reset):
        assert 'placeholder="Adresse courriel"' in page.text
        assert "Courriel<" in page.text
        assert re.findall(r"(?i)e-mail|.{5}[a-zé] \?", page.text) == []


def test_sign_up_is_closed(client: Client) -> None:
    address = reverse("account_signup")

    page = client.get(address)
    sent = client.post(
        address, {"email": "luc@example.com", "password1": "correct horse battery"}
    )

    assert "An administrator of your company invites you" in page.text
    assert "An administrator of your company invites you" in sent.text
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["account_email", "account_set_password", "account_confirm_login_code"]
)
def test_pages_that_nobody_needs_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_the_pages_before_sign_in_look_like_the_others(
    client: Client, name: str
) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert '<main id="main"' in answer.text
    assert "ui/plannit.css" in answer.text


@pytest.mark.parametrize("name", ["account_change_password", "account_logout"])
def test_the_pages_of_a_signed_in_person_look_like_the_others(
    client: Client, name: str
) -> None:
    client.force_login(make_user())

    assert '<main id="main"' in client.get(reverse(name)).text


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client) -> None:
    make_user("alice@example.com")

    client.post(reverse("account_reset_password"), {"email": "alice@example.com"})
    wait_for_mail()

    (message,) = mail.outbox
    assert message.to == ["alice@example.com"]
    assert message.subject == "Your new Plannit password"
    assert re.findall(
        r"http://testserver/auth/password/reset/key/\S+", str(message.body)
    )


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "x@example.com"})
    wait_for_mail()

    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def ask_for_a_link(client: Client, email: str = "alice@example.com") -> str:
    client.post(reverse("account_reset_password"), {"email": email})
    wait_for_mail()
    (message,) = mail.outbox
    [link] = re.findall(r"http://testserver(/\S+)", str(message.body))
    return str(link)


def choose(client: Client, link: str, password: str = CHOSEN) -> Any:
    form = client.get(link, follow=True)
    words = {"password1": password, "password2": password}
    return client.post(form.request["PATH_INFO"], words, follow=True)


def test_the_link_to_a_new_password_works_once_and_proves_the_mailbox(
    client: Client,
) -> None:
    alice = make_user("alice@example.com", is_proven=False)
    link = ask_for_a_link(client)

    saved = choose(client, link)
    again = Client().get(link, follow=True)

    assert saved.request["PATH_INFO"] == "/auth/password/reset/key/done/"
    assert has_proven_mailbox(alice)
    assert client.login(email="alice@example.com", password=CHOSEN)
    assert again.context["token_fail"] is True


def test_choosing_a_new_password_by_mail_ends_every_session(client: Client) -> None:
    alice = make_user("alice@example.com")
    elsewhere = Client()
    elsewhere.force_login(alice)

    choose(client, ask_for_a_link(client))

    assert elsewhere.get("/").headers["Location"] == "/auth/login/?next=/"


@pytest.mark.parametrize(
    ("age", "is_expired"),
    [(timedelta(hours=1), False), (timedelta(hours=1, seconds=1), True)],
    ids=["an hour", "more"],
)
def test_the_link_to_a_new_password_is_valid_for_an_hour(
    *, client: Client, monkeypatch: pytest.MonkeyPatch, age: timedelta, is_expired: bool
) -> None:
    made_at = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - the generator counts in local time
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: made_at)
    make_user("alice@example.com")
    link = ask_for_a_link(client)

    later = made_at + age
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)
    opened = client.get(link, follow=True)

    assert opened.context.get("token_fail", False) is is_expired


def test_a_wrong_link_says_what_to_do(client: Client) -> None:
    make_user("alice@example.com")

    answer = client.get(ask_for_a_link(client)[:-2] + "x/", follow=True)

    assert "This link has been used already, or is too old." in answer.text


def test_the_mail_goes_to_the_address_that_is_kept_and_to_no_look_alike(
    client: Client,
) -> None:
    make_user("alice@mike.example.com")

    client.post(reverse("account_reset_password"), {"email": "alice@mıke.example.com"})
    wait_for_mail()

    assert mail.outbox == []


CHANGED = {
    "en-ca": (
        "Your Plannit password was changed",
        "The password of your Plannit login was changed",
        "If it was not you: choose another password now",
    ),
    "fr-ca": (
        "Votre mot de passe Plannit a été changé",
        "Le mot de passe de votre compte Plannit a été changé",
        "Si ce n’était pas vous : choisissez maintenant un autre mot de passe",
    ),
}


@pytest.mark.parametrize("by", ["change", "reset"])
@pytest.mark.parametrize("language", ["en-ca", "fr-ca"])
def test_a_changed_password_is_told_by_mail_in_the_language_of_the_person(
    client: Client, language: str, by: str
) -> None:
    alice = make_user("alice@example.com")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if by == "reset":
        choose(client, ask_for_a_link(client))
    else:
        client.force_login(alice)
        client.post(
            reverse("account_change_password"),
            {"oldpassword": "correct horse battery"}
            | {"password1": CHOSEN, "password2": CHOSEN},
        )

    wait_for_mail()
    message = mail.outbox[-1]
    subject, first, last = CHANGED[language]
    assert (message.to, message.subject) == (["alice@example.com"], subject)
    assert str(message.body).startswith(first)
    assert last in str(message.body).replace("\u00a0", " ")
    assert "127.0.0.1" in str(message.body)


def test_a_changed_address_is_told_to_the_old_one() -> None:
    alice = make_user("new@example.com")
    request = RequestFactory().get("/")

    with request_context(request):
        get_adapter(request).send_notification_mail(
            "account/email/email_changed",
            alice,
            {"from_email": "old@example.com", "to_email": "new@example.com"},
            email="old@example.com",
        )
    wait_for_mail()

    (message,) = mail.outbox
    assert message.to == ["old@example.com"]
    assert message.subject == "Your Plannit address was changed"
    assert str(message.body).startswith(
        "The address of your Plannit login was changed from old@example.com to"
        " new@example.com."
    )


def test_signing_out_ends_the_session(client: Client) -> None:
    client.force_login(make_user())

    client.post(reverse("account_logout"))

    assert client.get("/").headers["Location"] == "/auth/login/?next=/"
