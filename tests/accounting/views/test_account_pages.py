from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from companies.models import Company, Membership
from tests.factories import (
    make_account,
    make_company,
    make_exported_line,
    make_member,
    make_settings,
)

pytestmark = pytest.mark.django_db
Role = Membership.Role

LIST = reverse("accounting:account_list", args=["cote"])
CREATE = reverse("accounting:account_create", args=["cote"])
BANK = {"number": "1010", "name": "Banque", "category": "asset", "is_active": "on"}


@pytest.fixture
def company() -> Company:
    return make_company("cote")


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


def page_of(account: GLAccount) -> str:
    return reverse("accounting:account_edit", args=["cote", account.pk])


def test_the_list_shows_the_chart_by_number_with_its_states(
    admin: Client, company: Company
) -> None:
    make_account(company, "4010", is_active=False)
    make_account(company, "1100", is_control=True)
    make_account(company, "1201")
    make_account(make_company("roy"), "9999")

    answer = admin.get(LIST)

    assert [row.record.number for row in answer.context["table"].rows] == [
        "1100",
        "1201",
        "4010",
    ]
    content = answer.content.decode()
    for state in ["linked to a module", "inactive", "active"]:
        assert content.count(f">{state}</span>") == 1


def test_the_guide_is_open_until_sales_have_a_receivable(
    admin: Client, company: Company
) -> None:
    opened = '<details class="panel prose" open>'
    assert opened in admin.get(LIST).content.decode()

    make_settings(company)

    content = admin.get(LIST).content.decode()
    assert opened not in content
    assert "Create the account “Compte-clients Plannit”" in content


def test_an_admin_adds_an_account(admin: Client, company: Company) -> None:
    answer = admin.post(CREATE, BANK)

    assert answer.headers["Location"] == LIST
    account = GLAccount.objects.get()
    assert (account.company, str(account), account.category) == (
        company,
        "1010 Banque",
        "asset",
    )


def test_an_admin_renames_an_account_and_links_it(
    admin: Client, company: Company
) -> None:
    account = make_account(company, "1010")

    admin.post(page_of(account), BANK | {"name": "Caisse pop", "is_control": "on"})

    account.refresh_from_db()
    assert (account.name, account.is_control) == ("Caisse pop", True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "1201"}, "Number: “1201” exists already; choose another."),
        ({"number": "1011"}, "its number is fixed. Its name may change;"),
    ],
)
def test_a_refusal_is_said_and_nothing_is_saved(
    admin: Client, company: Company, changes: dict[str, Any], sentence: str
) -> None:
    make_account(company, "1201")
    account = make_account(company, "1010")
    make_exported_line(account)

    answer = admin.post(page_of(account), BANK | changes)

    assert sentence in answer.content.decode()
    account.refresh_from_db()
    assert account.number == "1010"


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_scenario_94_who_sees_and_who_changes_an_account(
    client: Client, company: Company, role: Role, look: int, change: int
) -> None:
    page = page_of(make_account(company, "1010"))
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == look
    assert client.get(page).status_code == look
    assert client.post(page, BANK).status_code == change


def test_an_accountant_reads_an_account_and_cannot_save_it(
    client: Client, company: Company
) -> None:
    page = page_of(make_account(company, "1010"))
    client.force_login(make_member(company, Role.ACCOUNTANT))

    answer = client.get(page)

    assert answer.context["readonly"] is True
    assert "btn-primary" not in answer.text


def test_a_page_is_titled_by_its_account_as_it_is_saved(
    admin: Client, company: Company
) -> None:
    account = make_account(company, "1010", name="Banque")
    make_account(company, "1201")

    refused = admin.post(page_of(account), BANK | {"number": "1201"})

    assert refused.context["title"] == "1010 Banque"
    assert refused.context["readonly"] is False
    assert admin.get(CREATE).context["title"] == "Add an account"


def test_what_is_saved_is_said_by_its_name(admin: Client) -> None:
    answer = admin.post(CREATE, BANK | {"name": "Caisse pop"}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["1010 Caisse pop is saved."]


def test_an_accountant_is_not_offered_to_add(client: Client, company: Company) -> None:
    client.force_login(make_member(company, Role.ACCOUNTANT))

    assert CREATE not in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_accounts(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_settings(company)
    for number in range(count):
        make_account(company, f"60{number}")

    with django_assert_num_queries(6):
        admin.get(LIST)
