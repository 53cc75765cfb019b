"""Payments files: deposits and credits that are used, kept or sent back."""

from imports.services.problems import Outcome
from tests.imports.services.till import Till, money, paid, sale
from tests.invoices.counter import sold

F1 = [sale("F1", "100.00")]
THOUSAND = [sale("F1", "1000.00")]
CHEQUE = {"method": "Chèque"}
PAID = paid("11-06", "F1", "114.98", reference="778")
DEPOSIT = money("11-02", "deposit", "300.00", reference="S-88", **CHEQUE)
OVERPAID = [PAID, money("11-06", "credit", "5.02", reference="778", **CHEQUE)]


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
            "payments.csv:2: amount: 1.00 is more than is left on 13 Nov 2026 of each"
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


def test_scenario_72_a_refund_needs_something_to_refund(till: Till) -> None:
    back = money("11-20", "refund", "45.99", invoice_number="F1", **CHEQUE)

    assert till.refusals(invoices=F1, payments=[PAID, back]) == [
        (
            "payments.csv:3: amount: Invoice F1 owes nothing back: void or credit it,"
            " or free its payment. Only a credit note, an overpayment or a deposit"
            " can be refunded."
        )
    ]


def test_a_row_more_of_what_is_here_is_new(till: Till) -> None:
    use = money("11-12", "apply_deposit", "100.00", invoice_number="F1")
    till.take(invoices=THOUSAND, payments=[DEPOSIT, use])

    assert till.take(payments=[DEPOSIT, use, use]) == {
        "payments": Outcome(created=1, unchanged=2)
    }
