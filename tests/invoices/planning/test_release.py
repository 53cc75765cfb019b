from dataclasses import replace
from datetime import date

import pytest

from invoices.planning.documents import plan_sale
from invoices.planning.facts import InvoiceState, PaymentFacts, Rule, released_on
from invoices.planning.payments import plan_payment
from invoices.planning.routing import route
from tests.invoices.planning.facts import (
    HELD,
    IMMEDIATE,
    ISSUED,
    OFF,
    PAID,
    PART,
    SETTLED,
    STRICT,
    SWITCH,
    part,
    payment,
)


def pay(*invoices: InvoiceState, through: bool = False) -> PaymentFacts:
    return payment(*(part(invoice, through_deposits=through) for invoice in invoices))


def ways(paid: PaymentFacts, rule: Rule) -> list[bool]:
    return [a.through_deposits for a in route(paid, rule).allocations]


def ready_days(paid: PaymentFacts, rule: Rule) -> list[date | None]:
    return [plan.ready_on for plan in plan_payment(route(paid, rule), rule)]


@pytest.mark.parametrize(
    ("invoice", "rule", "day"),
    [
        (HELD, OFF, ISSUED),
        (HELD, STRICT, None),
        (SETTLED, STRICT, PAID),
        (replace(HELD, is_kept=True), STRICT, ISSUED),
        (replace(SETTLED, is_kept=True), STRICT, PAID),
        (replace(SETTLED, is_kept=True, sale_ready_on=ISSUED), STRICT, ISSUED),
        (replace(HELD, is_prior=True), STRICT, ISSUED),
    ],
)
def test_a_sale_is_released_by_its_settlement_or_for_good(
    invoice: InvoiceState, rule: Rule, day: date | None
) -> None:
    assert released_on(invoice, rule) == day
    assert [plan.ready_on for plan in plan_sale(invoice, rule)] == [day]


@pytest.mark.parametrize(
    ("invoices", "rule", "expected"),
    [
        ((HELD,), STRICT, [False]),
        ((HELD,), IMMEDIATE, [True]),
        ((HELD,), OFF, [False]),
        ((SETTLED, HELD), STRICT, [False, True]),
        ((SETTLED, HELD), IMMEDIATE, [False, True]),
    ],
)
def test_what_waits_goes_through_deposits_unless_all_of_it_does(
    invoices: tuple[InvoiceState, ...], rule: Rule, expected: list[bool]
) -> None:
    assert ways(pay(*invoices), rule) == expected


def test_a_way_is_kept_once_its_invoice_is_released() -> None:
    assert ways(pay(SETTLED, through=True), IMMEDIATE) == [True]


def test_a_payment_that_was_in_a_batch_keeps_its_way() -> None:
    assert ways(replace(pay(HELD), is_fixed=True), IMMEDIATE) == [False]


@pytest.mark.parametrize(
    ("paid", "rule", "days"),
    [
        (pay(HELD), STRICT, [None]),
        (pay(SETTLED), STRICT, [PAID]),
        (pay(SETTLED, HELD), STRICT, [PART, None]),
        (pay(HELD), IMMEDIATE, [PART, None]),
        (pay(SETTLED, through=True), IMMEDIATE, [PART, PAID]),
        (pay(HELD), OFF, [PART]),
        (pay(HELD, through=True), OFF, [PART, SWITCH]),
        (pay(HELD, through=True), replace(OFF, changed_on=None), [PART, PART]),
        (
            pay(replace(SETTLED, settled_on=PART), through=True),
            OFF,
            [PART, PART],
        ),
    ],
)
def test_money_and_its_application_are_ready_on_their_days(
    paid: PaymentFacts, rule: Rule, days: list[date | None]
) -> None:
    assert ready_days(paid, rule) == days
