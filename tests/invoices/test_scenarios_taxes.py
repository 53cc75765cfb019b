"""Taxes and the cent."""

from decimal import Decimal

import pytest

from tests.invoices.shop import NOVEMBER_3, Shop, lines_of, sale, state_of

READY = ("READY", NOVEMBER_3)


def test_scenario_1_base_case_does_not_compound_the_taxes(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    payment = shop.pay({invoice: "114.98"}, on=NOVEMBER_3.replace(day=5))

    assert lines_of(invoice) == sale("114.98", "100.00", "5.00", "9.98")
    assert state_of(invoice) == READY
    assert lines_of(payment) == ["D 1010 114.98", "C 1201 114.98"]
    assert state_of(payment) == ("READY", NOVEMBER_3.replace(day=5))


def test_scenario_2_half_a_cent_goes_up(shop: Shop) -> None:
    invoice = shop.issue(shop.line("140.00"))

    assert lines_of(invoice) == sale("160.97", "140.00", "7.00", "13.97")


def test_scenario_3_half_a_cent_goes_up_on_a_larger_sale(shop: Shop) -> None:
    invoice = shop.issue(shop.line("1140.00"))

    assert lines_of(invoice) == sale("1310.72", "1140.00", "57.00", "113.72")


def test_scenario_4_the_tax_is_rounded_down_below_half_a_cent(shop: Shop) -> None:
    invoice = shop.issue(shop.line("4495.16"))

    assert lines_of(invoice) == sale("5168.31", "4495.16", "224.76", "448.39")


@pytest.mark.parametrize(
    ("rounding", "total", "gst", "qst"),
    [("document", "114.96", "5.00", "9.97"), ("line", "114.96", "5.01", "9.96")],
)
def test_scenario_5_taxes_are_rounded_on_the_document_or_by_line(
    shop: Shop, rounding: str, total: str, gst: str, qst: str
) -> None:
    shop.change(tax_rounding=rounding)

    invoice = shop.issue(*(shop.line("33.33") for _ in range(3)))
    shop.change(tax_rounding="document")

    invoice.refresh_from_db()
    assert invoice.tax_rounding == rounding
    assert lines_of(invoice) == [
        f"D 1201 {total}",
        *["C 4000 33.33"] * 3,
        f"C 2310 {gst}",
        f"C 2320 {qst}",
    ]


@pytest.mark.parametrize(
    ("rounding", "total", "qst"),
    [("document", "80.41", "6.98"), ("line", "80.43", "7.00")],
)
def test_scenario_6_many_small_lines(
    shop: Shop, rounding: str, total: str, qst: str
) -> None:
    shop.change(tax_rounding=rounding)

    invoice = shop.issue(*(shop.line("9.99", "4010") for _ in range(7)))

    assert lines_of(invoice) == [
        f"D 1201 {total}",
        *["C 4010 9.99"] * 7,
        "C 2310 3.50",
        f"C 2320 {qst}",
    ]


def test_scenario_7_fractional_hours_are_rounded_once(shop: Shop) -> None:
    invoice = shop.issue(shop.line("75.75", quantity=Decimal("2.333")))

    assert lines_of(invoice) == sale("203.19", "176.72", "8.84", "17.63")


def test_scenario_9_a_free_invoice_has_no_accounting_effect(shop: Shop) -> None:
    invoice = shop.issue(shop.line("250.00", discount=Decimal("250.00")))

    assert lines_of(invoice) == []
    assert state_of(invoice) == ("NO_EFFECT", NOVEMBER_3)


def test_scenario_9_a_free_invoice_shows_its_discount(shop: Shop) -> None:
    shop.change(discounts=shop.account("4090"))

    invoice = shop.issue(shop.line("250.00", discount=Decimal("250.00")))

    assert lines_of(invoice) == ["C 4000 250.00", "D 4090 250.00"]
    assert state_of(invoice) == READY


def test_scenario_10_micro_invoice(shop: Shop) -> None:
    invoice = shop.issue(shop.line("0.10"))

    assert lines_of(invoice) == sale("0.12", "0.10", "0.01", "0.01")
