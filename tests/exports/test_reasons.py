from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from accounting.formats.limits import Limit
from accounting.journal.movements import Account
from accounting.models import GLAccount
from companies.models import Company
from exports.models import GLImportSettings
from exports.queries import plan_export
from exports.reasons import LIMITS, Behind, explain_set_aside
from tests.exports.journal import TODAY, make_books, record_sale
from tests.factories import make_account, make_item
from tests.invoices.shop import Shop, entry_of

LINKED = (
    "Account 4000 is linked to a module in Acomba, which refuses imported entries in"
    " it. Choose another account."
)
TOO_LARGE = (
    "An amount on account %s is above 999,999.99, which the file cannot hold. Allow"
    " amounts to be split."
)
FREE = "No account is chosen for a line without an item ($%s)."
pytestmark = pytest.mark.django_db


def behind(company: Company) -> list[Behind]:
    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)
    return explain_set_aside(company, plan.set_aside)


def reasons(company: Company) -> list[str]:
    return [reason.text for each in behind(company) for reason in each.reasons]


def pages(company: Company) -> list[str]:
    return [reason.url for each in behind(company) for reason in each.reasons]


def sell(company: Company, account: str) -> None:
    origin = Account(number=account, origin="item:1")
    record_sale(company, amount="1000000.00", account=origin)


def test_what_stays_behind_is_the_entry_with_its_total() -> None:
    company = make_books()
    entry = record_sale(company, account=Account(number=None, origin="missing:item:7"))

    (stays,) = behind(company)

    assert (stays.entry, stays.total) == (entry, Decimal("114.98"))


def test_a_missing_account_names_what_lacks_it_and_where_to_choose_it() -> None:
    company = make_books()
    item = make_item(company, "FORFAIT", name="Forfait")
    record_sale(company, account=Account(number=None, origin=f"missing:item:{item.pk}"))

    assert reasons(company) == [f"No account is chosen for the item “{item}”."]
    assert pages(company) == [f"/c/cote/settings/items/{item.pk}/"]


def test_each_line_without_an_item_has_its_own_page(shop: Shop) -> None:
    shop.change(unmapped="block")
    invoice = shop.issue(shop.line("75.00", None), shop.line("20.00", None))

    first, second = entry_of(invoice).lines.filter(account=None).order_by("position")

    assert reasons(shop.company) == [FREE % "75.00", FREE % "20.00"]
    assert pages(shop.company) == [
        f"/c/cote/entries/lines/{first.pk}/account/",
        f"/c/cote/entries/lines/{second.pk}/account/",
    ]


def test_lines_that_the_file_shows_as_one_keep_their_reasons(shop: Shop) -> None:
    shop.change(unmapped="block", detail="summary")
    item = make_item(shop.company, "FORFAIT", name="Forfait")
    shop.issue(shop.line("75.00", None, item=item), shop.line("20.00", None))

    assert reasons(shop.company) == [
        "No account is chosen for the item “FORFAIT Forfait”.",
        FREE % "20.00",
    ]


def test_the_same_rule_is_named_once_for_an_entry(shop: Shop) -> None:
    shop.change(unmapped="block")
    item = make_item(shop.company, "FORFAIT", name="Forfait")
    shop.issue(*(shop.line("75.00", None, item=item) for _line in range(2)))

    assert len(reasons(shop.company)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_reasons_ask_as_much_for_three_items_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_books()
    for number in range(count):
        item = make_item(company, f"A{number}")
        missing = Account(number=None, origin=f"missing:item:{item.pk}")
        record_sale(company, number, account=missing)
    plan = plan_export(company=company, through=TODAY, produced_on=TODAY)

    with django_assert_num_queries(3):
        explain_set_aside(company, plan.set_aside)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"is_control": True}, LINKED),
        (
            {"is_active": False},
            "Account 4000 is not active. Choose another, or activate it.",
        ),
    ],
)
def test_an_account_that_cannot_be_used_is_named(
    broken: dict[str, bool], reason: str
) -> None:
    company = make_books()
    record_sale(company)
    GLAccount.objects.filter(number="4000").update(**broken)

    account = GLAccount.objects.get(number="4000")
    assert reasons(company) == [reason]
    assert pages(company) == [f"/c/cote/settings/accounts/{account.pk}/"]


def test_what_the_file_cannot_hold_is_named_with_the_page_that_mends_it() -> None:
    company = make_books()
    make_account(company, "40-00")
    GLImportSettings.objects.create(company=company, account_width=3)
    sell(company, "40-00")

    assert reasons(company) == [
        "Account 1201 is wider than accounts in the file. Correct the width.",
        TOO_LARGE % "1201",
        "Account 40-00: the file takes digits only. Correct it in the chart.",
        TOO_LARGE % "40-00",
    ]
    settings = "/c/cote/settings/glimport/"
    assert pages(company) == [
        settings,
        settings,
        "/c/cote/settings/accounts/",
        settings,
    ]


def test_every_limit_has_words() -> None:
    assert set(LIMITS) == set(Limit)
