from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import AccountingSettings, GLAccount
from accounting.queries import settings_for
from catalog.models import Item
from companies.models import Company, Membership
from tests.factories import (
    make_account,
    make_category,
    make_company,
    make_draft_line,
    make_group,
    make_item,
    make_member,
    make_settings,
)
from tests.history import last_change
from tests.pages import form_of

pytestmark = pytest.mark.django_db
Role = Membership.Role

LIST = reverse("catalog:item_list", args=["cote"])
CREATE = reverse("catalog:item_create", args=["cote"])
VISIT = {"code": "S-1", "name": "Visite", "unit_price": "95.00"}


@pytest.fixture
def company() -> Company:
    return make_settings(make_company("cote")).company


@pytest.fixture
def staff(client: Client, company: Company) -> Client:
    client.force_login(make_member(company, Role.STAFF))
    return client


def page(name: str, item: Item) -> str:
    return reverse(f"catalog:{name}", args=["cote", item.pk])


def account(company: Company, number: str) -> GLAccount:
    return GLAccount.objects.for_company(company).get(number=number)


def codes(client: Client, **asked: Any) -> list[str]:
    rows = client.get(LIST, asked).context["table"].rows
    return [row.record.code for row in rows]


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


def test_scenario_24_the_list_says_that_no_account_answers(
    staff: Client, company: Company
) -> None:
    AccountingSettings.objects.update(unmapped=AccountingSettings.Unmapped.BLOCK)
    make_item(company, "A")

    assert credit_cells(staff) == [
        '<span class="status status-missing">no account</span>'
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


def test_staff_add_an_item_with_its_account(staff: Client, company: Company) -> None:
    revenue = account(company, "4000")
    group = make_group(company, "Exonéré")
    chosen = {"credit_account": revenue.pk, "tax_group": group.pk}

    answer = staff.post(CREATE, VISIT | chosen)

    assert answer.headers["Location"] == LIST
    item = Item.objects.get()
    assert (str(item), item.unit_price.amount) == ("S-1 Visite", Decimal("95.00"))
    assert (item.company, item.tax_group) == (company, group)
    assert (item.debit_account, item.credit_account) == (None, revenue)


def test_a_price_is_typed_with_a_comma_in_french(staff: Client) -> None:
    staff.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "fr-ca"

    staff.post(CREATE, VISIT | {"unit_price": "1 234,50 $"})

    assert Item.objects.get().unit_price.amount == Decimal("1234.50")


def test_the_history_names_who_mapped_an_item(staff: Client, company: Company) -> None:
    item = make_item(company, "S-1", name="Visite", unit_price=Decimal("95.00"))
    revenue = account(company, "4010")

    staff.post(page("item_edit", item), VISIT | {"credit_account": revenue.pk})

    kept = last_change(item)
    assert str(kept.actor) == "staff@cote.example.com"
    assert kept.changes == {"credit_account": ["None", str(revenue.pk)]}


@pytest.mark.parametrize("name", ["category", "tax_group"])
def test_a_choice_of_another_company_is_refused(staff: Client, name: str) -> None:
    other = make_company("roy")
    stranger = make_group(other, "TPS") if name == "tax_group" else None
    row = stranger or make_category(other, "Services")

    answer = staff.post(CREATE, VISIT | {name: row.pk})

    assert list(form_of(answer).errors) == [name]


def test_scenario_31_an_item_page_refuses_a_linked_account(
    staff: Client, company: Company
) -> None:
    linked = make_account(company, "1100", is_control=True)

    answer = staff.post(CREATE, VISIT | {"credit_account": linked.pk})

    [reason] = form_of(answer).errors["credit_account"]
    assert reason.startswith("Account 1100 is linked to a module in Acomba;")
    assert Item.objects.count() == 0


@pytest.mark.parametrize("price", ["-1", "10000000"])
def test_a_price_out_of_bounds_is_refused(staff: Client, price: str) -> None:
    answer = staff.post(CREATE, VISIT | {"unit_price": price})

    assert form_of(answer).errors
    assert Item.objects.count() == 0


def test_scenario_25_an_archived_item_leaves_the_list_and_comes_back(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")
    make_draft_line(item)

    staff.post(page("item_archive", item))
    assert codes(staff) == []

    staff.post(page("item_unarchive", item))
    assert codes(staff) == ["S-1"]


def test_scenario_26_the_refusal_to_delete_offers_to_archive(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1", name="Visite")
    make_draft_line(item)

    content = staff.post(page("item_delete", item)).content.decode()

    assert "S-1 Visite is used by documents, so it cannot be deleted." in content
    assert page("item_archive", item) in content
    assert page("item_replace", item) in content
    assert Item.objects.get() == item


def test_scenario_26_a_draft_gets_the_item_that_replaces_another(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1", name="Visite")
    other = make_item(company, "S-2", name="Appel de service")
    line = make_draft_line(item)

    answer = staff.post(page("item_replace", item), {"by": other.pk}, follow=True)

    message = "S-1 Visite is archived: drafts have S-2 Appel de service instead."
    assert message in answer.content.decode()
    line.refresh_from_db()
    assert (line.item, line.description) == (other, "Visite")
    item.refresh_from_db()
    assert item.is_archived


def test_scenario_26_an_item_is_replaced_by_another_that_is_in_use(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")
    make_item(company, "S-2", is_archived=True)
    line = make_draft_line(item)

    form = staff.get(page("item_replace", item)).context["form"]
    assert list(form.fields["by"].queryset) == []
    assert staff.post(page("item_replace", item), {"by": item.pk}).status_code == 200
    line.refresh_from_db()
    assert line.item == item


def test_scenario_26_an_item_never_used_is_deleted_after_asking(
    staff: Client, company: Company
) -> None:
    item = make_item(company, "S-1")

    assert staff.get(page("item_delete", item)).status_code == 200
    assert Item.objects.count() == 1
    assert staff.post(page("item_delete", item)).headers["Location"] == LIST
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["item_edit", "item_archive", "item_unarchive", "item_delete", "item_replace"],
)
def test_an_item_of_another_company_is_not_found(staff: Client, name: str) -> None:
    stranger = make_item(make_company("roy"), "S-1")

    assert staff.post(page(name, stranger)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_scenario_94_every_role_keeps_the_catalogue(
    client: Client, company: Company, role: Role
) -> None:
    item = make_item(company, "S-1")
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == 200
    assert client.post(page("item_edit", item), VISIT).status_code == 302


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
