import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings
from accounting.queries import settings_for
from companies.models import Company
from tests.catalog.items import LIST, account, codes
from tests.factories import (
    make_category,
    make_company,
    make_item,
)


def credit_cells(client: Client) -> list[str]:
    rows = client.get(LIST).context["table"].rows
    return [str(row.get_cell("credit_account")) for row in rows]


def shown(number: str, name: str, source: str) -> str:
    return f'<span title="{name}">{number}</span> <span class="quiet">{source}</span>'


def test_the_list_says_which_level_answers(staff: Client, company: Company) -> None:
    services = make_category(
        company, "Services", credit_account=account(company, "4000")
    )
    make_item(company, "A", credit_account=account(company, "4010"))
    make_item(company, "B", category=services)
    make_item(company, "C")

    assert credit_cells(staff) == [
        shown("4010", "Ventes – produits", ""),
        shown("4000", "Ventes – services", "of its category"),
        shown("4900", "Autres revenus (défaut)", "by default"),
    ]


def test_the_list_says_who_is_debited(staff: Client, company: Company) -> None:
    receivable = account(company, "1201")
    services = make_category(company, "Services", debit_account=receivable)
    make_item(company, "A", debit_account=receivable)
    make_item(company, "B", category=services)
    make_item(company, "C")

    rows = staff.get(LIST).context["table"].rows

    name = "Comptes-clients Plannit"
    assert [str(row.get_cell("debit_account")) for row in rows] == [
        shown("1201", name, ""),
        shown("1201", name, "of its category"),
        shown("1201", name, "by default"),
    ]


def test_scenario_24_the_list_says_that_no_account_answers(
    staff: Client, company: Company
) -> None:
    AccountingSettings.objects.update(unmapped=AccountingSettings.Unmapped.BLOCK)
    make_item(company, "A")

    assert credit_cells(staff) == [
        '<span class="status status-needs-you">no account</span>'
    ]


def test_the_list_is_narrowed(staff: Client, company: Company) -> None:
    services = make_category(
        company, "Services", credit_account=account(company, "4000")
    )
    make_item(company, "A-1", name="Robinet", credit_account=account(company, "4010"))
    make_item(company, "B-1", name="Visite", category=services)
    make_item(company, "C-1", name="Divers")
    make_item(company, "D-1", name="Ancien", is_archived=True)
    make_item(make_company("roy"), "E-1")

    assert codes(staff) == ["A-1", "B-1", "C-1"]
    assert codes(staff, text="robin") == ["A-1"]
    assert codes(staff, text="b-1") == ["B-1"]
    assert codes(staff, category=services.pk) == ["B-1"]
    assert codes(staff, unmapped="on") == ["C-1"]
    assert codes(staff, archived="on") == ["D-1"]
    assert codes(staff, category="999999") == ["A-1", "B-1", "C-1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_items(
    staff: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings_for(company)
    for number in range(count):
        category = make_category(company, f"Catégorie {number}")
        make_item(company, f"S-{number}", category=category)

    with django_assert_num_queries(8):
        staff.get(LIST)
