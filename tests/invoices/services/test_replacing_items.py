from datetime import date

import pytest

from catalog.services import ItemInUseError, replace_item
from tests.factories import make_company, make_item
from tests.invoices.shop import Shop

ISSUED = date(2026, 11, 3)


def test_scenario_26_only_drafts_get_the_item_that_replaces_another(shop: Shop) -> None:
    item = make_item(shop.company, "S-1", name="Visite")
    other = make_item(shop.company, "S-2", name="Appel")
    issued = shop.issue(shop.line("100.00", item=item), on=ISSUED)
    draft = shop.draft(shop.line("100.00", item=item))

    replace_item(item=item, by=other)

    assert issued.lines.get().item == item
    assert draft.lines.get().item == other


def test_an_item_is_not_replaced_by_one_of_another_company(shop: Shop) -> None:
    item = make_item(shop.company, "S-1")
    stranger = make_item(make_company("roy"), "S-2")

    with pytest.raises(ItemInUseError) as error:
        replace_item(item=item, by=stranger)

    assert (
        str(error.value)
        == "Choose another item of the catalogue, one that is not archived."
    )
    item.refresh_from_db()
    assert not item.is_archived
