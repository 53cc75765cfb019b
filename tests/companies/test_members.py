import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from companies.capabilities import Can, capabilities_of
from companies.history import FieldChange
from companies.models import Company, Invitation, Membership, User
from companies.services import accept_invitation
from tests.companies.people import add, invite
from tests.factories import make_company, make_member, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def company() -> Company:
    return make_company("cote")


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company, email="alice@example.com"))
    return client


def page(name: str, *args: int, slug: str = "cote") -> str:
    return reverse(f"companies:{name}", args=[slug, *args])


def test_changing_a_role(admin: Client, company: Company) -> None:
    luc = add(company, Role.STAFF)

    answer = admin.post(
        page("member_edit", luc.pk), {"role": "ACCOUNTANT", "is_active": "on"}
    )

    luc.refresh_from_db()
    assert (luc.role, luc.is_active) == (Role.ACCOUNTANT, True)
    assert answer.headers["Location"] == page("member_list")


def test_the_tick_is_the_members_own_and_in_the_history(
    admin: Client, company: Company
) -> None:
    luc = add(company, Role.STAFF)

    sent = {"role": "STAFF", "is_active": "on", "may_reverse": "on"}
    admin.post(page("member_edit", luc.pk), sent)

    luc.refresh_from_db()
    assert Can.REVERSE_DOCUMENTS in capabilities_of(luc)
    [change, *_] = admin.get(page("change_list")).context["changes"]
    assert (change.what, change.who) == ("Member changed", "alice@example.com")
    assert change.fields == (
        FieldChange(label="May undo what was exported", old="no", new="yes"),
    )
    opened = " ".join(admin.get(page("member_edit", luc.pk)).text.split())
    assert (
        "Void, credit or correct a document that was exported, or a payment of it;"
        " refund, write off, keep a deposit, hand over tips. The role does not matter."
    ) in opened


def test_an_administrator_without_the_tick_keeps_all_the_rest(
    admin: Client, company: Company
) -> None:
    alice = Membership.objects.for_company(company).get()

    admin.post(page("member_edit", alice.pk), {"role": "ADMIN", "is_active": "on"})

    alice.refresh_from_db()
    assert set(Can) - capabilities_of(alice) == {Can.REVERSE_DOCUMENTS}


@pytest.mark.parametrize(
    ("role", "may_reverse"),
    [(Role.ADMIN, True), (Role.ACCOUNTANT, True), (Role.STAFF, False)],
)
@pytest.mark.parametrize("was_member", [True, False])
def test_who_accepts_an_invitation_has_what_the_role_has_at_first(
    company: Company, role: Membership.Role, *, may_reverse: bool, was_member: bool
) -> None:
    make_member(company)
    if was_member:
        add(company, Role.STAFF)
        Membership.objects.filter(role=Role.STAFF).update(
            is_active=False, may_reverse=True
        )
    invitation, _link = invite(company, role=role)
    luc = User.objects.filter(email="luc@example.com").first()

    member = accept_invitation(
        invitation=invitation,
        signed_in=luc,
        password=None if luc else "a long and quiet password",
        accepted_at=timezone.now(),
    )

    member.refresh_from_db()
    assert (member.role, member.may_reverse) == (role, may_reverse)


def test_who_is_no_longer_active_stands_outside(company: Company) -> None:
    make_member(company)
    luc = make_member(company, Role.STAFF)
    luc.memberships.update(is_active=False)
    browser = Client()
    browser.force_login(luc)

    assert browser.get(reverse("dashboard", args=["cote"])).status_code == 404


def test_who_leaves_the_administration_is_sent_to_their_companies(
    admin: Client, company: Company
) -> None:
    make_member(company, email="second@example.com")
    alice = Membership.objects.get(user__email="alice@example.com")

    answer = admin.post(
        page("member_edit", alice.pk), {"role": "STAFF", "is_active": "on"}
    )

    assert answer.headers["Location"] == reverse("choose_company")


def test_the_last_administrator_is_an_error_of_the_form(admin: Client) -> None:
    alice = Membership.objects.get()

    answer = admin.post(page("member_edit", alice.pk), {"role": "STAFF"})

    assert answer.context["form"].non_field_errors() == [
        "A company needs an active administrator: name another one first."
    ]
    alice.refresh_from_db()
    assert (alice.role, alice.is_active) == (Role.ADMIN, True)


def test_an_opened_member_has_what_they_are_and_no_error(
    admin: Client, company: Company
) -> None:
    luc = add(company, Role.ACCOUNTANT)

    form = admin.get(page("member_edit", luc.pk)).context["form"]

    assert form.errors == {}
    assert (form["role"].value(), form["is_active"].value()) == ("ACCOUNTANT", True)


def test_a_saved_change_is_said_and_who_leaves_is_let_out(
    admin: Client, company: Company
) -> None:
    luc = add(company, Role.STAFF)

    answer = admin.post(page("member_edit", luc.pk), {"role": "STAFF"}, follow=True)

    luc.refresh_from_db()
    assert not luc.is_active
    messages = [str(message) for message in answer.context["messages"]]
    assert messages == ["The change is saved."]


def test_who_is_not_proven_comes_back_by_an_invitation_alone(
    admin: Client, company: Company
) -> None:
    user = make_user("luc@example.com", is_proven=False)
    left = Membership.objects.create(
        company=company, user=user, role=Role.STAFF, is_active=False
    )

    answer = admin.post(
        page("member_edit", left.pk), {"role": "STAFF", "is_active": "on"}
    )

    assert answer.context["form"].non_field_errors() == [
        "Invite this person again: they have not proven their address yet."
    ]
    left.refresh_from_db()
    assert not left.is_active


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.STAFF])
def test_only_an_administrator_keeps_the_members(
    client: Client, company: Company, role: Membership.Role
) -> None:
    client.force_login(make_member(company, role))
    luc = add(company, Role.STAFF)

    waiting, _link = invite(company, "zoe@example.com")
    new = {"email": "eve@example.com", "role": "ADMIN"}
    answers = [
        client.get(page("member_list")),
        client.post(page("member_create"), new),
        client.post(page("member_edit", luc.pk), {"role": "ADMIN", "is_active": "on"}),
        client.post(page("invitation_send", waiting.pk)),
        client.post(page("invitation_withdraw", waiting.pk)),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    luc.refresh_from_db()
    assert (luc.role, Membership.objects.count()) == (Role.STAFF, 2)
    kept = Invitation.objects.get()
    assert (kept.token_hash, kept.state) == (waiting.token_hash, "PENDING")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_queries_for_one_and_for_three(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_member(company, Role.STAFF, email=f"{number}@example.com")
        invite(company, f"invited-{number}@example.com")

    # Session, person, membership with its company, expired invitations, members,
    # invitations.
    with django_assert_num_queries(6):
        answer = admin.get(page("member_list"))

    assert len(answer.context["members"]) == count + 1
    assert len(answer.context["invitations"]) == count
