import pytest

from companies.models import Membership
from companies.queries import awaits_password, companies_of, members_of
from companies.services import change_member, set_member
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db
STAFF = Membership.Role.STAFF


def test_a_new_person_awaits_a_password() -> None:
    member = set_member(company=make_company(), email="luc@example.com", role=STAFF)

    assert awaits_password(member) is True


def test_who_has_a_password_awaits_none() -> None:
    company = make_company()
    alice = make_member(company, email="alice@example.com")

    assert awaits_password(alice.memberships.get()) is False


def test_a_person_of_two_companies_gets_no_link_from_either() -> None:
    here = set_member(company=make_company(), email="luc@example.com", role=STAFF)
    there = set_member(company=make_company("b"), email="luc@example.com", role=STAFF)

    assert awaits_password(here) is False
    assert awaits_password(there) is False


def test_the_companies_of_a_person_are_those_that_let_them_in() -> None:
    make_company("stranger")
    here, left = make_company("here", name="A"), make_company("left", name="B")
    alice = make_member(here, email="alice@example.com")
    make_member(left)
    gone = set_member(company=left, email="alice@example.com", role=STAFF)
    change_member(membership=gone, role=STAFF, may_reverse=False, is_active=False)

    assert companies_of(alice) == [here]


def test_those_who_left_come_last_among_the_members() -> None:
    company = make_company()
    make_member(company, email="zoe@example.com")
    left = set_member(company=company, email="adele@example.com", role=STAFF)
    change_member(membership=left, role=STAFF, may_reverse=False, is_active=False)
    make_member(make_company("other"), email="bob@example.com")

    emails = [member.user.email for member in members_of(company)]

    assert emails == ["zoe@example.com", "adele@example.com"]


def test_members_stand_by_their_address() -> None:
    company = make_company()
    for name in ["luc", "zoe", "adele"]:
        make_member(company, email=f"{name}@example.com")

    emails = [member.user.email for member in members_of(company)]

    assert emails == ["adele@example.com", "luc@example.com", "zoe@example.com"]


def test_other_people_of_other_companies_keep_no_link_from_a_person() -> None:
    make_member(make_company("other"), email="zoe@example.com")
    company = make_company()
    make_member(company, email="alice@example.com")

    member = set_member(company=company, email="luc@example.com", role=STAFF)

    assert awaits_password(member) is True


def test_who_left_another_company_gets_no_link_either() -> None:
    other = make_company("other")
    make_member(other)
    left = set_member(company=other, email="luc@example.com", role=STAFF)
    change_member(membership=left, role=STAFF, may_reverse=False, is_active=False)

    here = set_member(company=make_company(), email="luc@example.com", role=STAFF)

    assert awaits_password(here) is False


def test_the_companies_of_a_person_stand_by_name() -> None:
    alice = make_member(make_company("a", name="Toitures"), email="alice@example.com")
    for slug, name in [("b", "Plomberie"), ("c", "Peinture")]:
        set_member(
            company=make_company(slug, name=name),
            email="alice@example.com",
            role=Membership.Role.ADMIN,
        )

    names = [company.name for company in companies_of(alice)]

    assert names == ["Peinture", "Plomberie", "Toitures"]
