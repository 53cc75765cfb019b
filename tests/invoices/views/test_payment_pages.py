"""Scenarios 38 to 52 and 59 at the counter: one payment, whatever it pays."""

from decimal import Decimal
from typing import Any

import pytest

from accounting.models import JournalEntry
from invoices.models import Invoice, Payment
from tests.factories import make_company, make_method
from tests.invoices.views.till import Till, ago, refused, refuses_bad_amounts, said
from tests.pages import form_of
from ui.dates import long_date


@pytest.fixture
def invoice(till: Till) -> Invoice:
    """114.98 due for twenty days."""
    return till.counter.issue("100.00", ago(20))


def test_the_page_proposes_the_balance(till: Till, invoice: Invoice) -> None:
    form = form_of(till.open("payment_create", invoice))

    assert form["amount"].value() == Decimal("114.98")
    assert form["day"].value() == ago(0)


def test_a_payment_settles_the_invoice(till: Till, invoice: Invoice) -> None:
    answer = till.send(
        "payment_create",
        invoice,
        amount="114.98",
        method=till.counter.shop.method,
        reference="778",
    )

    assert answer.headers["Location"] == till.at("invoice_detail", invoice)
    assert said(answer) == ["The payment of $114.98 is recorded."]
    payment = Payment.objects.get()
    assert (payment.reference, payment.is_pending) == ("778", False)
    assert till.counter.owed(invoice) == "0.00"


def test_scenario_49_a_surplus_is_refused_with_what_to_tick(
    till: Till, invoice: Invoice
) -> None:
    answer = till.send(
        "payment_create", invoice, amount="120.00", method=till.counter.shop.method
    )

    assert refused(answer) == [
        (
            "120.00 is more than the 114.98 due on invoice FAC-00001: tick “Keep the"
            " surplus as a customer credit”, or correct the amount."
        )
    ]
    assert Payment.objects.count() == 0


def test_scenario_49_a_surplus_is_kept_when_asked(till: Till, invoice: Invoice) -> None:
    till.send(
        "payment_create",
        invoice,
        amount="120.00",
        method=till.counter.shop.method,
        keep_surplus="on",
    )

    assert till.counter.owed(invoice) == "0.00"
    assert till.counter.customer_credit().balance.amount == Decimal("5.02")


def test_scenario_50_a_cent_short_is_accepted_with_a_reason(
    till: Till, invoice: Invoice
) -> None:
    till.send(
        "payment_create",
        invoice,
        amount="114.97",
        method=till.counter.shop.method,
        accept_difference="on",
        difference_reason="Frais du virement",
    )

    payment = Payment.objects.get()
    assert (payment.rounding.amount, payment.rounding_reason) == (
        Decimal("-0.01"),
        "Frais du virement",
    )
    assert till.counter.owed(invoice) == "0.00"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            {"amount": "114.97", "accept_difference": "on"},
            "Say why the difference is accepted.",
        ),
        (
            {
                "amount": "100.00",
                "accept_difference": "on",
                "difference_reason": "Voilà",
            },
            (
                "A difference of -14.98 is more than the 0.05 that are accepted: write the"
                " rest off, or leave it due."
            ),
        ),
        (
            {"amount": "15.00", "tip": "15.00"},
            "The tip is a part of the 15.00 received: lower it.",
        ),
    ],
)
def test_what_nobody_may_accept_is_refused(
    till: Till, invoice: Invoice, sent: dict[str, Any], sentence: str
) -> None:
    answer = till.send(
        "payment_create", invoice, method=till.counter.shop.method, **sent
    )

    assert refused(answer) == [sentence]
    assert Payment.objects.count() == 0


@pytest.mark.parametrize("typed", ["114.98", "115.00"])
def test_scenario_51_cash_is_rounded_by_itself(
    till: Till, invoice: Invoice, typed: str
) -> None:
    cash = make_method(till.counter.shop.company, "Comptant", is_cash=True)

    answer = till.send("payment_create", invoice, amount=typed, method=cash)

    assert said(answer) == ["The payment of $115.00 is recorded."]
    payment = Payment.objects.get()
    assert (payment.amount.amount, payment.rounding.amount) == (
        Decimal("115.00"),
        Decimal("0.02"),
    )
    assert till.counter.owed(invoice) == "0.00"


def test_scenario_59_the_tip_is_inside_what_was_received(
    till: Till, invoice: Invoice
) -> None:
    till.send(
        "payment_create",
        invoice,
        amount="129.98",
        tip="15.00",
        method=till.counter.shop.method,
    )

    payment = Payment.objects.get()
    assert (payment.amount.amount, payment.tip.amount) == (
        Decimal("129.98"),
        Decimal("15.00"),
    )
    assert till.counter.owed(invoice) == "0.00"


def test_two_ways_of_paying_are_two_payments(till: Till, invoice: Invoice) -> None:
    card = make_method(till.counter.shop.company, "Carte")

    till.send(
        "payment_create", invoice, amount="50.00", method=till.counter.shop.method
    )
    till.send("payment_create", invoice, amount="64.98", method=card)

    assert Payment.objects.count() == 2
    assert till.counter.owed(invoice) == "0.00"


def test_a_cheque_dated_later_is_to_come(till: Till, invoice: Invoice) -> None:
    answer = till.send(
        "payment_create",
        invoice,
        on=ago(-5),
        amount="114.98",
        method=till.counter.shop.method,
    )

    [sentence] = said(answer)
    assert sentence.startswith("The payment of $114.98 is recorded: it is to come on ")
    assert till.counter.owed(invoice) == "114.98"
    assert JournalEntry.objects.filter(event="payment").count() == 0
    payment = Payment.objects.get()
    assert "to come" in till.read("payment_detail", payment)
    warning = f"A post-dated cheque of $114.98 is to come on {long_date(ago(-5))}."
    assert warning in till.read("payment_create", invoice)


def test_a_cheque_of_today_is_taken_by_the_list(till: Till, invoice: Invoice) -> None:
    till.counter.pay({invoice: "114.98"}, ago(0), recorded_on=ago(3))
    assert till.counter.owed(invoice) == "114.98"

    till.open("payment_list")

    assert till.counter.owed(invoice) == "0.00"


def test_bad_amounts_are_refused(till: Till, invoice: Invoice) -> None:
    method = till.counter.shop.method

    assert refuses_bad_amounts(
        lambda typed: till.send("payment_create", invoice, amount=typed, method=method)
    )
    assert Payment.objects.count() == 0


def test_a_day_before_the_invoice_is_refused(till: Till, invoice: Invoice) -> None:
    answer = till.send(
        "payment_create",
        invoice,
        on=ago(21),
        amount="114.98",
        method=till.counter.shop.method,
    )

    assert refused(answer) == [
        f"Invoice FAC-00001 is of {ago(20)}: a payment cannot come before."
    ]


def test_the_method_of_another_company_is_refused(till: Till, invoice: Invoice) -> None:
    stranger = make_method(make_company("roy"))

    answer = till.send("payment_create", invoice, amount="114.98", method=stranger)

    assert list(form_of(answer).errors) == ["method"]
