import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from companies.models import Company, Membership
from invoices.models import PaymentMethod
from tests.factories import (
    make_account,
    make_company,
    make_member,
    make_method,
    make_settings,
)
from tests.history import last_change
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

LIST = reverse("invoices:method_list", args=["cote"])
CREATE = reverse("invoices:method_create", args=["cote"])


@pytest.fixture
def company() -> Company:
    return make_settings(make_company("cote")).company


@pytest.fixture
def admin(client: Client, company: Company) -> Client:
    client.force_login(make_member(company))
    return client


def page_of(method: PaymentMethod) -> str:
    return reverse("invoices:method_edit", args=["cote", method.pk])


def test_the_list_shows_the_account_and_whether_it_is_the_default(
    admin: Client, company: Company
) -> None:
    cash = GLAccount.objects.for_company(company).get(number="1015")
    make_method(company, "Comptant", account=cash)
    make_method(company, "Chèque")
    make_method(company, "Troc", is_active=False)

    content = admin.get(LIST).content.decode()

    assert content.count("1015 Caisse") == 1
    assert content.count("1010 Banque") == content.count("by default") == 2
    assert content.count(">inactive</span>") == 1


def test_an_admin_adds_a_method(admin: Client, company: Company) -> None:
    bank = GLAccount.objects.for_company(company).get(number="1010")
    sent = {"name": "Virement", "account": bank.pk, "is_active": "on"}

    answer = admin.post(CREATE, sent)

    assert answer.headers["Location"] == LIST
    method = PaymentMethod.objects.get()
    assert (method.company, method.name, method.account, method.is_active) == (
        company,
        "Virement",
        bank,
        True,
    )


def test_scenario_51_a_method_is_cash_when_an_admin_says_so(
    admin: Client, company: Company
) -> None:
    method = make_method(company, "Comptant")
    assert not form_of(admin.get(page_of(method)))["is_cash"].value()

    admin.post(
        page_of(method), {"name": "Comptant", "is_cash": "on", "is_active": "on"}
    )

    method.refresh_from_db()
    assert method.is_cash


def test_the_history_names_who_changed_the_account(
    admin: Client, company: Company
) -> None:
    method = make_method(company, "Chèque")
    bank = GLAccount.objects.for_company(company).get(number="1010")

    admin.post(
        page_of(method), {"name": "Chèque", "account": bank.pk, "is_active": "on"}
    )

    kept = last_change(method)
    assert str(kept.actor) == "admin@cote.example.com"
    assert kept.changes == {"account": ["None", str(bank.pk)]}


def test_scenario_31_a_method_page_refuses_an_inactive_account(
    admin: Client, company: Company
) -> None:
    closed = make_account(company, "1011", is_active=False)

    answer = admin.post(CREATE, {"name": "Virement", "account": closed.pk})

    [reason] = form_of(answer).errors["account"]
    assert reason.startswith("Account 1011 is inactive;")
    assert PaymentMethod.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "look", "change"),
    [(Role.ADMIN, 200, 302), (Role.ACCOUNTANT, 200, 403), (Role.STAFF, 403, 403)],
)
def test_scenario_94_who_sees_and_who_changes_a_method(
    client: Client, company: Company, role: Role, look: int, change: int
) -> None:
    page = page_of(make_method(company))
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == look
    assert client.get(page).status_code == look
    assert client.post(page, {"name": "Chèque"}).status_code == change


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_methods(
    admin: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_method(company, f"M{number}")

    with django_assert_num_queries(6):
        admin.get(LIST)
