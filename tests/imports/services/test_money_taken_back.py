"""Payments files: what the bank or a person takes back."""

from datetime import date

from imports.services.problems import Outcome
from invoices.models import Invoice
from tests.imports.services.till import Till, money, paid, sale

F1 = [sale("F1", "100.00")]
THOUSAND = [sale("F1", "1000.00")]
PAID = paid("11-06", "F1", "114.98", reference="778")
NSF = money("11-16", "nsf", "114.98", reference="778")


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


def test_a_payment_taken_back_otherwise_is_an_error(till: Till) -> None:
    till.take(invoices=F1, payments=[PAID, NSF])

    assert till.refusals(payments=[{**NSF, "kind": "chargeback"}]) == [
        "payments.csv:2: reference: Payment 778 is already taken back, in another way."
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


def test_scenario_62_what_was_refunded_of_it_is_owed_again(till: Till) -> None:
    till.counter.choose(sale_debit="1201")
    rows = [
        {**PAID, "amount": "114.98"},
        money("11-06", "credit", "50.00", reference="778", method="Chèque"),
        money("11-10", "credit_refund", "20.00", reference="778", method="Chèque"),
        money("11-16", "nsf", "164.98", reference="778"),
    ]

    till.take(invoices=F1, payments=rows)

    assert till.later() == [
        "R! refund 11-10 D 2160 20.00 / C 1010 20.00",
        "R! return 11-16 D 1201 114.98, D 2160 30.00, D 1201 20.00 / C 1010 164.98",
    ]
    document = Invoice.objects.get(kind="RETURNED")
    assert till.take(payments=rows) == {"payments": Outcome(unchanged=3)}

    till.take(payments=[paid("11-20", str(document.number), "20.00", reference="801")])

    assert till.counter.owed(document) == "0.00"
