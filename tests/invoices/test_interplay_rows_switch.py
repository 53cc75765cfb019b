"""Rows of the table: the switch is moved, the policy changes, the books are closed."""

from datetime import date

import pytest

from invoices.services.journal import refresh_all
from tests.invoices.counter import Counter
from tests.invoices.interplay import (
    ISSUED,
    PAID,
    PART,
    REST,
    SALE,
    SWITCH,
    A,
    P,
    R,
    both,
    first,
    start,
)

S_FILED = "Gagnon: " + SALE.removeprefix("sale 10-28 ")
P_FILED = "Paiement Gagnon: " + P.removeprefix("payment 10-30 ")
R_FILED = "Paiement Gagnon: " + R.removeprefix("payment 10-30 ")
A_FILED = "Application Gagnon: " + A.removeprefix("application 10-30 ")
REST_FILED = "Paiement Gagnon: " + REST.removeprefix("payment 11-10 ")


def switch(counter: Counter, *, on: bool, day: date = SWITCH) -> None:
    counter.shop.change(on=day, only_when_paid=on)


@both
def test_row_3_rule_off(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    switch(counter, on=False)

    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!")]
    paid = {
        "strict": [f"2026-10-30 FAC-00001 {P_FILED}"],
        "immediate": [
            f"2026-10-30 FAC-00001 {R_FILED}",
            f"2026-11-05 FAC-00001 du 2026-10-30 {A_FILED}",
        ],
    }
    sale = f"2026-10-28 FAC-00001 {S_FILED}"
    assert counter.filed(SWITCH) == [sale, *paid[policy]]
    assert counter.owed(invoice) == "649.75"


@both
def test_row_3b_rule_on_again(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)
    switch(counter, on=False)

    switch(counter, on=True, day=PAID)

    assert counter.journal() == [f"H {SALE}", *first(policy, "H")]
    assert counter.owed(invoice) == "649.75"


@pytest.mark.parametrize(
    ("policy", "event", "after"),
    [
        ("strict", "sale", [f"X {SALE}", f"R! {P}"]),
        ("strict", "payment", [f"R! {SALE}", f"X {P}"]),
        ("immediate", "sale", [f"X {SALE}", f"R! {R}", f"R! {A}"]),
        ("immediate", "application", [f"R! {SALE}", f"R! {R}", f"X {A}"]),
        ("immediate", "payment", [f"H {SALE}", f"X {R}", f"H {A}"]),
    ],
)
def test_row_3b_stays_released_once_something_on_the_receivable_has_left(
    counter: Counter, policy: str, event: str, after: list[str]
) -> None:
    start(counter, policy)
    switch(counter, on=False)
    counter.export(event)

    switch(counter, on=True, day=PAID)

    assert counter.journal() == after


@pytest.mark.parametrize(
    ("event", "application"),
    [
        (None, f"2026-11-10 FAC-00001 du 2026-10-30 {A_FILED}"),
        ("payment", f"2026-11-10 FAC-00001 du 2026-10-30 {A_FILED}"),
        ("sale", f"2026-10-30 FAC-00001 {A_FILED}"),
    ],
)
def test_row_3b_an_application_forgets_the_day_of_the_switch(
    counter: Counter, event: str | None, application: str
) -> None:
    invoice, _ = start(counter, "immediate")
    switch(counter, on=False)
    if event:
        counter.export(event)
    switch(counter, on=True)

    counter.pay({invoice: "649.75"}, PAID)

    assert application in counter.filed(PAID)


def test_row_3b_a_received_deposit_that_has_left_does_not_release_the_sale(
    counter: Counter,
) -> None:
    start(counter, "immediate")
    counter.export()

    refresh_all(company=counter.shop.company)

    assert counter.journal() == [f"H {SALE}", f"X {R}", f"H {A}"]


def test_row_3b_a_released_sale_keeps_its_payments_ready_when_it_is_settled(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.export()
    counter.shop.wait_for_payment()
    counter.pay({invoice: "500.00"}, PART)
    assert counter.journal() == [f"X {SALE}", f"R! {P}"]

    counter.pay({invoice: "649.75"}, PAID)

    assert counter.journal() == [f"X {SALE}", f"R! {P}", f"R! {REST}"]
    assert counter.filed(PART) == [f"2026-10-30 FAC-00001 {P_FILED}"]


def test_row_1_policies_follow_each_other_there_and_back(counter: Counter) -> None:
    start(counter, "immediate")

    counter.shop.change(partial_payments="strict")
    assert counter.journal() == [f"H {SALE}", f"H {P}"]

    counter.shop.change(partial_payments="immediate")
    assert counter.journal() == [f"H {SALE}", f"R! {R}", f"H {A}"]


def test_row_1_a_payment_that_has_left_keeps_its_way(counter: Counter) -> None:
    start(counter, "immediate")
    counter.export()

    counter.shop.change(partial_payments="strict")

    assert counter.journal() == [f"H {SALE}", f"X {R}", f"H {A}"]


def settle_in_closed_books(counter: Counter, policy: str, sale_date: str) -> None:
    counter.shop.change(sale_date=sale_date)
    invoice, _ = start(counter, policy)
    counter.shop.change(closed_through=date(2026, 10, 31))
    counter.pay({invoice: "649.75"}, PAID)


@pytest.mark.parametrize(
    ("sale_date", "sale"),
    [("invoice", "2026-11-01"), ("payment", "2026-11-10"), ("batch", "2026-11-10")],
)
def test_row_22_strict_settled_after_the_books_were_closed(
    counter: Counter, sale_date: str, sale: str
) -> None:
    settle_in_closed_books(counter, "strict", sale_date)

    assert sorted(counter.filed(PAID)) == sorted(
        [
            f"{sale} FAC-00001 du 2026-10-28 {S_FILED}",
            f"2026-11-01 FAC-00001 du 2026-10-30 {P_FILED}",
            f"2026-11-10 FAC-00001 {REST_FILED}",
        ]
    )


@pytest.mark.parametrize(
    ("sale_date", "sale"),
    [("invoice", "2026-11-01"), ("payment", "2026-11-10"), ("batch", "2026-11-10")],
)
def test_row_22_immediate_settled_after_the_books_were_closed(
    counter: Counter, sale_date: str, sale: str
) -> None:
    settle_in_closed_books(counter, "immediate", sale_date)

    assert sorted(counter.filed(PAID)) == sorted(
        [
            f"{sale} FAC-00001 du 2026-10-28 {S_FILED}",
            f"2026-11-01 FAC-00001 du 2026-10-30 {R_FILED}",
            f"2026-11-10 FAC-00001 du 2026-10-30 {A_FILED}",
            f"2026-11-10 FAC-00001 {REST_FILED}",
        ]
    )


def test_row_22_immediate_money_exported_before_the_books_were_closed(
    counter: Counter,
) -> None:
    invoice, _ = start(counter, "immediate")
    october = counter.produce(PART)
    counter.shop.change(closed_through=date(2026, 10, 31))
    counter.pay({invoice: "649.75"}, PAID)

    assert october.entries.get().dated_on == PART
    assert counter.filed(PAID) == [
        f"2026-11-01 FAC-00001 du 2026-10-28 {S_FILED}",
        f"2026-11-10 FAC-00001 {REST_FILED}",
        f"2026-11-10 FAC-00001 du 2026-10-30 {A_FILED}",
    ]
