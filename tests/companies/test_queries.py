import pytest

from companies.models import Membership
from companies.queries import companies_of, has_proven_mailbox, members_of
from companies.services import change_member
from tests.companies.people import add
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db
STAFF = Membership.Role.STAFF


def test_the_companies_of_a_person_are_those_that_let_them_in() -> None:
    make_company("stranger")
    here, left = make_company("here", name="A"), make_company("left", name="B")
    alice = make_member(here, email="alice@example.com")
    make_member(left)
    gone = Membership.objects.create(company=left, user=alice, role=STAFF)
    change_member(membership=gone, role=STAFF, may_reverse=False, is_active=False)

    assert companies_of(alice) == [here]


def test_those_who_left_come_last_among_the_members() -> None:
    company = make_company()
    make_member(company, email="zoe@example.com")
    left = add(company, STAFF, "adele@example.com")
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


def test_a_mailbox_is_proven_for_the_address_of_now() -> None:
    proven = make_user("luc@example.com")
    given = make_user("zoe@example.com", is_proven=False)
    moved = make_user("adele@example.com")
    moved.email = "adele@other.example.com"
    moved.save()

    people = [proven, given, moved]
    assert [has_proven_mailbox(person) for person in people] == [True, False, False]


def test_the_companies_of_a_person_stand_by_name() -> None:
    alice = make_member(make_company("a", name="Toitures"), email="alice@example.com")
    for slug, name in [("b", "Plomberie"), ("c", "Peinture")]:
        company = make_company(slug, name=name)
        Membership.objects.create(company=company, user=alice, role=STAFF)

    names = [company.name for company in companies_of(alice)]

    assert names == ["Peinture", "Plomberie", "Toitures"]
