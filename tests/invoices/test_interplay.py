"""What moves held sales and part payments after they are recorded."""

from datetime import date

import pytest

from invoices.models import Invoice, Payment, PaymentAllocation
from invoices.services.journal import refresh_all
from tests.invoices.shop import (
    Shop,
    entry_of,
    has_entry,
    lines_of,
    mark_exported,
    state_of,
)

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
SWITCH = date(2026, 11, 5)
PAID = date(2026, 11, 10)
HELD = ("HELD", None)


def ready(day: date) -> tuple[str, date]:
    return ("READY", day)


def sell(shop: Shop) -> Invoice:
    return shop.issue(shop.line("1000.00"), on=ISSUED)


def part(payment: Payment) -> PaymentAllocation:
    return payment.allocations.get(through_deposits=True)


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_row_3_rule_off_releases_what_waited(shop: Shop, policy: str) -> None:
    shop.wait_for_payment(policy)
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)

    shop.change(on=SWITCH, only_when_paid=False)

    assert state_of(invoice) == ready(ISSUED)
    assert state_of(payment) == ready(PART)
    if policy == "immediate":
        assert state_of(part(payment)) == ready(SWITCH)


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_row_3b_rule_on_again_goes_back_to_row_1(shop: Shop, policy: str) -> None:
    shop.wait_for_payment(policy)
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)
    shop.change(on=SWITCH, only_when_paid=False)

    shop.change(on=PAID, only_when_paid=True)

    assert state_of(invoice) == HELD
    if policy == "strict":
        assert state_of(payment) == HELD
    else:
        assert state_of(payment) == ready(PART)
        assert state_of(part(payment)) == HELD


@pytest.mark.parametrize("exported", ["sale", "payment"])
def test_row_3b_strict_stays_released_once_one_has_left(
    shop: Shop, exported: str
) -> None:
    shop.wait_for_payment("strict")
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)
    shop.change(on=SWITCH, only_when_paid=False)
    mark_exported(invoice if exported == "sale" else payment)

    shop.change(on=PAID, only_when_paid=True)

    other = payment if exported == "sale" else invoice
    assert state_of(other) == ready(PART if exported == "sale" else ISSUED)


@pytest.mark.parametrize("exported", ["sale", "application"])
def test_row_3b_immediate_stays_released_once_one_has_left(
    shop: Shop, exported: str
) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)
    shop.change(on=SWITCH, only_when_paid=False)
    mark_exported(invoice if exported == "sale" else part(payment))

    shop.change(on=PAID, only_when_paid=True)

    other = part(payment) if exported == "sale" else invoice
    assert entry_of(other).status == "READY"


def test_a_received_deposit_that_has_left_does_not_release_the_sale(
    shop: Shop,
) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)
    mark_exported(payment)

    refresh_all(company=shop.company)

    assert state_of(invoice) == HELD
    assert state_of(part(payment)) == HELD


def test_a_released_sale_keeps_its_payments_ready_when_it_is_settled(
    shop: Shop,
) -> None:
    invoice = sell(shop)
    mark_exported(invoice)
    shop.wait_for_payment()
    first = shop.pay({invoice: "500.00"}, on=PART)
    assert state_of(first) == ready(PART)

    shop.pay({invoice: "649.75"}, on=PAID)

    assert state_of(first) == ready(PART)


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_row_16_a_cheque_for_a_settled_and_a_held_invoice(
    shop: Shop, policy: str
) -> None:
    shop.wait_for_payment(policy)
    other = shop.issue(shop.line("100.00"), on=ISSUED)
    held = sell(shop)

    payment = shop.pay({other: "114.98", held: "500.00"}, on=PART)

    assert lines_of(payment) == ["D 1010 614.98", "C 1201 114.98", "C 2150 500.00"]
    assert state_of(payment) == ready(PART)
    assert state_of(other) == ready(PART)
    assert lines_of(part(payment)) == ["D 2150 500.00", "C 1201 500.00"]
    assert state_of(part(payment)) == HELD


def test_policies_of_part_payments_follow_each_other_there_and_back(
    shop: Shop,
) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)
    allocation = payment.allocations.get()

    shop.change(partial_payments="strict")

    assert lines_of(payment) == ["D 1010 500.00", "C 1201 500.00"]
    assert state_of(payment) == HELD
    assert not has_entry(allocation)

    shop.change(partial_payments="immediate")

    assert lines_of(payment) == ["D 1010 500.00", "C 2150 500.00"]
    assert state_of(payment) == ready(PART)
    assert lines_of(allocation) == ["D 2150 500.00", "C 1201 500.00"]
    assert state_of(allocation) == HELD


def test_a_payment_that_has_left_keeps_its_way(shop: Shop) -> None:
    shop.wait_for_payment()
    payment = shop.pay({sell(shop): "500.00"}, on=PART)
    mark_exported(payment)

    shop.change(partial_payments="strict")

    assert lines_of(payment) == ["D 1010 500.00", "C 2150 500.00"]
    assert state_of(part(payment)) == HELD
