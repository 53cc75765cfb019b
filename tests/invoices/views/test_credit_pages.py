"""Scenario 53: deposits received, and what is left of deposits and credits."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import (
    CustomerCredit,
    Payment,
)
from tests.factories import make_company, make_customer, make_method
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refuses_bad_amounts
from tests.pages import form_of


@pytest.fixture
def deposit(till: Till) -> CustomerCredit:
    """300.00 on acceptance of the quote S-88."""
    return till.counter.deposit("300.00", ago(30), reference="S-88")


def test_scenario_53_a_deposit_is_received(till: Till, shop: Shop) -> None:
    answer = till.send(
        "customercredit_create",
        customer=shop.customer,
        amount="300.00",
        method=shop.method,
        reference="S-88",
    )

    credit = CustomerCredit.objects.get()
    assert answer.headers["Location"] == till.at("customercredit_detail", credit)
    assert (credit.kind, credit.balance.amount) == ("DEPOSIT", Decimal("300.00"))
    assert "S-88" in till.read("customercredit_detail", credit)


def test_the_customer_may_be_in_the_address(till: Till, shop: Shop) -> None:
    page = f"{till.at('customercredit_create')}?customer={shop.customer.pk}"

    assert form_of(till.client.get(page))["customer"].value() == str(shop.customer.pk)


def test_bad_deposits_are_refused(till: Till, shop: Shop) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send(
            "customercredit_create",
            customer=shop.customer,
            amount=typed,
            method=shop.method,
        )
    )
    assert Payment.objects.count() == 0


def test_a_deposit_of_a_stranger_or_by_its_method_is_refused(till: Till) -> None:
    roy = make_company("roy")

    answer = till.send(
        "customercredit_create",
        customer=make_customer(roy),
        amount="300.00",
        method=make_method(roy),
    )

    assert sorted(form_of(answer).errors) == ["customer", "method"]


def test_cash_received_as_a_deposit_is_counted_in_coins(till: Till, shop: Shop) -> None:
    cash = make_method(shop.company, "Comptant", is_cash=True)

    till.send(
        "customercredit_create", customer=shop.customer, amount="99.98", method=cash
    )

    assert CustomerCredit.objects.get().amount.amount == Decimal("100.00")


def test_a_deposit_by_a_later_cheque_is_to_come(till: Till, shop: Shop) -> None:
    till.send(
        "customercredit_create",
        customer=shop.customer,
        amount="300.00",
        method=shop.method,
        on=ago(-5),
    )

    credit = CustomerCredit.objects.get()
    assert credit.balance.amount == 0
    assert "to come" in till.read("customercredit_detail", credit)


def test_a_deposit_by_a_cheque_of_today_is_in_the_list_and_can_be_refunded(
    till: Till, shop: Shop
) -> None:
    till.counter.pay({}, ago(0), deposit="300.00", recorded_on=ago(3))
    page = f"{till.at('refund_new')}?customer={shop.customer.pk}"

    assert "$300.00" in till.client.get(page).content.decode()
    [row] = till.open("customercredit_list").context["table"].rows
    assert row.record.balance.amount == Decimal("300.00")


def test_a_list_opened_first_takes_the_cheque_of_today(till: Till) -> None:
    till.counter.pay({}, ago(0), deposit="300.00", recorded_on=ago(3))

    [row] = till.open("customercredit_list").context["table"].rows

    assert row.record.balance.amount == Decimal("300.00")


def test_the_list_shows_what_has_something_left(
    till: Till, deposit: CustomerCredit
) -> None:
    spent = till.counter.deposit("40.00", ago(9), reference="S-99")
    till.counter.refund(spent, "40.00", ago(8))
    page = till.at("customercredit_list")

    def shown(question: str) -> list[int]:
        table = till.client.get(f"{page}?{question}").context["table"]
        return [row.record.pk for row in table.rows]

    assert shown("") == [deposit.pk]
    assert shown("all=on") == [deposit.pk, spent.pk]
    assert shown("all=on&search=s-99") == [spent.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_credits(
    till: Till, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(count):
        till.counter.deposit("10.00", ago(day))
    page = till.at("customercredit_list")
    till.client.get(page)

    with django_assert_num_queries(8):
        till.client.get(page)
