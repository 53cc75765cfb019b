"""Signing in with more than a password, and companies that ask for it."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from companies.history import FieldChange, describe_changes
from companies.models import Company, Membership
from companies.queries import changes_of, members_of
from tests.companies.mail import wait_for_mail
from tests.companies.second_factors import (
    add_app,
    code_of,
    recovery_codes_of,
    secret_shown_in,
    sign_in,
)
from tests.factories import make_company, make_member, make_user
from tests.plannit.addresses import Address, company_addresses

pytestmark = pytest.mark.django_db
Role = Membership.Role
FACTOR = "/auth/second-factor/"


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    """Failed attempts and used codes are kept in the cache, whatever test made them."""
    cache.clear()


def send_code(client: Client, code: str) -> list[str]:
    """Type the code at sign-in; return the errors, none when it lets the person in."""
    answer = client.post(reverse("mfa_authenticate"), {"code": code})
    return [] if answer.status_code == 302 else answer.context["form"].errors["code"]


def test_an_app_is_added_and_then_asked_for(client: Client) -> None:
    alice = make_member(make_company("cote"))
    sign_in(client, alice)
    page = client.get(reverse("mfa_activate_totp"))
    secret = secret_shown_in(page.text)

    added = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    codes = client.get(added.headers["Location"])
    client.post(reverse("account_logout"))
    asked = sign_in(client, alice)
    before = client.get("/c/cote/")
    errors = send_code(client, code_of(secret))

    assert 'src="data:image/svg+xml;base64,' in page.text
    assert added.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert all(
        f"<code>{code}</code>" in codes.text for code in recovery_codes_of(alice)
    )
    assert (asked, before.status_code) == (reverse("mfa_authenticate"), 302)
    assert errors == []
    assert client.get("/c/cote/").status_code == 200


def test_nobody_else_keeps_a_person_from_adding_an_app(client: Client) -> None:
    alice = make_user()
    client.post(reverse("account_reset_password"), {"email": alice.email})
    sign_in(client, alice)

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    alice = make_member(make_company("cote"))
    secret = add_app(alice)
    sign_in(client, alice)
    wrong = str((int(code_of(secret)) + 1) % 1_000_000).zfill(6)

    assert send_code(client, wrong) == ["Incorrect code."]
    assert client.get("/c/cote/").status_code == 302


def test_a_code_of_the_app_is_used_once(client: Client) -> None:
    alice = make_user()
    code = code_of(add_app(alice))
    sign_in(client, alice)
    first = send_code(client, code)
    other = Client(HTTP_ACCEPT_LANGUAGE="en")
    other.cookies["django_language"] = "en-ca"
    sign_in(other, alice)

    assert (first, send_code(other, code)) == ([], ["Incorrect code."])


def test_a_recovery_code_lets_in_once(client: Client) -> None:
    alice = make_user()
    add_app(alice)
    code = recovery_codes_of(alice)[3]
    sign_in(client, alice)

    first = send_code(client, code)
    client.post(reverse("account_logout"))
    sign_in(client, alice)
    second = send_code(client, code)

    assert (first, second) == ([], ["Incorrect code."])
    assert len(recovery_codes_of(alice)) == 9
    assert code not in recovery_codes_of(alice)


def test_five_wrong_codes_close_the_door_to_the_right_one(client: Client) -> None:
    alice = make_user()
    secret = add_app(alice)
    sign_in(client, alice)
    for _attempt in range(5):
        send_code(client, "no")

    assert send_code(client, code_of(secret)) == [
        "Too many failed login attempts. Try again later."
    ]


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.ADMIN, FACTOR), (Role.ACCOUNTANT, FACTOR), (Role.STAFF, None)],
)
def test_a_company_that_requires_it_leads_to_setting_it_up(
    client: Client, role: Role, place: str | None
) -> None:
    company = make_company("cote")
    Company.objects.update(requires_second_factor=True)
    client.force_login(make_member(company, role))

    answer = client.get("/c/cote/")

    assert answer.headers.get("Location") == place
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Plomberie Côté asks you to sign in with a second factor: set one up here."
    ] * (place is not None)


@pytest.mark.parametrize(
    "address",
    [address for address in company_addresses() if not address.names_a_row],
    ids=lambda address: address.name,
)
def test_no_page_of_such_a_company_opens_before(
    client: Client, address: Address
) -> None:
    company = make_company("cote")
    Company.objects.update(requires_second_factor=True)
    client.force_login(make_member(company))

    answer = client.get(address.at("cote"))
    if answer.status_code == 405:
        answer = client.post(address.at("cote"))

    assert answer.headers.get("Location") == FACTOR


def test_another_company_stays_open(client: Client) -> None:
    alice = make_member(make_company("cote"))
    Company.objects.update(requires_second_factor=True)
    other = make_company("other")
    Membership.objects.create(company=other, user=alice, role=Role.ADMIN)
    client.force_login(alice)

    assert client.get("/c/other/").status_code == 200
    assert client.get("/c/cote/").headers["Location"] == FACTOR


def test_who_has_one_enters_and_recovery_codes_alone_are_none(client: Client) -> None:
    alice = make_member(make_company("cote"))
    Company.objects.update(requires_second_factor=True)
    client.force_login(alice)
    add_app(alice)

    with_app = client.get("/c/cote/").status_code
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    with_codes_alone = client.get("/c/cote/").status_code

    assert (with_app, with_codes_alone) == (200, 302)


def test_an_administrator_requires_it_and_the_history_says_so(client: Client) -> None:
    company = make_company("cote")
    client.force_login(make_member(company))
    address = reverse("companies:member_second_factor", args=["cote"])

    page = client.get(address)
    answer = client.post(address, {"requires_second_factor": "on"})

    company.refresh_from_db()
    [change] = describe_changes(changes_of(company)[:1])
    assert page.context["form"]["requires_second_factor"].value() is False
    assert answer.headers["Location"] == "/c/cote/settings/members/"
    assert company.requires_second_factor is True
    assert change.fields == (
        FieldChange(
            label="Administrators and accountants sign in with a second factor",
            old="no",
            new="yes",
        ),
    )


def test_the_list_of_users_tells_who_has_one() -> None:
    company = make_company()
    add_app(make_member(company, email="alice@example.com"))
    make_member(company, Role.STAFF, email="luc@example.com")

    listed = members_of(company)

    assert {str(member): vars(member)["has_second_factor"] for member in listed} == {
        "alice@example.com": True,
        "luc@example.com": False,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        (
            "en-ca",
            "An authenticator app was added",
            "Signing in to Plannit now asks for a code of your authenticator app.",
        ),
        (
            "fr-ca",
            "Une application d’authentification a été ajoutée",
            (
                "La connexion à Plannit demande désormais un code de votre application"
                " d’authentification."
            ),
        ),
    ],
)
def test_a_change_is_told_by_mail(
    client: Client,
    language: str,
    subject: str,
    sentence: str,
) -> None:
    client.cookies["django_language"] = language
    client.force_login(make_user("alice@example.com"))
    secret = secret_shown_in(client.get(reverse("mfa_activate_totp")).text)

    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    wait_for_mail()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["alice@example.com"], subject)
    lines = str(message.body).splitlines()
    assert lines[0] == sentence
    assert lines[3].endswith(": 127.0.0.1")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("mfa_deactivate_totp", "The authenticator app was removed"),
        ("mfa_generate_recovery_codes", "New recovery codes were made"),
    ],
)
def test_a_removal_and_new_codes_are_told_by_mail(
    client: Client, name: str, subject: str
) -> None:
    alice = make_user()
    add_app(alice)
    client.force_login(alice)

    client.post(reverse(name))

    wait_for_mail()
    assert [message.subject for message in mail.outbox] == [subject]


def test_the_pages_of_the_second_factor_look_like_the_others(client: Client) -> None:
    alice = make_user()
    add_app(alice)
    client.force_login(alice)

    for name in [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "usersessions_list",
    ]:
        text = client.get(reverse(name)).text
        assert ('<main id="main"' in text, "ui/plannit.css" in text) == (True, True)


def test_the_operator_resets_a_lost_factor(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    alice = make_member(make_company("cote"), email="alice@example.com")
    secret = add_app(alice)
    sign_in(client, alice)
    send_code(client, code_of(secret))

    with caplog.at_level(logging.WARNING, logger="companies"):
        call_command("reset_second_factor", "Alice@example.com")

    warnings = [each for each in caplog.records if each.levelno == logging.WARNING]
    (message,) = mail.outbox
    assert not Authenticator.objects.filter(user=alice).exists()
    assert client.get("/c/cote/").status_code == 302
    assert sign_in(client, alice) == "/"
    assert message.to == ["alice@example.com"]
    assert message.subject == "Votre deuxième facteur a été retiré"
    assert "http://127.0.0.1:8000/auth/second-factor/" in str(message.body)
    assert [record.message for record in warnings] == [
        f"second factor of user {alice.pk} reset by the operator"
    ]


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("nobody@example.com", "Nobody has the address nobody@example.com."),
        ("alice@example.com", "alice@example.com has no second factor."),
    ],
)
def test_there_must_be_a_factor_to_reset(email: str, reason: str) -> None:
    make_user("alice@example.com")

    with pytest.raises(CommandError) as refusal:
        call_command("reset_second_factor", email)

    assert str(refusal.value) == reason
    assert mail.outbox == []
