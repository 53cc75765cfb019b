from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import Invoice
from invoices.planning.receiving import (
    Received,
    Split,
    SurplusError,
    split_received,
)
from invoices.services.receiving import (
    Money,
    receive_for_customer,
    receive_for_invoice,
)
from invoices.services.refusals import DocumentError
from tests.factories import make_method
from tests.invoices.shop import Shop

NOVEMBER_6 = date(2026, 11, 6)
DUE = Decimal("114.98")


def split(amount: str, **values: Any) -> Split:
    asked = {"keeps_surplus": False, "accepts_difference": False} | values
    tip, is_cash = asked.pop("tip", "0"), asked.pop("is_cash", False)
    received = Received(amount=Decimal(amount), tip=Decimal(tip), is_cash=is_cash)
    return split_received(received, DUE, **asked)


def told(split: Split) -> list[str]:
    return [str(x) for x in (split.paid, split.on_account, split.rounding)]


@pytest.mark.parametrize(
    ("amount", "values", "expected"),
    [
        ("114.98", {}, ["114.98", "0.00", "0.00"]),
        ("50.00", {}, ["50.00", "0.00", "0.00"]),
        ("129.98", {"tip": "15.00"}, ["114.98", "0.00", "0.00"]),
        ("120.00", {"keeps_surplus": True}, ["114.98", "5.02", "0.00"]),
        ("115.50", {"keeps_surplus": True}, ["114.98", "0.52", "0.00"]),
        ("114.97", {"accepts_difference": True}, ["114.98", "0.00", "-0.01"]),
        ("115.00", {"accepts_difference": True}, ["114.98", "0.00", "0.02"]),
        ("115.00", {"is_cash": True}, ["114.98", "0.00", "0.02"]),
        (
            "115.00",
            {"is_cash": True, "keeps_surplus": True},
            ["114.98", "0.00", "0.02"],
        ),
        ("130.00", {"is_cash": True, "tip": "15.00"}, ["114.98", "0.00", "0.02"]),
        ("100.00", {"is_cash": True}, ["100.00", "0.00", "0.00"]),
        ("100.00", {"keeps_surplus": True}, ["100.00", "0.00", "0.00"]),
    ],
)
def test_what_is_received_pays_is_kept_or_rounded(
    amount: str, values: dict[str, Any], expected: list[str]
) -> None:
    assert told(split(amount, **values)) == expected


@pytest.mark.parametrize(
    ("amount", "values"),
    [
        ("120.00", {}),
        ("120.00", {"is_cash": True}),
        ("115.98", {}),
        ("115.00", {}),
        ("114.99", {}),
    ],
)
def test_a_surplus_is_nobodys_unless_a_person_says_whose(
    amount: str, values: dict[str, Any]
) -> None:
    with pytest.raises(SurplusError):
        split(amount, **values)


def money(shop: Shop, amount: str, **values: Any) -> Money:
    given: dict[str, Any] = {"method": shop.method, "received_on": NOVEMBER_6} | values
    return Money(amount=Decimal(amount), recorded_on=NOVEMBER_6, **given)


@pytest.fixture
def invoice(shop: Shop) -> Invoice:
    return shop.issue(shop.line("100.00"))


def test_what_was_paid_since_the_page_opened_is_not_due_again(
    shop: Shop, invoice: Invoice
) -> None:
    stale = Invoice.objects.get()
    shop.pay({invoice: "114.98"}, NOVEMBER_6)

    with pytest.raises(DocumentError, match=r"is more than the 0\.00 due"):
        receive_for_invoice(invoice=stale, money=money(shop, "114.98"))


def test_money_on_a_paid_invoice_is_kept_whole(shop: Shop, invoice: Invoice) -> None:
    shop.pay({invoice: "114.98"}, NOVEMBER_6)

    payment = receive_for_invoice(
        invoice=invoice, money=money(shop, "20.00"), keeps_surplus=True
    )

    assert payment.allocations.count() == 0
    assert payment.credits.get().balance.amount == Decimal("20.00")


def test_cash_over_several_uses_is_rounded_once(shop: Shop, invoice: Invoice) -> None:
    cash = make_method(shop.company, "Comptant", is_cash=True)

    payment = receive_for_customer(
        customer=shop.customer,
        money=money(shop, "165.00", method=cash),
        amounts={invoice: DUE},
        deposit=Decimal("50.00"),
    )

    assert payment.rounding.amount == Decimal("0.02")


def test_a_difference_over_several_uses_is_accepted_with_a_reason(
    shop: Shop, invoice: Invoice
) -> None:
    payment = receive_for_customer(
        customer=shop.customer,
        money=money(shop, "114.97", difference_reason="Frais du virement"),
        amounts={invoice: DUE},
    )

    assert (payment.rounding.amount, payment.rounding_reason) == (
        Decimal("-0.01"),
        "Frais du virement",
    )


@pytest.mark.parametrize(
    ("amount", "tip", "sentence"),
    [
        ("-5", "0", "-5 is no amount to pay: type dollars and cents above zero."),
        ("5", "-1", "-1 is no amount to pay: type dollars and cents above zero."),
        ("5.001", "0", "5.001 is no amount to pay: type dollars and cents above zero."),
        ("5", "5", "The tip is a part of the 5.00 received: lower it."),
    ],
)
def test_what_is_no_money_is_refused(
    shop: Shop, invoice: Invoice, amount: str, tip: str, sentence: str
) -> None:
    with pytest.raises(DocumentError) as refusal:
        receive_for_invoice(
            invoice=invoice, money=money(shop, amount, tip=Decimal(tip))
        )

    assert str(refusal.value) == sentence
