from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from catalog.models import Item
from companies.models import Membership
from invoices.models import Invoice, Reclassification
from tests import factories
from tests.invoices.counter import Counter
from tests.invoices.shop import Shop
from tests.invoices.views.till import said

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


def export_then_move(counter: Counter, item: Item) -> Invoice:
    invoice = counter.issue("100.00", ISSUED, account=None, item=item)
    counter.export()
    move_item(counter, item)
    return invoice


def reclassify(client: Client, invoice: Invoice, day: str) -> Any:
    return client.post(f"{PAGE}lines/{invoice.lines.get().pk}/", {"day": day})


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
    invoice = export_then_move(counter, item)

    client.post(f"{PAGE}reapply/")
    assert counter.journal() == [f"X {SALE.format('4000')}"]

    line = invoice.lines.get()
    client.post(f"{PAGE}lines/{line.pk}/", {"day": "2026-11-24"})

    assert counter.journal() == [
        f"X {SALE.format('4000')}",
        "R! reclassified 11-24 D 4000 100.00 / C 4010 100.00",
    ]
    answer = client.post(f"{PAGE}lines/{line.pk}/", {"day": "2026-11-24"}, follow=True)
    assert "there is nothing to reclassify" in answer.content.decode()
    assert Reclassification.objects.count() == 1


def test_a_reclassification_needs_its_day(
    counter: Counter, client: Client, item: Item
) -> None:
    invoice = export_then_move(counter, item)

    answer = client.post(
        f"{PAGE}lines/{invoice.lines.get().pk}/", {"day": ""}, follow=True
    )

    assert "Give the date of the reclassification." in answer.content.decode()
    assert not Reclassification.objects.exists()


def sections_of(page: str) -> list[list[str]]:
    """The words of each line: of what was not exported, then of what was."""
    return [
        [
            " ".join(strip_tags(row.partition("</tr>")[0]).split())
            for row in section.partition("<tbody>")[2].split("<tr>")[1:]
        ]
        for section in page.split("<section>")[1:]
    ]


def test_the_page_tells_what_was_exported_from_what_was_not(
    counter: Counter, client: Client, item: Item
) -> None:
    counter.issue("1000.00", ISSUED, account=None, item=item)
    counter.export()
    counter.issue("100.00", ISSUED, account=None, item=item, description="Visite")
    counter.issue("5.00", ISSUED)
    move_item(counter, item)

    page = client.get(PAGE).content.decode()

    accounts = "4000 Ventes – services 4010 Ventes – produits"
    assert sections_of(page) == [
        [f"FAC-00002 Visite $100.00 {accounts}"],
        [f"FAC-00001 Travaux $1,000.00 {accounts} Reclassify"],
    ]
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page


def test_without_a_change_there_is_nothing_to_reapply(
    counter: Counter, client: Client, item: Item
) -> None:
    counter.issue("100.00", ISSUED, account=None, item=item)

    page = client.get(PAGE).content.decode()

    assert page.count("No line: every account is what its rule gives today.") == 2
    assert f'action="{PAGE}reapply/"' not in page


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "0 lines have their accounts of today."),
        (1, "1 line has its account of today."),
        (3, "3 lines have their accounts of today."),
    ],
)
def test_the_lines_that_took_another_account_are_counted(
    counter: Counter, client: Client, item: Item, count: int, sentence: str
) -> None:
    for _ in range(count):
        counter.issue("100.00", ISSUED, account=None, item=item)
    move_item(counter, item)

    answer = client.post(f"{PAGE}reapply/")

    assert answer.headers["Location"] == PAGE
    assert said(answer) == [sentence]
    assert counter.journal() == [f"R! {SALE.format('4010')}"] * count


def test_who_reclassifies_is_kept_with_it(
    counter: Counter, client: Client, item: Item
) -> None:
    invoice = export_then_move(counter, item)

    answer = reclassify(client, invoice, "2026-11-24")

    assert said(answer) == ["The revenue is reclassified."]
    assert answer.headers["Location"] == PAGE
    row = Reclassification.objects.get()
    assert row.reclassified_by is not None
    assert row.reclassified_by.email == "accountant@cote.example.com"
    assert row.reclassified_on == date(2026, 11, 24)


def test_a_reclassification_before_the_invoice_is_refused(
    counter: Counter, client: Client, item: Item
) -> None:
    invoice = export_then_move(counter, item)

    answer = reclassify(client, invoice, "2026-10-19")

    [sentence] = said(answer)
    assert sentence.endswith("choose that day or a later one.")
    assert Reclassification.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_of_one_line_and_of_three(
    counter: Counter,
    client: Client,
    item: Item,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        counter.issue("100.00", ISSUED, account=None, item=item)
    move_item(counter, item)
    client.get(PAGE)

    with django_assert_num_queries(16):
        client.get(PAGE)
