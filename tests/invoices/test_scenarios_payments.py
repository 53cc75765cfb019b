"""Sales and payments under the switch “only when paid”, and without it."""

from datetime import date

from invoices.models import Invoice, Payment, PaymentAllocation
from tests.invoices.shop import (
    Shop,
    entry_of,
    lines_of,
    sale,
    state_of,
)

ISSUED = date(2026, 10, 28)
PART = date(2026, 10, 30)
PAID = date(2026, 11, 10)
HELD = ("HELD", None)
SALE = ["D 1201 1149.75", "C 4000 1000.00", "C 2310 50.00", "C 2320 99.75"]


def ready(day: date) -> tuple[str, date]:
    return ("READY", day)


def sell(shop: Shop) -> Invoice:
    return shop.issue(shop.line("1000.00"), on=ISSUED)


def part(payment: Payment) -> PaymentAllocation:
    return payment.allocations.get(through_deposits=True)


def test_scenario_33_rule_off(shop: Shop) -> None:
    invoice = sell(shop)
    payment = shop.pay({invoice: "1149.75"}, on=PAID)

    assert lines_of(invoice) == SALE
    assert state_of(invoice) == ready(ISSUED)
    assert lines_of(payment) == ["D 1010 1149.75", "C 1201 1149.75"]
    assert state_of(payment) == ready(PAID)


def test_scenario_34_the_sale_leaves_with_its_payment(shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)
    assert state_of(invoice) == HELD

    payment = shop.pay({invoice: "1149.75"}, on=PAID)

    assert lines_of(invoice) == SALE
    assert state_of(invoice) == ready(PAID)
    assert entry_of(invoice).happened_on == ISSUED
    assert lines_of(payment) == ["D 1010 1149.75", "C 1201 1149.75"]
    assert state_of(payment) == ready(PAID)


def test_scenario_37_an_unpaid_sale_is_held(shop: Shop) -> None:
    shop.wait_for_payment()

    invoice = sell(shop)

    assert lines_of(invoice) == SALE
    assert state_of(invoice) == HELD


def test_scenario_38_row_1_strict_holds_a_part_payment(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    invoice = sell(shop)

    payment = shop.pay({invoice: "500.00"}, on=PART)

    assert state_of(invoice) == HELD
    assert lines_of(payment) == ["D 1010 500.00", "C 1201 500.00"]
    assert state_of(payment) == HELD
    invoice.refresh_from_db()
    assert str(invoice.balance.amount) == "649.75"


def test_scenario_38_row_2_strict_releases_all_three_together(shop: Shop) -> None:
    shop.wait_for_payment("strict")
    invoice = sell(shop)
    first = shop.pay({invoice: "500.00"}, on=PART)

    last = shop.pay({invoice: "649.75"}, on=PAID)

    assert [state_of(row) for row in (invoice, first, last)] == [ready(PAID)] * 3
    assert lines_of(first) == ["D 1010 500.00", "C 1201 500.00"]
    assert lines_of(last) == ["D 1010 649.75", "C 1201 649.75"]
    assert entry_of(first).happened_on == PART


def test_scenario_39_row_1_immediate_takes_money_to_deposits(shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)

    payment = shop.pay({invoice: "500.00"}, on=PART)

    assert state_of(invoice) == HELD
    assert lines_of(payment) == ["D 1010 500.00", "C 2150 500.00"]
    assert state_of(payment) == ready(PART)
    assert lines_of(part(payment)) == ["D 2150 500.00", "C 1201 500.00"]
    assert state_of(part(payment)) == HELD


def test_scenario_39_row_2_immediate_applies_the_deposit(shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = sell(shop)
    first = shop.pay({invoice: "500.00"}, on=PART)

    last = shop.pay({invoice: "649.75"}, on=PAID)

    assert lines_of(invoice) == SALE
    assert state_of(invoice) == ready(PAID)
    assert state_of(first) == ready(PART)
    assert state_of(part(first)) == ready(PAID)
    assert lines_of(last) == ["D 1010 649.75", "C 1201 649.75"]
    assert state_of(last) == ready(PAID)
    assert not last.allocations.filter(through_deposits=True).exists()


def test_scenario_40_rule_off_part_payment(shop: Shop) -> None:
    invoice = sell(shop)
    payment = shop.pay({invoice: "500.00"}, on=PART)

    assert state_of(invoice) == ready(ISSUED)
    assert lines_of(payment) == ["D 1010 500.00", "C 1201 500.00"]
    assert state_of(payment) == ready(PART)


def test_scenario_42_sale_and_payment_keep_their_fiscal_years(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"), on=date(2026, 12, 30))
    payment = shop.pay({invoice: "114.98"}, on=date(2027, 1, 4))

    assert lines_of(invoice) == sale("114.98", "100.00", "5.00", "9.98")
    assert state_of(invoice) == ready(date(2026, 12, 30))
    assert lines_of(payment) == ["D 1010 114.98", "C 1201 114.98"]
    assert state_of(payment) == ready(date(2027, 1, 4))


def test_scenario_45_one_cheque_two_invoices(shop: Shop) -> None:
    first = shop.issue(shop.line("100.00"))
    second = shop.issue(shop.line("200.00"))

    payment = shop.pay({first: "114.98", second: "229.95"}, on=date(2026, 11, 6))

    assert lines_of(payment) == ["D 1010 344.93", "C 1201 114.98", "C 1201 229.95"]
    assert entry_of(payment).document_number == "FAC-00001+1"
