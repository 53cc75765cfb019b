"""A line as it is typed on a draft, and what it becomes."""

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model

from catalog.models import Item
from invoices.forms.invoices import DraftForm, LineForm
from invoices.models import InvoiceLine
from tests.factories import (
    make_account,
    make_company,
    make_customer,
    make_group,
    make_item,
)
from tests.invoices.shop import Shop


@pytest.fixture
def item(shop: Shop) -> Item:
    return make_item(shop.company, "SRV", name="Service", unit_price=Decimal("95.00"))


def filled(shop: Shop, **typed: Any) -> LineForm:
    sent = {
        name: value.pk if isinstance(value, Model) else value
        for name, value in {"quantity": "1", **typed}.items()
    }
    return LineForm(sent, company=shop.company)


def line_of(shop: Shop, **typed: Any) -> InvoiceLine:
    form = filled(shop, **typed)
    assert form.errors == {}
    return form.line()


def choices(form: Any, name: str) -> list[str]:
    return [str(row) for row in form.fields[name].queryset]


def test_a_blank_price_is_that_of_the_item(shop: Shop, item: Item) -> None:
    line = line_of(shop, item=item, quantity="2.5")

    assert (line.unit_price.amount, line.quantity) == (Decimal("95.00"), Decimal("2.5"))


@pytest.mark.parametrize("price", ["0.00", "12.50"])
def test_a_price_that_is_typed_wins_over_the_item(
    shop: Shop, item: Item, price: str
) -> None:
    assert line_of(shop, item=item, unit_price=price).unit_price.amount == Decimal(
        price
    )


def test_a_line_without_an_item_has_its_account_and_description(shop: Shop) -> None:
    account = shop.account("4010")

    line = line_of(shop, unit_price="12.50", description="Visite", account=account)

    assert (line.item, line.description, line.account) == (None, "Visite", account)
    assert line.discount.amount == Decimal(0)


def test_the_account_of_an_item_is_not_overruled(shop: Shop, item: Item) -> None:
    line = line_of(shop, item=item, account=shop.account("4010"), discount="5.00")

    assert line.account is None
    assert line.discount.amount == Decimal("5.00")


def test_a_line_without_a_price_or_an_item_is_refused(shop: Shop) -> None:
    assert filled(shop, description="Visite").errors == {
        "unit_price": ["Type a price, or choose an item."]
    }


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"quantity": ""}, {"quantity": ["This field is required."]}),
        (
            {"quantity": "1.00001"},
            {"quantity": ["Ensure that there are no more than 4 decimal places."]},
        ),
        (
            {"quantity": "-10000000"},
            {
                "quantity": [
                    "Ensure this value is greater than or equal to -9999999.99."
                ]
            },
        ),
        (
            {"discount": "-0.01"},
            {"discount": ["Ensure this value is greater than or equal to 0."]},
        ),
        (
            {"description": "x" * 301},
            {
                "description": [
                    "Ensure this value has at most 300 characters (it has 301)."
                ]
            },
        ),
    ],
)
def test_what_cannot_be_a_line_is_said_at_its_field(
    shop: Shop, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert filled(shop, unit_price="1.00", **typed).errors == errors


def test_a_quantity_may_be_taken_back(shop: Shop) -> None:
    line = line_of(shop, unit_price="1.00", description="Retour", quantity="-1.2345")

    assert line.quantity == Decimal("-1.2345")


def test_only_what_the_company_sells_and_uses_is_offered(
    shop: Shop, item: Item
) -> None:
    make_item(shop.company, "OLD", is_archived=True)
    make_account(shop.company, "4001", is_active=False)
    make_account(shop.company, "4002", is_control=True)
    roy = make_company("roy")
    make_item(roy, "ROY")
    make_group(roy, "TPS de Roy")
    make_account(roy, "4003")

    form = LineForm(company=shop.company)

    assert choices(form, "item") == [str(item)]
    assert sorted(choices(form, "tax_group")) == sorted(shop.groups)
    numbers = [words.split()[0] for words in choices(form, "account")]
    assert numbers[-7:] == ["4020", "4090", "4900", "4910", "5300", "5310", "5390"]
    assert not {"4001", "4002", "4003"} & set(numbers)


def test_a_draft_is_for_a_customer_of_the_company(shop: Shop) -> None:
    stranger = make_customer(make_company("roy"), "C-9")

    form = DraftForm({"customer": stranger.pk}, company=shop.company)

    assert choices(form, "customer") == ["Gagnon (C-100)"]
    assert list(form.errors) == ["customer"]
