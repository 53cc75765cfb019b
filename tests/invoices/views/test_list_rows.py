"""What each list of money shows of its rows, in which order, a page at a time."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import formats
from django.utils.html import strip_tags

from invoices.models import Customer, Invoice, PaymentMethod
from invoices.services.paying_out import hand_over_tips, record_payout
from tests.factories import make_customer
from tests.invoices.views.till import Till, ago


def rows_of(till: Till, name: str, **question: str) -> list[list[str]]:
    """The words of the list, row by row, under its columns."""
    table = till.client.get(till.at(name), question).context["table"]
    return [[strip_tags(str(cell)) for cell in row.cells] for row in table.rows]


def day(days: int) -> str:
    return formats.date_format(ago(days), "SHORT_DATE_FORMAT")


@pytest.fixture
def other(till: Till) -> Customer:
    return make_customer(till.counter.shop.company, "C-200", name="Archambault")


@pytest.fixture
def card(till: Till) -> PaymentMethod:
    till.counter.choose(card_fees="5310", tips="2400")
    return till.counter.method("Carte", "1050")


def test_the_payments_say_what_became_of_each(till: Till) -> None:
    counter = till.counter
    invoice = counter.issue("100.00", ago(9))
    counter.bounce(counter.pay({invoice: "10.00"}, ago(8)), ago(7))
    counter.bounce(counter.pay({invoice: "20.00"}, ago(7)), ago(6), kind="CHARGEBACK")
    counter.pay({invoice: "30.00"}, ago(6), reference="778")
    counter.pay({invoice: "40.00"}, ago(-5), recorded_on=ago(0))

    assert rows_of(till, "payment_list") == [
        [day(-5), "Gagnon (C-100)", "Chèque", "—", "$40.00", "to come"],
        [day(6), "Gagnon (C-100)", "Chèque", "778", "$30.00", ""],
        [day(7), "Gagnon (C-100)", "Chèque", "—", "$20.00", "charged back"],
        [
            day(8),
            "Gagnon (C-100)",
            "Chèque",
            "—",
            "$10.00",
            "returned by the bank (NSF)",
        ],
    ]


def test_the_credits_say_what_is_left_of_each(till: Till) -> None:
    counter = till.counter
    deposit = counter.deposit("300.00", ago(9), reference="S-88")
    counter.refund(deposit, "100.00", ago(8))
    counter.pay({}, ago(7), on_account="1234.50")

    assert rows_of(till, "customercredit_list") == [
        [day(9), "deposit", "Gagnon (C-100)", "S-88", "$300.00", "$200.00"],
        [day(7), "credit on account", "Gagnon (C-100)", "—", "$1,234.50", "$1,234.50"],
    ]


def test_the_refunds_come_the_latest_first(till: Till) -> None:
    counter = till.counter
    deposit = counter.deposit("300.00", ago(9))
    first = counter.refund(deposit, "100.00", ago(8))
    counter.refund(deposit, "60.00", ago(7))
    type(first).objects.filter(pk=first.pk).update(reference="901")

    assert rows_of(till, "refund_list") == [
        [day(7), "Gagnon (C-100)", "Chèque", "—", "$60.00"],
        [day(8), "Gagnon (C-100)", "Chèque", "901", "$100.00"],
    ]


def test_the_refunds_are_found_by_their_reference(till: Till) -> None:
    deposit = till.counter.deposit("300.00", ago(9))
    for amount, reference in (("100.00", "A-901"), ("60.00", "A-902")):
        refund = till.counter.refund(deposit, amount, ago(8))
        refund.reference = reference
        refund.save()

    [row] = rows_of(till, "refund_list", search=" 901 ")

    assert row == [day(8), "Gagnon (C-100)", "Chèque", "A-901", "$100.00"]


def test_the_payouts_say_what_the_processor_kept(
    till: Till, card: PaymentMethod
) -> None:
    shop = till.counter.shop
    values: dict[str, Any] = {
        "company": shop.company,
        "clearing": card,
        "bank": shop.account("1010"),
    }
    record_payout(
        **values, paid_on=ago(5), gross=Decimal("114.98"), fee=Decimal("3.63")
    )
    record_payout(**values, paid_on=ago(2), gross=Decimal("2000.00"), reference="P-7")

    assert rows_of(till, "payout_list") == [
        [day(2), "Carte", "1010 Banque", "P-7", "$2,000.00", "$0.00"],
        [day(5), "Carte", "1010 Banque", "—", "$114.98", "$3.63"],
    ]


@pytest.mark.usefixtures("card")
def test_the_tips_say_to_whom_they_went(till: Till) -> None:
    shop = till.counter.shop
    values: dict[str, Any] = {"company": shop.company, "method": shop.method}
    hand_over_tips(**values, paid_on=ago(5), amount=Decimal("15.00"), note="Soir")
    hand_over_tips(**values, paid_on=ago(2), amount=Decimal("1020.00"))

    assert rows_of(till, "tippayout_list") == [
        [day(2), "—", "Chèque", "$1,020.00"],
        [day(5), "Soir", "Chèque", "$15.00"],
    ]


def test_the_credit_notes_name_whom_the_invoice_billed(till: Till) -> None:
    counter = till.counter
    first = counter.issue("1000.00", ago(9))
    counter.credit(first, "40.00", ago(8))
    Customer.objects.update(name="Gagnon et filles")
    second = counter.issue("10.00", ago(7))
    counter.credit(second, None, ago(6))

    assert rows_of(till, "creditnote_list") == [
        ["NC-00002", day(6), "FAC-00002", "Gagnon et filles", "—", "$11.50"],
        ["NC-00001", day(8), "FAC-00001", "Gagnon", "—", "$45.99"],
    ]


def test_the_invoices_come_the_latest_first(till: Till) -> None:
    counter = till.counter
    counter.issue("100.00", ago(9))
    Invoice.objects.update(due_on=ago(-21))
    counter.pay({counter.issue("2000.00", ago(7)): "2000.00"}, ago(6))

    late = "partly paid, overdue"
    whole, partly = ["$114.98"] * 2, ["$2,299.50", "$299.50"]
    assert rows_of(till, "invoice_list") == [
        ["FAC-00002", day(7), "on receipt", "Gagnon (C-100)", late, *partly],
        ["FAC-00001", day(9), day(-21), "Gagnon (C-100)", "unpaid", *whole],
    ]


def test_the_customers_come_by_name_with_what_each_owes(
    till: Till, other: Customer
) -> None:
    till.counter.issue("100.00", ago(9))
    till.counter.issue("10.00", ago(8))
    till.counter.void(till.counter.issue("500.00", ago(8)), ago(7))
    group = till.counter.shop.groups["TPS"]
    other.city, other.province, other.tax_group = "Laval", "QC", group
    other.save()

    assert rows_of(till, "customer_list") == [
        ["C-200", "Archambault", "Laval", "QC", "TPS", "—"],
        ["C-100", "Gagnon", "—", "—", "—", "$126.48"],
    ]
