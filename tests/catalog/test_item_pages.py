from decimal import Decimal

import pytest
from django.conf import settings as django_settings
from django.test import Client

from catalog.models import Item
from companies.models import Company, Membership
from tests.catalog.items import CREATE, LIST, VISIT, account, page
from tests.factories import (
    make_account,
    make_category,
    make_company,
    make_group,
    make_item,
    make_member,
)
from tests.history import last_change
from tests.pages import form_of

Role = Membership.Role


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


@pytest.mark.parametrize("role", Role)
def test_scenario_94_every_role_keeps_the_catalogue(
    client: Client, company: Company, role: Role
) -> None:
    item = make_item(company, "S-1")
    client.force_login(make_member(company, role))

    assert client.get(LIST).status_code == 200
    assert client.post(page("item_edit", item), VISIT).status_code == 302
