import pytest
from django.db import IntegrityError

from companies.models import Company, Membership, User
from companies.services import (
    CompanyExistsError,
    LastAdminError,
    MailboxNotProvenError,
    change_member,
    create_company,
    lock_company,
)
from tests.companies.people import add
from tests.factories import make_company, make_member, make_user

ADMIN = Membership.Role.ADMIN
STAFF = Membership.Role.STAFF

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


def test_two_people_cannot_differ_by_case_alone() -> None:
    make_user("alice@example.com")

    with pytest.raises(IntegrityError):
        User.objects.create(email="Alice@example.com")


@pytest.mark.parametrize(
    ("role", "is_active"), [(STAFF, True), (ADMIN, False)], ids=["demoted", "left"]
)
def test_the_last_administrator_stays(
    *, role: Membership.Role, is_active: bool
) -> None:
    company = make_company()
    make_member(company, STAFF)
    only = add(company, ADMIN)

    with pytest.raises(LastAdminError) as refusal:
        change_member(
            membership=only, role=role, may_reverse=False, is_active=is_active
        )

    assert str(refusal.value) == (
        "A company needs an active administrator: name another one first."
    )
    only.refresh_from_db()
    assert (only.role, only.is_active) == (ADMIN, True)


def test_an_administrator_of_another_company_does_not_count() -> None:
    make_member(make_company("other"), ADMIN)
    only = add(make_company(), ADMIN)

    with pytest.raises(LastAdminError):
        change_member(membership=only, role=STAFF, may_reverse=False, is_active=True)


def test_the_lock_gives_the_company_as_it_is_now() -> None:
    company = make_company(name="Plomberie Côté")
    Company.objects.update(name="Toitures Côté")

    assert lock_company(company).name == "Toitures Côté"


@pytest.mark.sqlite
def test_the_lock_is_counted_where_it_is_the_transaction() -> None:
    company, other = make_company(), make_company("boutique")

    counts = [lock_company(company).lock_count for _time in range(2)]

    assert counts == [1, 2]
    assert lock_company(other).lock_count == 1


def test_changing_a_member_gives_them_back() -> None:
    company = make_company()
    make_member(company)
    luc = add(company, STAFF)

    changed = change_member(
        membership=luc, role=ADMIN, may_reverse=False, is_active=False
    )

    assert (changed, changed.role, changed.is_active) == (luc, ADMIN, False)


@pytest.mark.parametrize("is_proven", [True, False])
def test_who_has_not_proven_their_mailbox_is_not_let_in_again(
    *, is_proven: bool
) -> None:
    company = make_company()
    make_member(company)
    user = make_user("luc@example.com", is_proven=is_proven)
    left = Membership.objects.create(
        company=company, user=user, role=STAFF, is_active=False
    )

    if is_proven:
        change_member(membership=left, role=ADMIN, may_reverse=False, is_active=True)
    else:
        with pytest.raises(MailboxNotProvenError) as refusal:
            change_member(
                membership=left, role=ADMIN, may_reverse=False, is_active=True
            )
        assert str(refusal.value) == (
            "Invite this person again: they have not proven their address yet."
        )

    left.refresh_from_db()
    assert (left.role, left.is_active) == (
        (ADMIN, True) if is_proven else (STAFF, False)
    )


def test_the_membership_of_a_mailbox_that_is_not_proven_keeps_working() -> None:
    company = make_company()
    make_member(company)
    user = make_user("luc@example.com", is_proven=False)
    member = Membership.objects.create(company=company, user=user, role=STAFF)

    change_member(membership=member, role=ADMIN, may_reverse=False, is_active=True)

    member.refresh_from_db()
    assert (member.role, member.is_active) == (ADMIN, True)
