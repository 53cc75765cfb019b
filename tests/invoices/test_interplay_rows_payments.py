"""Rows of the table: money received while the invoice waits."""

from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.interplay import (
    ISSUED,
    PAID,
    PART,
    REST,
    SALE,
    A,
    both,
    first,
    start,
)

P_FILED = "2026-10-30 FAC-00001 Paiement Gagnon: D 1010 500.00 / C 1201 500.00"
A_FILED = (
    "2026-11-10 FAC-00001 du 2026-10-30 Application Gagnon:"
    " D 2150 500.00 / C 1201 500.00"
)


@both
def test_row_1_a_part_payment(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    assert counter.journal() == [f"H {SALE}", *first(policy, "H")]
    assert counter.owed(invoice) == "649.75"


@both
def test_row_2_the_rest(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.pay({invoice: "649.75"}, PAID)

    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!"), f"R! {REST}"]
    assert {"strict": P_FILED, "immediate": A_FILED}[policy] in counter.filed(PAID)
    assert counter.owed(invoice) == "0.00"


@both
def test_row_9_a_second_payment_too_large(counter: Counter, policy: str) -> None:
    invoice, _ = start(counter, policy)

    counter.pay({invoice: "649.75"}, PAID, on_account="50.25")

    over = "payment 11-10 D 1010 700.00 / C 1201 649.75, C 2160 50.25"
    assert counter.journal() == [f"R! {SALE}", *first(policy, "R!"), f"R! {over}"]
    assert str(counter.customer_credit().balance.amount) == "50.25"


@both
def test_row_14_a_deposit_applied(counter: Counter, policy: str) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", ISSUED)
    deposit = counter.deposit("300.00", PART)

    counter.apply(deposit, invoice, "300.00", PAID)

    assert counter.journal() == [
        f"H {SALE}",
        "R! payment 10-30 D 1010 300.00 / C 2150 300.00",
        "H application 11-10 D 2150 300.00 / C 1201 300.00",
    ]
    assert counter.owed(invoice) == "849.75"


@both
def test_row_15_a_credit_applied(counter: Counter, policy: str) -> None:
    counter.shop.wait_for_payment(policy)
    other = counter.issue("100.00", ISSUED)
    counter.pay({other: "114.98"}, PART, on_account="50.25")
    invoice = counter.issue("1000.00", ISSUED)

    counter.apply(counter.customer_credit(), invoice, "50.25", PAID)

    assert counter.journal()[-2:] == [
        f"H {SALE}",
        "H application 11-10 D 2160 50.25 / C 1201 50.25",
    ]
    assert counter.owed(invoice) == "1099.50"


def test_row_17_exported_money_moved_to_a_held_invoice(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    wrong = counter.issue("434.88", ISSUED)
    payment = counter.pay({wrong: "500.00"}, PART)
    counter.export()
    right = counter.issue("1000.00", ISSUED)

    counter.move(payment, wrong, right, PAID)

    assert counter.journal()[-3:] == [
        f"H {SALE}",
        "R! transfer 11-10 D 1201 500.00 / C 2150 500.00",
        "H application 11-10 D 2150 500.00 / C 1201 500.00",
    ]
    assert counter.owed(right) == "649.75"
    assert counter.owed(wrong) == "500.00"


def test_row_17b_and_settles_it(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    wrong = counter.issue("1000.00", ISSUED)
    payment = counter.pay({wrong: "1149.75"}, PART)
    counter.export()
    right = counter.issue("1000.00", ISSUED)

    counter.move(payment, wrong, right, PAID)

    assert counter.journal()[-2:] == [f"R! {SALE}", "– transfer 11-10"]


@both
def test_row_18_a_part_payment_with_a_tip(counter: Counter, policy: str) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", ISSUED)

    counter.pay({invoice: "500.00"}, PART, tip="15.00")

    assert (
        counter.journal()
        == {
            "strict": [
                f"H {SALE}",
                "H payment 10-30 D 1010 515.00 / C 1201 500.00, C 2400 15.00",
            ],
            "immediate": [
                f"H {SALE}",
                "R! payment 10-30 D 1010 515.00 / C 2150 500.00, C 2400 15.00",
                f"H {A}",
            ],
        }[policy]
    )


@both
def test_row_16_a_cheque_for_a_settled_and_a_held_invoice(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    other = counter.issue("100.00", ISSUED)
    held = counter.issue("1000.00", ISSUED)

    counter.pay({other: "114.98", held: "500.00"}, PART)

    assert counter.journal() == [
        f"R! sale 10-28 {HUNDRED}",
        f"H {SALE}",
        "R! payment 10-30 D 1010 614.98 / C 1201 114.98, C 2150 500.00",
        f"H {A}",
    ]
    assert counter.owed(other) == "0.00"
    assert counter.owed(held) == "649.75"
