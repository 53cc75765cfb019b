"""Scenario 54: invoices paid with deposits, from either side."""

from decimal import Decimal

import pytest

from invoices.models import (
    Application,
    CustomerCredit,
    Invoice,
    Refund,
)
from tests.factories import make_customer
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refused, refuses_bad_amounts, said
from tests.pages import form_of


@pytest.fixture
def deposit(till: Till) -> CustomerCredit:
    """300.00 on acceptance of the quote S-88."""
    return till.counter.deposit("300.00", ago(30), reference="S-88")


@pytest.fixture
def invoice(till: Till) -> Invoice:
    """1,149.75 due for twenty days."""
    return till.counter.issue("1000.00", ago(20))


def test_scenario_54_the_deposit_pays_an_invoice(
    till: Till, deposit: CustomerCredit, invoice: Invoice
) -> None:
    form = form_of(till.open("customercredit_apply", deposit))
    assert form["amount"].value() == Decimal("300.00")

    answer = till.send("customercredit_apply", deposit, invoice=invoice, amount="300")

    assert said(answer) == ["The invoice is paid with it."]
    assert till.counter.owed(invoice) == "849.75"
    words = till.read("customercredit_detail", deposit)
    assert "FAC-00001" in words
    assert "Take it off the invoice" in words


def test_scenario_54_the_invoice_takes_the_deposit(
    till: Till, deposit: CustomerCredit, invoice: Invoice
) -> None:
    form = form_of(till.open("invoice_apply", invoice))
    assert form.fields["source"].choices == [
        (f"credit:{deposit.pk}", f"Deposit {ago(30)} S-88: $300.00")
    ]

    till.send("invoice_apply", invoice, source=f"credit:{deposit.pk}", amount="300")

    assert till.counter.owed(invoice) == "849.75"


def test_an_invoice_of_a_customer_with_nothing_says_so(
    till: Till, invoice: Invoice
) -> None:
    words = till.read("invoice_apply", invoice)

    assert "Gagnon (C-100) has no deposit and no credit: take a payment." in words


@pytest.mark.usefixtures("deposit")
@pytest.mark.parametrize("source", ["credit:999999", "credit:", "1", ""])
def test_a_source_that_was_not_offered_is_refused(
    till: Till, invoice: Invoice, source: str
) -> None:
    answer = till.send("invoice_apply", invoice, source=source, amount="300")

    assert list(form_of(answer).errors) == ["source"]
    assert Application.objects.count() == 0


def test_bad_amounts_pay_nothing_and_send_nothing_back(
    till: Till, deposit: CustomerCredit, invoice: Invoice, shop: Shop
) -> None:
    source = f"credit:{deposit.pk}"

    assert refuses_bad_amounts(
        lambda typed: till.send(
            "customercredit_apply", deposit, invoice=invoice, amount=typed
        )
    )
    assert refuses_bad_amounts(
        lambda typed: till.send("invoice_apply", invoice, source=source, amount=typed)
    )
    assert refuses_bad_amounts(
        lambda typed: till.send(
            "customercredit_refund", deposit, method=shop.method, amount=typed
        )
    )
    assert Application.objects.count() == Refund.objects.count() == 0


@pytest.mark.parametrize(
    ("amount", "days", "sentence"),
    [
        ("300.01", 0, "300.01 is more than the 300.00 that is left to apply."),
        (
            "1149.76",
            0,
            "1,149.76 is more than the 1,149.75 due on invoice FAC-00001.",
        ),
        ("300.00", 25, "choose that day or a later one."),
    ],
)
def test_what_a_deposit_cannot_pay_is_refused(
    till: Till,
    deposit: CustomerCredit,
    invoice: Invoice,
    amount: str,
    days: int,
    sentence: str,
) -> None:
    answer = till.send(
        "customercredit_apply",
        deposit,
        invoice=invoice,
        amount=amount,
        on=ago(days),
    )

    [refusal] = refused(answer)
    assert refusal.endswith(sentence)


def test_the_invoice_of_another_customer_is_not_offered(
    till: Till, deposit: CustomerCredit, invoice: Invoice, shop: Shop
) -> None:
    Invoice.objects.update(customer=make_customer(shop.company, "C-200"))

    answer = till.send("customercredit_apply", deposit, invoice=invoice, amount="300")

    assert list(form_of(answer).errors) == ["invoice"]


def test_an_application_is_taken_off(
    till: Till, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = till.counter.apply(deposit, invoice, "300.00", ago(5))
    early = till.send("application_undo", application, on=ago(6))
    assert refused(early)[0].endswith("choose that day or a later one.")

    answer = till.send("application_undo", application)

    assert answer.headers["Location"] == till.at("customercredit_detail", deposit)
    assert till.counter.owed(invoice) == "1149.75"
    again = till.send("application_undo", application)
    assert refused(again) == ["This application is undone already."]
