"""The lines of a sale and the accounts they use."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.services import archive_item
from invoices.models import Invoice, InvoiceLine
from tests.factories import make_category, make_item
from tests.invoices.shop import Shop, lines_of, sale, state_of

NOVEMBER_4 = date(2026, 11, 4)
READY = ("READY", NOVEMBER_4)


def issue(shop: Shop, *lines: InvoiceLine) -> Invoice:
    return shop.issue(*lines, on=NOVEMBER_4)


def test_scenario_11_two_items_two_revenue_accounts(shop: Shop) -> None:
    invoice = issue(shop, shop.line("250.00"), shop.line("80.00", "4010"))

    assert lines_of(invoice) == [
        "D 1201 379.42",
        "C 4000 250.00",
        "C 4010 80.00",
        "C 2310 16.50",
        "C 2320 32.92",
    ]
    assert state_of(invoice) == READY


def test_scenario_12_two_items_on_one_account_keep_their_lines(shop: Shop) -> None:
    invoice = issue(shop, shop.line("250.00"), shop.line("80.00"))

    assert lines_of(invoice) == [
        "D 1201 379.42",
        "C 4000 250.00",
        "C 4000 80.00",
        "C 2310 16.50",
        "C 2320 32.92",
    ]


def test_scenario_13_a_discount_is_netted(shop: Shop) -> None:
    invoice = issue(shop, shop.line("500.00", discount=Decimal("50.00")))

    assert lines_of(invoice) == sale("517.39", "450.00", "22.50", "44.89")


@pytest.mark.parametrize(
    ("discount", "rate"), [("50.00", None), ("0.00", Decimal("0.1"))]
)
def test_scenario_14_a_discount_is_debited_to_its_account(
    shop: Shop, discount: str, rate: Decimal | None
) -> None:
    shop.change(discounts=shop.account("4090"))

    invoice = issue(
        shop, shop.line("500.00", discount=Decimal(discount), discount_rate=rate)
    )

    assert lines_of(invoice) == [
        "D 1201 517.39",
        "C 4000 500.00",
        "D 4090 50.00",
        "C 2310 22.50",
        "C 2320 44.89",
    ]


def test_scenario_16_zero_rated_beside_taxable(shop: Shop) -> None:
    invoice = issue(
        shop, shop.line("40.00"), shop.line("60.00", "4020", group="Détaxé")
    )

    assert lines_of(invoice) == [
        "D 1201 105.99",
        "C 4000 40.00",
        "C 4020 60.00",
        "C 2310 2.00",
        "C 2320 3.99",
    ]
    zero_rated = invoice.taxes.filter(treatment="zero_rated")
    amounts = [(str(tax.base.amount), str(tax.amount.amount)) for tax in zero_rated]
    assert amounts == [("60.00", "0.00")] * 2


def test_scenario_17_exempt_only(shop: Shop) -> None:
    invoice = issue(shop, shop.line("200.00", "4020", group="Exonéré"))

    assert lines_of(invoice) == ["D 1201 200.00", "C 4020 200.00"]
    treatments = invoice.taxes.values_list("treatment", flat=True)
    assert list(treatments) == ["exempt", "exempt"]


def test_scenario_19_ontario_customer(shop: Shop) -> None:
    invoice = issue(shop, shop.line("200.00", group="TVH ON"))

    assert lines_of(invoice) == ["D 1201 226.00", "C 4000 200.00", "C 2330 26.00"]


def test_scenario_20_alberta_customer(shop: Shop) -> None:
    invoice = issue(shop, shop.line("200.00", group="TPS"))

    assert lines_of(invoice) == ["D 1201 210.00", "C 4000 200.00", "C 2310 10.00"]


def test_scenario_21_two_tax_groups_share_a_tax(shop: Shop) -> None:
    invoice = issue(shop, shop.line("100.00"), shop.line("50.00", "4010", group="TPS"))

    assert lines_of(invoice) == [
        "D 1201 167.48",
        "C 4000 100.00",
        "C 4010 50.00",
        "C 2310 7.50",
        "C 2320 9.98",
    ]
    bases = [(tax.tax.code, str(tax.base.amount)) for tax in invoice.taxes.all()]
    assert bases == [("TPS", "150.00"), ("TVQ", "100.00")]


def test_scenario_22_a_returned_part_changes_side(shop: Shop) -> None:
    invoice = issue(
        shop, shop.line("300.00"), shop.line("80.00", "4010", quantity=Decimal(-1))
    )

    assert lines_of(invoice) == [
        "D 1201 252.95",
        "C 4000 300.00",
        "D 4010 80.00",
        "C 2310 11.00",
        "C 2320 21.95",
    ]


def test_scenario_23_a_negative_total_credits_the_receivable(shop: Shop) -> None:
    shop.wait_for_payment()

    invoice = issue(
        shop, shop.line("60.00"), shop.line("80.00", "4010", quantity=Decimal(-1))
    )

    assert lines_of(invoice) == [
        "C 1201 23.00",
        "C 4000 60.00",
        "D 4010 80.00",
        "D 2310 1.00",
        "D 2320 2.00",
    ]
    assert state_of(invoice) == READY


def test_scenario_24_an_item_without_account_takes_the_default(shop: Shop) -> None:
    item = make_item(shop.company, "SANS")

    invoice = issue(shop, shop.line("75.00", None, item=item))

    assert lines_of(invoice) == sale("86.23", "75.00", "3.75", "7.48", "4900")
    assert invoice.lines.get().revenue_origin == f"default:item:{item.pk}"


def test_scenario_24_an_item_without_account_waits_for_one(shop: Shop) -> None:
    shop.change(unmapped="block")

    invoice = issue(
        shop, shop.line("75.00", None, item=make_item(shop.company, "SANS"))
    )

    assert lines_of(invoice) == sale("86.23", "75.00", "3.75", "7.48", "?")


def test_scenario_25_archiving_an_item_changes_nothing(shop: Shop) -> None:
    shop.wait_for_payment()
    item = make_item(shop.company, "VIEUX", credit_account=shop.account("4000"))
    invoice = issue(shop, shop.line("120.00", None, item=item))
    archive_item(item=item)

    shop.pay({invoice: "137.97"}, on=NOVEMBER_4)

    assert lines_of(invoice) == sale("137.97", "120.00", "6.00", "11.97")
    assert state_of(invoice) == READY


def test_scenario_27_a_line_without_item_has_its_own_account(shop: Shop) -> None:
    invoice = issue(shop, shop.line("90.00", "4000"))

    assert lines_of(invoice) == sale("103.48", "90.00", "4.50", "8.98")
    assert invoice.lines.get().revenue_origin == "line"


def test_scenario_27_the_category_answers_for_its_items(shop: Shop) -> None:
    category = make_category(
        shop.company, "Services", credit_account=shop.account("4010")
    )
    item = make_item(shop.company, "A", category=category)

    invoice = issue(shop, shop.line("90.00", None, item=item))

    assert lines_of(invoice) == sale("103.48", "90.00", "4.50", "8.98", "4010")


def test_scenario_27_the_company_answers_when_nothing_else_does(shop: Shop) -> None:
    invoice = issue(shop, shop.line("90.00", None))

    assert lines_of(invoice) == sale("103.48", "90.00", "4.50", "8.98", "4900")
    assert invoice.lines.get().revenue_origin == "default:text"
