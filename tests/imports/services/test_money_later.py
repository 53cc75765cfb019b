"""Payments files: what happens after the money was received."""

from datetime import date

import pytest

from imports.services.problems import Outcome
from invoices.models import Invoice
from tests.factories import make_customer
from tests.imports.services.till import Till, money, paid, sale
from tests.invoices.counter import sold

F1 = [sale("F1", "100.00")]
THOUSAND = [sale("F1", "1000.00")]
CHEQUE = {"method": "Chèque"}
PAID = paid("11-06", "F1", "114.98", reference="778")
DEPOSIT = money("11-02", "deposit", "300.00", reference="S-88", **CHEQUE)
NSF = money("11-16", "nsf", "114.98", reference="778")
OVERPAID = [PAID, money("11-06", "credit", "5.02", reference="778", **CHEQUE)]
LOST = money("11-18", "write_off", "114.98", invoice_number="F1", reason="Introuvable")


def test_scenario_48_a_credit_pays_a_later_invoice(till: Till) -> None:
    use = money("11-20", "apply_credit", "5.02", invoice_number="F2", reference="778")

    till.take(invoices=[*F1, sale("F2", "20.00")], payments=[*OVERPAID, use])

    assert till.later() == ["R! application 11-20 D 2160 5.02 / C 1201 5.02"]


def test_scenario_49_a_credit_is_sent_back(till: Till) -> None:
    back = money("11-20", "credit_refund", "5.02", reference="778", **CHEQUE)

    till.take(invoices=F1, payments=[*OVERPAID, back])

    assert till.later() == ["R! refund 11-20 D 2160 5.02 / C 1010 5.02"]


def test_scenario_54_a_deposit_pays_the_final_invoice(till: Till) -> None:
    rows = [
        DEPOSIT,
        money("11-12", "apply_deposit", "300.00", invoice_number="F1"),
        paid("11-14", "F1", "849.75"),
    ]

    till.take(invoices=THOUSAND, payments=rows)

    assert till.counter.journal() == [
        f"R! sale 11-03 {sold('1000.00', '50.00', '99.75', total='1149.75')}",
        "R! payment 11-02 D 1010 300.00 / C 2150 300.00",
        "R! application 11-12 D 2150 300.00 / C 1201 300.00",
        "R! payment 11-14 D 1010 849.75 / C 1201 849.75",
    ]


def test_the_reference_chooses_among_deposits_else_the_oldest(till: Till) -> None:
    younger = money("11-05", "deposit", "300.00", reference="S-89", **CHEQUE)
    use = money("11-12", "apply_deposit", "300.00", invoice_number="F1")

    till.take(
        invoices=THOUSAND,
        payments=[younger, DEPOSIT, {**use, "reference": "S-89"}, use],
    )

    assert till.counter.left()["2150"] == "0.00"
    assert till.refusals(
        payments=[money("11-13", "apply_deposit", "1.00", invoice_number="F1")]
    ) == [
        (
            "payments.csv:2: amount: 1.00 is more than is left on 2026-11-13 of each"
            " deposit that this row may mean: correct the amount, the date or the"
            " reference."
        )
    ]


def test_scenario_56_a_deposit_is_kept(till: Till) -> None:
    till.counter.shop.customer.tax_group = till.counter.shop.groups["TPS+TVQ"]
    till.counter.shop.customer.save()
    keep = money("11-12", "keep_deposit", "50.00", reason="Annulé", reference="S-88")

    till.take(payments=[DEPOSIT, keep])

    assert till.later() == [
        "R! forfeiture 11-12 D 2150 50.00 / C 2310 2.38, C 2320 4.54, C 4000 43.08"
    ]


def test_a_deposit_is_kept_with_the_taxes_of_a_group(till: Till) -> None:
    keep = money("11-12", "keep_deposit", "50.00", reason="Annulé")

    assert till.refusals(payments=[DEPOSIT, keep]) == [
        (
            "payments.csv:3: customer_number: A deposit that is kept bears the taxes of the"
            " customer's tax group: give this customer one."
        )
    ]


def test_scenario_57_a_deposit_is_sent_back(till: Till) -> None:
    back = money("11-12", "deposit_refund", "300.00", reference="S-88", **CHEQUE)

    till.take(payments=[DEPOSIT, back])

    assert till.later() == ["R! refund 11-12 D 2150 300.00 / C 1010 300.00"]


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


def test_scenario_62_a_cheque_comes_back_and_is_paid_anew(till: Till) -> None:
    again = paid("11-16", "F1", "115.00", method="Comptant")

    till.take(invoices=F1, payments=[PAID, NSF, again])

    assert till.counter.journal()[1:] == [
        "R! payment 11-06 D 1010 114.98 / C 1201 114.98",
        "R! return 11-16 D 1201 114.98 / C 1010 114.98",
        "R! payment 11-16 D 1015 115.00 / C 1201 114.98, C 5390 0.02",
    ]


def test_scenario_63_a_chargeback_with_its_fee(till: Till) -> None:
    rows = [
        {**PAID, "method": "Carte"},
        money("11-16", "chargeback", "114.98", reference="778", fee="25.00"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == [
        "R! return 11-16 D 1201 114.98, D 5310 25.00 / C 1050 139.98"
    ]


def test_scenario_63_from_the_bank_where_the_row_says_so(till: Till) -> None:
    till.counter.method("Virement", "1010")
    rows = [
        {**PAID, "method": "Carte"},
        money("11-16", "chargeback", "114.98", reference="778", method="Virement"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == ["R! return 11-16 D 1201 114.98 / C 1010 114.98"]


def test_scenario_65_a_mistake_that_never_left_vanishes(till: Till) -> None:
    rows = [PAID, money("11-17", "mistake", "114.98", reference="778")]

    till.take(invoices=F1, payments=rows)

    assert till.later() == []
    assert [line.split()[1] for line in till.counter.journal()] == ["sale"]


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


def test_scenario_72_a_refund_needs_something_to_refund(till: Till) -> None:
    back = money("11-20", "refund", "45.99", invoice_number="F1", **CHEQUE)

    assert till.refusals(invoices=F1, payments=[PAID, back]) == [
        (
            "payments.csv:3: amount: Invoice F1 owes nothing back: void or credit it, or"
            " free its payment. A refund is of a credit note, an overpayment or a deposit."
        )
    ]


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


def test_a_row_more_of_what_is_here_is_new(till: Till) -> None:
    use = money("11-12", "apply_deposit", "100.00", invoice_number="F1")
    till.take(invoices=THOUSAND, payments=[DEPOSIT, use])

    assert till.take(payments=[DEPOSIT, use, use]) == {
        "payments": Outcome(created=1, unchanged=2)
    }


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


def test_a_payment_taken_back_otherwise_is_an_error(till: Till) -> None:
    till.take(invoices=F1, payments=[PAID, NSF])

    assert till.refusals(payments=[{**NSF, "kind": "chargeback"}]) == [
        "payments.csv:2: reference: Payment 778 is taken back already, otherwise."
    ]


def test_one_of_two_payments_that_people_gave_the_same_name(till: Till) -> None:
    till.take(invoices=THOUSAND)
    invoice = Invoice.objects.get()
    for amount in ("100.00", "200.00"):
        till.counter.pay({invoice: amount}, date(2026, 11, 6), reference="778")
    rows = [{**NSF, "amount": "200.00"}]

    assert till.take(payments=rows) == {"payments": Outcome(created=1)}
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=1)}
    assert till.later() == ["R! return 11-16 D 1201 200.00 / C 1010 200.00"]


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
