"""What an invoice must say so that a buyer recovers the taxes, by its amount."""

from decimal import Decimal

import pytest

from invoices.legal import missing_particulars
from invoices.models import Customer, Invoice, InvoiceTax
from taxes.models import Tax

NO_NAME = "The name of the buyer is missing: type it on the customer's page."
NO_DESCRIPTION = "A line has no description: say what was sold."


def no_number(tax: str) -> str:
    return (
        f"The registration number of {tax} is missing: an administrator types it in"
        " the tax groups of the settings."
    )


def bill(total: str, *, billed_to: str = "", name: str = "") -> Invoice:
    """Not saved: nothing is asked of the database."""
    amount = Decimal(total)
    return Invoice(total=amount, customer_name=billed_to, customer=Customer(name=name))


def tax(code: str, amount: str = "5.00", number: str = "") -> InvoiceTax:
    return InvoiceTax(
        tax=Tax(code=code, registration_number=number), amount=Decimal(amount)
    )


def missing(invoice: Invoice, *taxes: InvoiceTax, says: bool = False) -> list[str]:
    return list(missing_particulars(invoice, taxes, has_descriptions=says))


@pytest.mark.parametrize(
    ("total", "sentences"),
    [
        ("99.99", []),
        ("100.00", [no_number("TPS")]),
        ("499.99", [no_number("TPS")]),
        ("500.00", [no_number("TPS"), NO_NAME, NO_DESCRIPTION]),
        ("-499.99", [no_number("TPS")]),
        ("-500.00", [no_number("TPS"), NO_NAME, NO_DESCRIPTION]),
    ],
)
def test_more_is_asked_from_100_and_from_500_dollars(
    total: str, sentences: list[str]
) -> None:
    assert missing(bill(total), tax("TPS")) == sentences


def test_each_tax_that_was_collected_shows_its_own_number() -> None:
    taxes = [
        tax("TPS", number="123456789 RT0001"),
        tax("TVQ", "9.98"),
        tax("TVH ON", "0.00"),
        tax("TVH NB", "-1.00"),
    ]

    assert missing(bill("114.98"), *taxes) == [no_number("TVQ"), no_number("TVH NB")]


@pytest.mark.parametrize(
    "names", [{"billed_to": "Gagnon"}, {"name": "Gagnon"}], ids=["frozen", "customer's"]
)
def test_a_buyer_is_named_by_the_document_or_by_the_customer(
    names: dict[str, str],
) -> None:
    assert missing(bill("500.00", **names), says=True) == []
    assert missing(bill("500.00", **names)) == [NO_DESCRIPTION]
