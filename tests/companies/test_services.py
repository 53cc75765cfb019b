from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import IntegrityError, connection
from django.test import Client

from companies.models import Company, Membership, User
from companies.services import (
    CompanyExistsError,
    LastAdminError,
    change_member,
    create_company,
    lock_company,
    password_link,
    set_member,
)
from tests.factories import make_company, make_member, make_user

ADMIN = Membership.Role.ADMIN
STAFF = Membership.Role.STAFF
CHOSEN = "a long and quiet password"

pytestmark = pytest.mark.django_db


def test_the_address_of_a_company_is_taken_once() -> None:
    company = create_company(slug="cote", name="Plomberie Côté")

    with pytest.raises(CompanyExistsError) as refusal:
        create_company(slug="cote", name="Toitures Côté")

    assert str(refusal.value) == "The address “cote” is taken: choose another."
    assert list(Company.objects.values_list("slug", "name")) == [
        ("cote", "Plomberie Côté")
    ]
    assert company.language == "fr-ca"


def test_a_new_member_is_a_person_without_a_password() -> None:
    member = set_member(
        company=make_company(), email="Luc@Example.COM", role=ADMIN, name="Luc Roy"
    )

    assert member.user.email == "luc@example.com"
    assert member.user.name == "Luc Roy"
    assert not member.user.has_usable_password()


def test_a_known_person_is_found_in_any_case_and_keeps_their_password() -> None:
    alice = make_user("alice@example.com")

    member = set_member(company=make_company(), email="ALICE@example.com", role=ADMIN)

    assert member.user == alice
    assert member.user.has_usable_password()


def test_two_people_cannot_differ_by_case_alone() -> None:
    make_user("alice@example.com")

    with pytest.raises(IntegrityError):
        User.objects.create(email="Alice@example.com")


def test_setting_a_member_again_changes_their_role_and_lets_them_in_again() -> None:
    company = make_company()
    set_member(company=company, email="alice@example.com", role=ADMIN)
    luc = set_member(company=company, email="luc@example.com", role=ADMIN)
    change_member(membership=luc, role=ADMIN, is_active=False)

    set_member(company=company, email="luc@example.com", role=STAFF)

    luc.refresh_from_db()
    assert (luc.role, luc.is_active) == (STAFF, True)


@pytest.mark.parametrize(
    ("role", "is_active"), [(STAFF, True), (ADMIN, False)], ids=["demoted", "left"]
)
def test_the_last_administrator_stays(
    *, role: Membership.Role, is_active: bool
) -> None:
    company = make_company()
    make_member(company, STAFF)
    only = set_member(company=company, email="alice@example.com", role=ADMIN)

    with pytest.raises(LastAdminError) as refusal:
        change_member(membership=only, role=role, is_active=is_active)

    assert str(refusal.value) == (
        "A company needs an active administrator: name another one first."
    )
    only.refresh_from_db()
    assert (only.role, only.is_active) == (ADMIN, True)


def test_an_administrator_of_another_company_does_not_count() -> None:
    make_member(make_company("other"), ADMIN)
    only = set_member(company=make_company(), email="alice@example.com", role=ADMIN)

    with pytest.raises(LastAdminError):
        change_member(membership=only, role=STAFF, is_active=True)


def test_the_password_link_works_once(client: Client) -> None:
    member = set_member(company=make_company(), email="luc@example.com", role=ADMIN)
    link = password_link(member.user)

    form = client.get(link, follow=True)
    words = {"password1": CHOSEN, "password2": CHOSEN}
    saved = client.post(form.request["PATH_INFO"], words, follow=True)
    again = Client().get(link, follow=True)

    assert saved.request["PATH_INFO"] == "/auth/password/reset/key/done/"
    assert client.login(email="luc@example.com", password=CHOSEN)
    assert again.context["token_fail"] is True


@pytest.mark.parametrize(
    ("age", "is_expired"),
    [
        (timedelta(days=7), False),
        (timedelta(days=7, seconds=1), True),
    ],
    ids=["a week", "more"],
)
def test_the_password_link_is_valid_for_a_week(
    *, client: Client, monkeypatch: pytest.MonkeyPatch, age: timedelta, is_expired: bool
) -> None:
    made_at = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - the generator counts in local time
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: made_at)
    member = set_member(company=make_company(), email="luc@example.com", role=ADMIN)
    link = password_link(member.user)

    later = made_at + age
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)
    opened = client.get(link, follow=True)

    assert opened.context.get("token_fail", False) is is_expired


def test_the_link_of_one_person_is_not_that_of_another(client: Client) -> None:
    company = make_company()
    luc = set_member(company=company, email="luc@example.com", role=ADMIN)
    zoe = set_member(company=company, email="zoe@example.com", role=STAFF)
    of_luc, of_zoe = (password_link(member.user).split("-", 1) for member in (luc, zoe))

    mixed = client.get(f"{of_zoe[0]}-{of_luc[1]}", follow=True)

    assert mixed.context["token_fail"] is True


def test_a_known_person_keeps_their_name() -> None:
    alice = make_user("alice@example.com", name="Alice Roy")

    set_member(
        company=make_company(), email="alice@example.com", role=STAFF, name="Luc"
    )

    alice.refresh_from_db()
    assert alice.name == "Alice Roy"


def test_a_role_in_one_company_changes_nothing_in_another() -> None:
    company, other = make_company(), make_company("other")
    make_member(company)
    there = set_member(company=other, email="luc@example.com", role=ADMIN)

    here = set_member(company=company, email="luc@example.com", role=STAFF)

    there.refresh_from_db()
    assert (here.company, here.role) == (company, STAFF)
    assert (there.company, there.role) == (other, ADMIN)


def test_the_lock_gives_the_company_as_it_is_now() -> None:
    company = make_company(name="Plomberie Côté")
    Company.objects.update(name="Toitures Côté")

    assert lock_company(company).name == "Toitures Côté"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has row locks")
def test_the_lock_is_counted_where_it_is_the_transaction() -> None:
    company, other = make_company(), make_company("boutique")

    counts = [lock_company(company).lock_count for _time in range(2)]

    assert counts == [1, 2]
    assert lock_company(other).lock_count == 1


def test_changing_a_member_gives_them_back() -> None:
    company = make_company()
    make_member(company)
    luc = set_member(company=company, email="luc@example.com", role=STAFF)

    changed = change_member(membership=luc, role=ADMIN, is_active=False)

    assert (changed, changed.role, changed.is_active) == (luc, ADMIN, False)
