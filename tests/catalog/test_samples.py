"""What the sale of an item would put in a file, whose account it is said to be."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings
from accounting.saving import Sample, SampleLine
from catalog.models import Item
from catalog.samples import item_sample
from companies.models import Company
from tests.catalog.items import account
from tests.factories import make_category, make_item

TODAY = date(2026, 11, 24)
PRICE = Decimal("95.00")


def sampled(company: Company, *items: Item) -> list[SampleLine]:
    sample = item_sample(company, items, TODAY)
    assert sample == Sample(on=TODAY, lines=sample.lines)
    return list(sample.lines)


def test_an_item_is_sold_at_its_price_on_its_own_account(company: Company) -> None:
    services = account(company, "4000")
    item = make_item(company, "S-1", unit_price=PRICE, credit_account=services)

    assert sampled(company, item) == [
        SampleLine(services.pk, f"item:{item.pk}", PRICE, is_sold=True)
    ]


def test_an_item_with_a_debit_account_of_its_own_has_both_sides(
    company: Company,
) -> None:
    receivable = account(company, "1201")
    services = account(company, "4000")
    category = make_category(company, "Services", credit_account=services)
    item = make_item(
        company, "S-1", unit_price=PRICE, category=category, debit_account=receivable
    )

    assert sampled(company, item) == [
        SampleLine(services.pk, f"category:{category.pk}", PRICE, is_sold=True),
        SampleLine(receivable.pk, f"item:{item.pk}", PRICE),
    ]


@pytest.mark.parametrize(
    ("unmapped", "number", "level"),
    [("default", "4900", "default"), ("block", None, "missing")],
)
def test_an_item_without_a_price_is_a_cent_and_says_that_it_has_no_account(
    company: Company, unmapped: str, number: str | None, level: str
) -> None:
    AccountingSettings.objects.update(unmapped=unmapped)
    item = make_item(company, "S-1")

    [line] = sampled(company, item)

    answered = account(company, number).pk if number else None
    assert line == SampleLine(
        answered, f"{level}:item:{item.pk}", Decimal("0.01"), is_sold=True
    )


def test_items_are_sampled_one_after_the_other(company: Company) -> None:
    first = make_item(company, "S-1", unit_price=PRICE)
    second = make_item(company, "S-2", unit_price=Decimal("10.00"))

    assert [line.amount for line in sampled(company, first, second)] == [
        PRICE,
        Decimal("10.00"),
    ]
