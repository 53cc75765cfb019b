from datetime import date

import pytest
from django.test import Client

from catalog.models import Item
from companies.models import Membership
from invoices.models import Reclassification
from tests import factories
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop

Role = Membership.Role
PAGE = "/c/cote/remapping/"
ISSUED = date(2026, 10, 20)
SALE = "sale 10-20 D 1201 114.98 / C {} 100.00, C 2310 5.00, C 2320 9.98"


@pytest.fixture
def counter(shop: Shop, client: Client) -> Counter:
    client.force_login(factories.make_member(shop.company, Role.ACCOUNTANT))
    return Counter(shop)


@pytest.fixture
def item(shop: Shop) -> Item:
    account = shop.account("4000")
    return factories.make_item(shop.company, "T-1", credit_account=account)


def move_item(counter: Counter, item: Item) -> None:
    item.credit_account = counter.shop.account("4010")
    item.save()


def test_what_was_not_exported_takes_the_accounts_of_today(
    counter: Counter, client: Client, item: Item
) -> None:
    counter.issue("100.00", ISSUED, account=None, item=item)
    move_item(counter, item)
    shown = client.get(PAGE).content.decode()
    assert "4000 Ventes – services" in shown
    assert "4010 Ventes – produits" in shown

    client.post(f"{PAGE}reapply/")

    assert counter.journal() == [f"R! {SALE.format('4010')}"]


def test_scenario_28_exported_revenue_is_reclassified_when_a_person_says_so(
    counter: Counter, client: Client, item: Item
) -> None:
    invoice = counter.issue("100.00", ISSUED, account=None, item=item)
    counter.export()
    move_item(counter, item)

    client.post(f"{PAGE}reapply/")
    assert counter.journal() == [f"X {SALE.format('4000')}"]

    line = invoice.lines.get()
    client.post(f"{PAGE}lines/{line.pk}/", {"day": "2026-11-24"})

    assert counter.journal() == [
        f"X {SALE.format('4000')}",
        "R! reclassified 11-24 D 4000 100.00 / C 4010 100.00",
    ]
    answer = client.post(f"{PAGE}lines/{line.pk}/", {"day": "2026-11-24"}, follow=True)
    assert "is where its rule says" in answer.content.decode()
    assert Reclassification.objects.count() == 1


def test_a_reclassification_needs_its_day(
    counter: Counter, client: Client, item: Item
) -> None:
    invoice = counter.issue("100.00", ISSUED, account=None, item=item)
    counter.export()
    move_item(counter, item)

    answer = client.post(
        f"{PAGE}lines/{invoice.lines.get().pk}/", {"day": ""}, follow=True
    )

    assert "Give the date of the reclassification." in answer.content.decode()
    assert not Reclassification.objects.exists()
