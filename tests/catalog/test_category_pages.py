import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from catalog.models import Category
from companies.models import Company, Membership
from tests.factories import make_category, make_company, make_member
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

LIST = reverse("catalog:category_list", args=["cote"])
CREATE = reverse("catalog:category_create", args=["cote"])


def page_of(category: Category) -> str:
    return reverse("catalog:category_edit", args=["cote", category.pk])


def test_a_category_is_added_with_its_account(staff: Client, company: Company) -> None:
    revenue = GLAccount.objects.for_company(company).get(number="4000")

    answer = staff.post(CREATE, {"name": "Services", "credit_account": revenue.pk})

    assert answer.headers["Location"] == LIST
    category = Category.objects.get()
    assert (category.name, category.credit_account) == ("Services", revenue)
    assert "4000 Ventes – services" in staff.get(LIST).content.decode()


def test_a_category_is_renamed(staff: Client, company: Company) -> None:
    category = make_category(company, "Services")

    staff.post(page_of(category), {"name": "Main-d’œuvre"})

    category.refresh_from_db()
    assert category.name == "Main-d’œuvre"


def test_a_category_refuses_another_receivable(staff: Client, company: Company) -> None:
    cash = GLAccount.objects.for_company(company).get(number="1015")

    answer = staff.post(CREATE, {"name": "Services", "debit_account": cash.pk})

    [reason] = form_of(answer).non_field_errors()
    assert reason.startswith("Debit account of Services: 1015 is not the account")
    assert Category.objects.count() == 0


@pytest.mark.parametrize("role", Role)
def test_scenario_94_every_role_keeps_the_categories(
    client: Client, company: Company, role: Role
) -> None:
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == 200
    assert client.post(CREATE, {"name": "Services"}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_categories(
    staff: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    accounts = GLAccount.objects.for_company(company)
    for number in range(count):
        make_category(company, f"C{number}", credit_account=accounts[number])

    with django_assert_num_queries(5):
        staff.get(LIST)


def test_the_list_says_where_the_default_answers(
    staff: Client, company: Company
) -> None:
    receivable = GLAccount.objects.for_company(company).get(number="1201")
    make_category(company, "Services")
    make_category(company, "Produits", debit_account=receivable)
    make_category(make_company("roy"), "Étranger")

    rows = staff.get(LIST).context["table"].rows

    default = '<span class="quiet">by default</span>'
    cells = [
        [str(row.get_cell(name)) for name in ("debit_account", "credit_account")]
        for row in rows
    ]
    assert [row.record.name for row in rows] == ["Produits", "Services"]
    assert cells == [["1201 Comptes-clients Plannit", default], [default, default]]
