import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from companies.capabilities import Can, capabilities_of
from companies.history import FieldChange
from companies.models import Company, Membership
from companies.services import set_member
from tests.factories import make_company, make_member

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


def test_adding_a_member_leads_to_their_page(admin: Client, company: Company) -> None:
    answer = admin.post(
        page("member_create"),
        {"email": "Luc@example.com", "name": "Luc Roy", "role": "ACCOUNTANT"},
    )

    luc = Membership.objects.for_company(company).get(role=Role.ACCOUNTANT)
    assert (luc.user.email, luc.user.name) == ("luc@example.com", "Luc Roy")
    assert answer.headers["Location"] == page("member_edit", luc.pk)
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "luc@example.com is now a member of Plomberie Côté."
    ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (
            {"email": "luc", "role": "STAFF"},
            {"email": ["Enter a valid email address."]},
        ),
        (
            {"email": "luc@example.com", "role": "OWNER"},
            {
                "role": [
                    "Select a valid choice. OWNER is not one of the available choices."
                ]
            },
        ),
        (
            {"email": "alice@example.com", "role": "STAFF"},
            {
                "role": [
                    "A company needs an active administrator: name another one first."
                ]
            },
        ),
    ],
    ids=["not an address", "unknown role", "last administrator"],
)
def test_a_member_who_cannot_be_added_is_an_error_of_the_form(
    admin: Client, values: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = admin.post(page("member_create"), values)

    assert answer.context["form"].errors == errors
    assert Membership.objects.count() == 1


def test_the_link_is_shown_to_be_handed_over(admin: Client, company: Company) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    answer = admin.post(page("member_link", luc.pk))

    link = answer.context["link"]
    assert link.startswith("http://testserver/auth/password/reset/key/")
    opened = Client().get(link, follow=True)
    assert list(opened.context["form"].fields) == ["password1", "password2"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_mere_visit_shows_no_link(admin: Client, company: Company) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    assert admin.get(page("member_link", luc.pk)).status_code == 405


def test_nobody_gets_the_link_of_a_person_of_another_company(
    admin: Client, company: Company
) -> None:
    other = make_company("other")
    set_member(company=other, email="luc@example.com", role=Role.ADMIN)
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    assert admin.get(page("member_edit", luc.pk)).context["awaits"] is False
    assert admin.post(page("member_link", luc.pk)).status_code == 404


def test_changing_a_role(admin: Client, company: Company) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    answer = admin.post(
        page("member_edit", luc.pk), {"role": "ACCOUNTANT", "is_active": "on"}
    )

    luc.refresh_from_db()
    assert (luc.role, luc.is_active) == (Role.ACCOUNTANT, True)
    assert answer.headers["Location"] == page("member_list")


def tick_of(member: Membership) -> bool:
    member.refresh_from_db()
    return member.may_reverse


@pytest.mark.parametrize(
    ("role", "may_reverse"),
    [(Role.ADMIN, True), (Role.ACCOUNTANT, True), (Role.STAFF, False)],
)
def test_a_new_member_may_undo_what_was_exported_by_their_role(
    admin: Client, company: Company, role: Membership.Role, *, may_reverse: bool
) -> None:
    admin.post(page("member_create"), {"email": "luc@example.com", "role": role})

    luc = Membership.objects.for_company(company).get(user__email="luc@example.com")
    assert luc.may_reverse is may_reverse


def test_the_tick_is_the_members_own_and_in_the_history(
    admin: Client, company: Company
) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    sent = {"role": "STAFF", "is_active": "on", "may_reverse": "on"}
    admin.post(page("member_edit", luc.pk), sent)

    assert tick_of(luc)
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


def test_the_command_keeps_the_tick_of_a_role_that_stays(company: Company) -> None:
    make_member(company, email="boss@example.com")
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)
    Membership.objects.filter(pk=luc.pk).update(may_reverse=True)

    assert tick_of(
        set_member(company=company, email="luc@example.com", role=Role.STAFF)
    )
    set_member(company=company, email="luc@example.com", role=Role.ACCOUNTANT)
    assert tick_of(luc)
    set_member(company=company, email="luc@example.com", role=Role.STAFF)
    assert not tick_of(luc)


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


def test_who_chose_a_password_has_no_link_any_more(
    admin: Client, company: Company
) -> None:
    luc = make_member(company, Role.STAFF).memberships.get()

    assert admin.get(page("member_edit", luc.pk)).context["awaits"] is False
    assert admin.post(page("member_link", luc.pk)).status_code == 404


def test_an_opened_member_has_what_they_are_and_no_error(
    admin: Client, company: Company
) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.ACCOUNTANT)

    form = admin.get(page("member_edit", luc.pk)).context["form"]

    assert form.errors == {}
    assert (form["role"].value(), form["is_active"].value()) == ("ACCOUNTANT", True)


def test_a_saved_change_is_said_and_who_leaves_is_let_out(
    admin: Client, company: Company
) -> None:
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    answer = admin.post(page("member_edit", luc.pk), {"role": "STAFF"}, follow=True)

    luc.refresh_from_db()
    assert not luc.is_active
    messages = [str(message) for message in answer.context["messages"]]
    assert messages == ["The change is saved."]


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.STAFF])
def test_only_an_administrator_keeps_the_members(
    client: Client, company: Company, role: Membership.Role
) -> None:
    client.force_login(make_member(company, role))
    luc = set_member(company=company, email="luc@example.com", role=Role.STAFF)

    new = {"email": "eve@example.com", "role": "ADMIN"}
    answers = [
        client.get(page("member_list")),
        client.post(page("member_create"), new),
        client.post(page("member_edit", luc.pk), {"role": "ADMIN", "is_active": "on"}),
        client.post(page("member_link", luc.pk)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    luc.refresh_from_db()
    assert (luc.role, Membership.objects.count()) == (Role.STAFF, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_queries_for_one_and_for_three(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_member(company, Role.STAFF, email=f"{number}@example.com")

    # Session, person, membership with its company, members.
    with django_assert_num_queries(4):
        answer = admin.get(page("member_list"))

    assert len(answer.context["members"]) == count + 1
