from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from companies.models import Company, Invitation, Membership
from tests.companies.people import CHOSEN, choose_password
from tests.factories import make_company, make_member

CHARACTERS = "letters, numbers, underscores or hyphens"

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def add_member(role: str, email: str = "luc@example.com") -> list[str]:
    return run("add_member", "--company", "cote", "--email", email, "--role", role)


def test_create_company_says_where_it_stands() -> None:
    lines = run("create_company", "cote", "--name", "Plomberie Côté")

    assert lines == ["Plomberie Côté is created, at /c/cote/."]
    assert Company.objects.get().name == "Plomberie Côté"


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("cote", "The address “cote” is taken: choose another."),
        (
            "Côté & fils",
            f"Enter a valid “slug” consisting of {CHARACTERS}.",
        ),
    ],
    ids=["taken", "not an address"],
)
def test_create_company_refuses_in_one_line(slug: str, reason: str) -> None:
    make_company("cote")

    with pytest.raises(CommandError) as refusal:
        run("create_company", slug, "--name", "Plomberie Côté")

    assert str(refusal.value) == reason
    assert Company.objects.count() == 1


def test_add_member_prints_a_link_and_mails_nothing(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://plannit.example.com"
    make_company("cote")

    said, link = add_member("admin")

    assert said == (
        "luc@example.com is invited to Plomberie Côté. Whoever opens this link takes"
        " their place: give it to them alone. It works once, for 72 hours:"
    )
    assert mail.outbox == []
    assert Membership.objects.count() == 0
    choose_password(client, link.removeprefix("https://plannit.example.com"))
    member = Membership.objects.get()
    assert (member.user.email, member.role) == ("luc@example.com", "ADMIN")
    assert client.login(email="luc@example.com", password=CHOSEN)


def test_add_member_again_makes_another_link_and_ends_the_first() -> None:
    make_company("cote")
    _said, first = add_member("admin")

    _said, second = add_member("staff")

    paths = [f"/{link.split('/', 3)[3]}" for link in (first, second)]
    assert [Client().get(path).status_code for path in paths] == [404, 200]
    assert Invitation.objects.get().role == Membership.Role.STAFF


@pytest.mark.parametrize(
    ("company", "email", "reason"),
    [
        ("nowhere", "luc@example.com", "There is no company “nowhere”."),
        ("cote", "luc", "luc: Enter a valid email address."),
        (
            "cote",
            "alice@example.com",
            "alice@example.com is a member already: change the role on their page.",
        ),
    ],
    ids=["unknown company", "not an address", "a member"],
)
def test_add_member_refuses_in_one_line(company: str, email: str, reason: str) -> None:
    make_member(make_company("cote"), email="alice@example.com")

    with pytest.raises(CommandError) as refusal:
        run("add_member", "--company", company, "--email", email, "--role", "STAFF")

    assert str(refusal.value) == reason
    assert Membership.objects.get().role == Membership.Role.ADMIN
    assert Invitation.objects.count() == 0


def test_add_member_knows_three_roles() -> None:
    make_company("cote")

    with pytest.raises(CommandError, match="invalid choice: 'OWNER'"):
        add_member("owner")


def test_add_member_keeps_the_name_and_takes_a_role_in_any_case() -> None:
    make_company("cote")

    run(
        *("add_member", "--company", "cote", "--email", "Luc@Example.com"),
        *("--role", "Accountant", "--name", "Luc Roy"),
    )

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name) == ("luc@example.com", "Luc Roy")
    assert invitation.role == Membership.Role.ACCOUNTANT


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (["add_member"], "--company, --email, --role"),
        (["create_company"], "SLUG, --name"),
    ],
)
def test_a_command_says_what_it_was_not_given(
    arguments: list[str], missing: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == (
        f"Error: the following arguments are required: {missing}"
    )


def test_create_company_needs_a_name_that_fits() -> None:
    with pytest.raises(CommandError) as refusal:
        run("create_company", "cote", "--name", "x" * 151)

    assert str(refusal.value) == (
        "Ensure this value has at most 150 characters (it has 151)."
    )
    assert Company.objects.count() == 0
