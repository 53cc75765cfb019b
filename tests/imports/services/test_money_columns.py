"""Payments files: which columns each kind of row fills."""

import pytest

from tests.imports.services.till import Till, money, paid, sale

F1 = [sale("F1", "100.00")]
CHEQUE = {"method": "Chèque"}


def test_an_unknown_kind_is_told_the_known_ones(till: Till) -> None:
    assert till.refusals(payments=[money("11-06", "gift", "5.00")]) == [
        (
            "payments.csv:2: kind: “gift” is not allowed here: write payment / deposit /"
            " credit / tip / difference / apply_deposit / apply_credit / keep_deposit /"
            " refund / deposit_refund / credit_refund / nsf / chargeback / mistake /"
            " write_off / recovery / payout / tips_paid."
        )
    ]


FILL = "This cell is empty: fill it."
EMPTY = "A row of the kind “{}” has nothing in this column: empty this cell."


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (paid("11-06", "", "5.00"), "invoice_number", FILL),
        (paid("11-06", "F1", "5.00", method=""), "method", FILL),
        (paid("11-06", "F1", "5.00", customer_number=""), "customer_number", FILL),
        (paid("11-06", "F1", "5.00", fee="1.00"), "fee", EMPTY.format("payment")),
        (money("11-06", "tip", "5.00", **CHEQUE), "reference", FILL),
        (
            money("11-06", "deposit", "5.00", invoice_number="F1", **CHEQUE),
            "invoice_number",
            EMPTY.format("deposit"),
        ),
        (
            money("11-06", "write_off", "5.00", invoice_number="F1"),
            "reason",
            FILL,
        ),
        (
            money("11-06", "payout", "5.00", customer_number="C-100", method="Carte"),
            "customer_number",
            EMPTY.format("payout"),
        ),
    ],
)
def test_each_kind_fills_its_own_columns(
    till: Till, row: dict[str, str], column: str, reason: str
) -> None:
    assert till.refusals(invoices=F1, payments=[row]) == [
        f"payments.csv:2: {column}: {reason}"
    ]


def test_a_difference_of_a_payment_that_is_not_there_is_refused(till: Till) -> None:
    short = money("11-06", "difference", "0.01", invoice_number="F1", reason="Court")

    assert till.refusals(invoices=F1, payments=[{**short, "reference": "7"}]) == [
        (
            "payments.csv:2: reference: No payment of this file has this reference: give"
            " its rows as well, or leave the reference of the difference out."
        )
    ]
