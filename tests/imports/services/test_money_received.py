"""Payments files: what was received, in rows of one reference."""

from datetime import date
from decimal import Decimal

import pytest

from imports.services.problems import Outcome
from invoices.models import Invoice, Payment
from invoices.services.post_dated import take_due_payments
from tests.imports.services.till import Till, money, paid, sale
from tests.invoices.counter import HUNDRED

SALE = f"R! sale 11-03 {HUNDRED}"
F1 = [sale("F1", "100.00")]
CHEQUE = {"method": "Chèque"}


def payments(till: Till) -> list[str]:
    return [line for line in till.counter.journal() if line.split()[1] == "payment"]


def test_scenario_46_two_methods_for_one_invoice(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "50.00", method="Comptant"),
        paid("11-06", "F1", "64.98", method="Carte"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.counter.journal() == [
        SALE,
        "R! payment 11-06 D 1015 50.00 / C 1201 50.00",
        "R! payment 11-06 D 1050 64.98 / C 1201 64.98",
    ]


def test_scenario_47_the_surplus_is_a_credit_of_the_same_reference(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "114.98", reference="778"),
        money("11-06", "credit", "5.02", reference="778", **CHEQUE),
    ]

    till.take(invoices=F1, payments=rows)

    assert payments(till) == [
        "R! payment 11-06 D 1010 120.00 / C 1201 114.98, C 2160 5.02"
    ]


def test_scenario_47_more_than_the_balance_is_no_payment(till: Till) -> None:
    assert till.refusals(invoices=F1, payments=[paid("11-06", "F1", "120.00")]) == [
        "payments.csv:2: amount: 120.00 is more than the 114.98 due on invoice F1."
    ]


def test_scenario_50_a_difference_of_the_same_reference_is_accepted(till: Till) -> None:
    short = money(
        "11-06", "difference", "0.01", invoice_number="F1", reason="Un cent court"
    )
    rows = [
        paid("11-06", "F1", "114.97", reference="778"),
        {**short, "reference": "778"},
    ]

    till.take(invoices=F1, payments=rows)

    assert payments(till) == [
        "R! payment 11-06 D 1010 114.97, D 5390 0.01 / C 1201 114.98"
    ]
    assert Payment.objects.get().rounding_reason == "Un cent court"


def test_scenario_50_a_difference_above_the_tolerance_is_refused(till: Till) -> None:
    short = money("11-06", "difference", "0.06", invoice_number="F1", reason="Court")
    rows = [
        paid("11-06", "F1", "114.92", reference="778"),
        {**short, "reference": "778"},
    ]

    assert till.refusals(invoices=F1, payments=rows) == [
        (
            "payments.csv:2: amount: A difference of -0.06 is more than the 0.05 that are"
            " accepted: write the rest off, or leave it due."
        )
    ]


@pytest.mark.parametrize(
    ("price", "received", "entry"),
    [
        ("100.00", "115.00", "D 1015 115.00 / C 1201 114.98, C 5390 0.02"),
        ("140.00", "160.95", "D 1015 160.95, D 5390 0.02 / C 1201 160.97"),
        # A part payment in coins that exist is what it is.
        ("140.00", "160.90", "D 1015 160.90 / C 1201 160.90"),
    ],
)
def test_scenarios_51_and_52_cash_is_rounded_to_its_coins(
    till: Till, price: str, received: str, entry: str
) -> None:
    rows = [paid("11-06", "F1", received, method="Comptant")]

    till.take(invoices=[sale("F1", price)], payments=rows)

    assert payments(till) == [f"R! payment 11-06 {entry}"]
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=1)}


def test_scenario_51_a_card_is_never_rounded(till: Till) -> None:
    rows = [paid("11-06", "F1", "115.00", method="Carte")]

    assert till.refusals(invoices=F1, payments=rows) == [
        "payments.csv:2: amount: 115.00 is more than the 114.98 due on invoice F1."
    ]


def test_scenario_53_a_deposit_names_no_invoice(till: Till) -> None:
    till.take(
        payments=[money("10-01", "deposit", "300.00", reference="S-88", **CHEQUE)]
    )

    assert till.counter.journal() == ["R! payment 10-01 D 1010 300.00 / C 2150 300.00"]


def test_scenario_59_a_tip_is_of_the_reference_of_its_payment(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "114.98", reference="778"),
        money("11-06", "tip", "15.00", reference="778", **CHEQUE),
    ]

    till.take(invoices=F1, payments=rows)

    assert payments(till) == [
        "R! payment 11-06 D 1010 129.98 / C 1201 114.98, C 2400 15.00"
    ]


def test_scenario_43_money_dated_later_waits_for_its_day(till: Till) -> None:
    rows = [paid("12-15", "F1", "114.98")]

    till.take(invoices=F1, payments=rows)

    assert till.counter.journal() == [SALE]
    assert Payment.objects.get().is_pending
    assert Invoice.objects.get().balance.amount == Decimal("114.98")


def test_scenario_43_what_its_invoice_owed_no_more_is_still_the_same_payment(
    till: Till,
) -> None:
    rows = [paid("12-15", "F1", "114.98"), paid("11-20", "F1", "100.00")]
    till.take(invoices=F1, payments=rows[:1])
    till.take(payments=rows[1:])
    take_due_payments(company=till.counter.shop.company, on=date(2026, 12, 15))

    assert payments(till)[-1] == (
        "R! payment 12-15 D 1010 114.98 / C 1201 14.98, C 2160 100.00"
    )
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=2)}


def test_the_same_rows_again_change_nothing(till: Till) -> None:
    short = money("11-08", "difference", "0.01", invoice_number="F2", reason="Court")
    rows = [
        paid("11-06", "F1", "114.98", reference="778"),
        money("11-06", "credit", "5.02", reference="778", **CHEQUE),
        money("11-06", "tip", "2.00", reference="778", **CHEQUE),
        money("11-07", "deposit", "300.00", **CHEQUE),
        paid("11-08", "F2", "114.97", reference="779"),
        {**short, "reference": "779"},
    ]
    sales = [*F1, sale("F2", "100.00")]

    assert till.take(invoices=sales, payments=rows)["payments"] == Outcome(created=3)
    before = till.counter.journal()
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=3)}
    assert till.counter.journal() == before


@pytest.mark.parametrize(
    ("column", "value"),
    [("amount", "5.03"), ("kind", "deposit"), ("payment_date", "2026-11-07")],
)
def test_a_known_payment_with_other_content_is_an_error(
    till: Till, column: str, value: str
) -> None:
    rows = [
        paid("11-06", "F1", "114.98", reference="778"),
        money("11-06", "credit", "5.02", reference="778", **CHEQUE),
    ]
    till.take(invoices=F1, payments=rows)
    changed = [dict(row) for row in rows]
    changed[1][column] = value

    assert till.refusals(payments=list(changed)) == [
        "payments.csv:2: reference: Payment 778 is already here with other content."
    ]
