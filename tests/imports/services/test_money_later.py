"""Payments files: what happens after the money was received."""

import pytest

from imports.services.problems import Outcome
from tests.factories import make_customer
from tests.imports.services.till import Till, money, paid, sale

F1 = [sale("F1", "100.00")]
CHEQUE = {"method": "Chèque"}
PAID = paid("11-06", "F1", "114.98", reference="778")
DEPOSIT = money("11-02", "deposit", "300.00", reference="S-88", **CHEQUE)
NSF = money("11-16", "nsf", "114.98", reference="778")
OVERPAID = [PAID, money("11-06", "credit", "5.02", reference="778", **CHEQUE)]
LOST = money("11-18", "write_off", "114.98", invoice_number="F1", reason="Introuvable")


def test_scenario_58_a_processor_pays_out_less_its_fee(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "114.98", method="Carte"),
        money("11-09", "payout", "114.98", method="Carte", fee="3.63"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == [
        "R! payout 11-09 D 1010 111.35, D 5310 3.63 / C 1050 114.98"
    ]


def test_scenario_60_tips_are_handed_over(till: Till) -> None:
    rows = [
        PAID,
        money("11-06", "tip", "15.00", reference="778", **CHEQUE),
        money("11-13", "tips_paid", "15.00", **CHEQUE),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == ["R! tip_payout 11-13 D 2400 15.00 / C 1010 15.00"]


def test_scenario_67_a_bad_debt_and_its_recovery(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "30.00"),
        {**LOST, "amount": "119.46"},
        money("11-20", "recovery", "60.00", invoice_number="F1", **CHEQUE),
    ]

    till.take(invoices=[sale("F1", "129.99")], payments=rows)

    assert till.later() == [
        "R! write_off 11-18 D 5300 103.89, D 2310 5.20, D 2320 10.37 / C 1201 119.46",
        "R! recovery 11-20 D 1010 60.00 / C 5300 52.18, C 2310 2.61, C 2320 5.21",
    ]
    assert till.refusals(
        payments=[money("11-21", "recovery", "59.47", invoice_number="F1", **CHEQUE)]
    ) == ["payments.csv:2: amount: 59.47 is more than the 59.46 left of this bad debt."]


def test_scenario_50_a_difference_alone_is_written_to_rounding(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "114.97"),
        money("11-07", "difference", "0.01", invoice_number="F1", reason="Un cent"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == ["R! write_off 11-07 D 5390 0.01 / C 1201 0.01"]


def test_the_same_rows_again_change_nothing(till: Till) -> None:
    till.counter.shop.customer.tax_group = till.counter.shop.groups["TPS+TVQ"]
    till.counter.shop.customer.save()
    rows = [
        DEPOSIT,
        *OVERPAID,
        money("11-07", "credit_refund", "1.00", **CHEQUE),
        money("11-07", "credit_refund", "1.00", **CHEQUE),
        money("11-08", "apply_credit", "2.00", invoice_number="F2", reference="778"),
        money("11-09", "apply_deposit", "50.00", invoice_number="F2"),
        money("11-09", "apply_deposit", "50.00", invoice_number="F2"),
        money("11-10", "keep_deposit", "20.00", reason="Annulé"),
        money("11-10", "deposit_refund", "30.00", reference="S-88", **CHEQUE),
        paid("11-11", "F2", "10.00", reference="780"),
        money("11-12", "nsf", "10.00", reference="780", fee="7.00"),
        paid("11-11", "F2", "2.00", reference="781"),
        money("11-12", "mistake", "2.00", reference="781"),
        {**LOST, "invoice_number": "F2", "amount": "12.90"},
        money("11-19", "recovery", "2.00", invoice_number="F2", **CHEQUE),
        money("11-19", "difference", "0.05", invoice_number="F3", reason="Cents"),
        money("11-20", "payout", "5.00", method="Carte", fee="0.10", reference="V1"),
        money("11-20", "tips_paid", "5.00", **CHEQUE),
    ]
    sales = [*F1, sale("F2", "100.00"), sale("F3", "10.00")]

    assert till.take(invoices=sales, payments=rows)["payments"] == Outcome(created=18)
    before = till.counter.journal()
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=18)}
    assert till.counter.journal() == before


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (
            {**NSF, "reference": "779"},
            "reference: No payment of this customer has this reference: correct it.",
        ),
        (
            {**NSF, "amount": "14.98"},
            (
                "amount: Payment 778 is of 114.98: it is taken back whole, with all that it"
                " paid."
            ),
        ),
        (
            {**NSF, "payment_date": "2026-11-05"},
            (
                "payment_date: 2026-11-06 $114.98 is of 6 Nov 2026: choose that day or a"
                " later one."
            ),
        ),
        (
            {**NSF, "payment_date": "2026-11-25"},
            (
                "payment_date: Only a payment may be dated later than today: correct the"
                " date."
            ),
        ),
        (
            {**LOST, "customer_number": "C-200"},
            "customer_number: Invoice F1 is another customer's: correct the customer.",
        ),
        (
            {**LOST, "invoice_number": "F9"},
            "invoice_number: “F9” is not known in this company: add it first.",
        ),
        (
            LOST,
            "amount: 114.98 is more than the 0.00 due on invoice F1.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_at_its_cell(
    till: Till, row: dict[str, str], refusal: str
) -> None:
    make_customer(till.counter.shop.company, "C-200")
    till.take(invoices=F1, payments=[PAID])

    assert till.refusals(payments=[row]) == [f"payments.csv:2: {refusal}"]


def test_every_bad_row_is_told_but_not_what_follows_from_it(till: Till) -> None:
    rows = [
        {**PAID, "amount": "114.99"},
        NSF,
        money("11-17", "credit_refund", "1.00", **CHEQUE),
    ]

    told = till.refusals(invoices=F1, payments=rows)

    assert [line.split(": ")[0] for line in told] == [
        "payments.csv:2",
        "payments.csv:4",
    ]
    assert till.counter.journal() == []
