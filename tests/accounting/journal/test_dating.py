from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.journal.dating import DatePolicy, Event, SaleDate, date_in_file

ISSUED_ON = date(2026, 10, 28)
SETTLED_ON = date(2026, 11, 10)
BATCH_ON = date(2026, 11, 24)
WHEN_PAID = DatePolicy(
    only_when_paid=True,
    sale_date=SaleDate.INVOICE,
    closed_through=None,
    batch_on=BATCH_ON,
)


def dated_on(event: Event, policy: DatePolicy) -> date:
    return date_in_file(
        event=event, happened_on=ISSUED_ON, ready_on=SETTLED_ON, policy=policy
    )


@pytest.mark.parametrize(
    ("sale_date", "sale", "application"),
    [
        (SaleDate.INVOICE, ISSUED_ON, SETTLED_ON),
        (SaleDate.PAYMENT, SETTLED_ON, SETTLED_ON),
        (SaleDate.BATCH, BATCH_ON, BATCH_ON),
    ],
)
def test_a_released_sale_and_its_application_follow_the_policy(
    sale_date: SaleDate, sale: date, application: date
) -> None:
    policy = replace(WHEN_PAID, sale_date=sale_date)

    assert dated_on(Event.SALE, policy) == sale
    assert dated_on(Event.APPLICATION, policy) == application


@pytest.mark.parametrize("sale_date", list(SaleDate))
def test_a_payment_keeps_its_own_date(sale_date: SaleDate) -> None:
    policy = replace(WHEN_PAID, sale_date=sale_date)

    assert dated_on(Event.PAYMENT, policy) == ISSUED_ON


@pytest.mark.parametrize("sale_date", list(SaleDate))
def test_without_the_rule_a_sale_keeps_the_date_of_its_invoice(
    sale_date: SaleDate,
) -> None:
    policy = replace(WHEN_PAID, only_when_paid=False, sale_date=sale_date)

    assert dated_on(Event.SALE, policy) == ISSUED_ON


def test_a_closed_period_moves_to_the_first_open_day() -> None:
    policy = replace(WHEN_PAID, closed_through=date(2026, 10, 31))

    assert dated_on(Event.SALE, policy) == date(2026, 11, 1)
    assert dated_on(Event.PAYMENT, policy) == date(2026, 11, 1)
    assert dated_on(Event.APPLICATION, policy) == SETTLED_ON


@pytest.mark.parametrize(
    ("closed_through", "expected"),
    [
        (date(2026, 10, 27), ISSUED_ON),
        (ISSUED_ON, date(2026, 10, 29)),
    ],
)
def test_the_last_closed_day_itself_is_closed(
    closed_through: date, expected: date
) -> None:
    policy = replace(WHEN_PAID, closed_through=closed_through)

    assert dated_on(Event.SALE, policy) == expected


def test_an_application_is_never_dated_before_what_settled_it() -> None:
    policy = replace(WHEN_PAID, sale_date=SaleDate.BATCH, batch_on=date(2026, 11, 5))

    assert dated_on(Event.APPLICATION, policy) == SETTLED_ON


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@given(
    st.sampled_from(Event),
    days,
    days,
    st.builds(
        DatePolicy,
        only_when_paid=st.booleans(),
        sale_date=st.sampled_from(SaleDate),
        closed_through=days,
        batch_on=days,
    ),
)
def test_no_date_falls_in_a_closed_period(
    event: Event, happened_on: date, ready_on: date, policy: DatePolicy
) -> None:
    dated = date_in_file(
        event=event, happened_on=happened_on, ready_on=ready_on, policy=policy
    )

    assert policy.closed_through is not None
    assert dated > policy.closed_through
