import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from companies.models import User
from companies.services import password_link
from tests.companies.mail import wait_for_mail
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

    assert "An administrator of your company adds you" in page.text
    assert "An administrator of your company adds you" in sent.text
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


def test_a_wrong_link_says_what_to_do(client: Client) -> None:
    link = password_link(make_user())

    answer = client.get(link[:-2] + "x/", follow=True)

    assert "This link has been used already, or is too old." in answer.text


def test_signing_out_ends_the_session(client: Client) -> None:
    client.force_login(make_user())

    client.post(reverse("account_logout"))

    assert client.get("/").headers["Location"] == "/auth/login/?next=/"
