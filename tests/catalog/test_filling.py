"""Choosing an account in the catalogue gives it to what waited for one."""

import pytest

from catalog.services import save_category, save_item
from tests.factories import make_category, make_item
from tests.invoices.shop import Shop, lines_of, open_shop


@pytest.fixture
def shop(db: None) -> Shop:  # noqa: ARG001 - the database must be there first
    return open_shop()


@pytest.mark.parametrize("level", ["item", "category"])
def test_an_account_chosen_in_the_catalogue_fills_issued_lines(
    shop: Shop, level: str
) -> None:
    shop.change(unmapped="block")
    category = make_category(shop.company, "Services")
    item = make_item(shop.company, "S-1", category=category)
    invoice = shop.issue(shop.line("75.00", None, item=item))
    before = lines_of(invoice)

    if level == "item":
        item.credit_account = shop.account("4010")
        save_item(item=item)
    else:
        category.credit_account = shop.account("4010")
        save_category(category=category)

    taxes = ["C 2310 3.75", "C 2320 7.48"]
    assert before == ["D 1201 86.23", "C ? 75.00", *taxes]
    assert lines_of(invoice) == ["D 1201 86.23", "C 4010 75.00", *taxes]
