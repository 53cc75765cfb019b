"""Scenarios 62 to 65: what is done with a payment after it was taken."""

from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from invoices.models import CustomerCredit, Invoice, Payment, PaymentReturn
from tests.factories import make_account, make_company, make_customer
from tests.invoices.shop import Shop
from tests.invoices.views.till import (
    TYPED_AMOUNTS,
    Till,
    ago,
    refused,
    refuses_bad_amounts,
    said,
)
from tests.pages import form_of


@pytest.fixture
def invoice(till: Till) -> Invoice:
    return till.counter.issue("100.00", ago(20))


@pytest.fixture
def payment(till: Till, invoice: Invoice) -> Payment:
    return till.counter.pay({invoice: "114.98"}, ago(10))


def test_scenario_62_the_bank_returns_a_cheque(
    till: Till, invoice: Invoice, payment: Payment
) -> None:
    answer = till.send("payment_return", payment, kind="BANK", reason="NSF")

    assert said(answer) == ["The return is recorded: its invoices are due again."]
    assert till.counter.owed(invoice) == "114.98"
    words = till.read("payment_detail", payment)
    assert "Returned by the bank (NSF)" in words
    assert f"ended on {ago(0)}" in words
    assert "Entered by mistake" not in words


def test_scenario_63_a_chargeback_with_its_fee_from_the_bank(
    till: Till, payment: Payment, shop: Shop
) -> None:
    till.send(
        "payment_return",
        payment,
        kind="CHARGEBACK",
        fee="25.00",
        account=shop.account("1050"),
    )

    returned = PaymentReturn.objects.get()
    assert (returned.fee.amount, returned.account) == (
        Decimal("25.00"),
        shop.account("1050"),
    )


def test_the_account_of_the_payment_bears_it_unless_a_person_says_so(
    till: Till, payment: Payment
) -> None:
    till.send("payment_return", payment, kind="BANK")

    assert PaymentReturn.objects.get().account == payment.account


def test_bad_fees_are_refused(till: Till, payment: Payment) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send(
            "payment_return", payment, kind="CHARGEBACK", fee=typed
        ),
        TYPED_AMOUNTS,
    )
    assert PaymentReturn.objects.count() == 0


def test_a_return_has_a_day_that_has_come_and_follows_its_payment(
    till: Till, payment: Payment
) -> None:
    early = till.send("payment_return", payment, kind="BANK", on=ago(11))
    late = till.send("payment_return", payment, kind="BANK", on=ago(-1))

    [sentence] = refused(early)
    assert sentence.endswith("choose that day or a later one.")
    assert refused(late) == [
        "This day is still to come: choose today or an earlier day."
    ]


def test_what_the_bank_took_from_an_account_of_another_company_is_refused(
    till: Till, payment: Payment
) -> None:
    account = make_account(make_company("roy"), "1010")

    answer = till.send("payment_return", payment, kind="BANK", account=account)

    assert list(form_of(answer).errors) == ["account"]


def test_a_mistake_is_not_a_kind_of_return(till: Till, payment: Payment) -> None:
    answer = till.send("payment_return", payment, kind="MISTAKE")

    assert list(form_of(answer).errors) == ["kind"]


def test_scenario_65_a_mistake_vanishes_before_export(
    till: Till, invoice: Invoice, payment: Payment
) -> None:
    till.send("payment_mistake", payment, reason="Autre client")

    assert till.counter.owed(invoice) == "114.98"
    assert JournalEntry.objects.living().filter(event="payment").count() == 0


def test_a_payment_is_taken_back_once(till: Till, payment: Payment) -> None:
    till.counter.bounce(payment, ago(1))

    answer = till.send("payment_mistake", payment, reason="Autre client")

    assert refused(answer) == ["This payment was taken back already."]


def test_a_mistake_says_why(till: Till, payment: Payment) -> None:
    answer = till.send("payment_mistake", payment, reason="")

    assert refused(answer) == ["This field is required."]


def test_a_payment_to_come_is_cancelled(till: Till, invoice: Invoice) -> None:
    cheque = till.counter.pay({invoice: "114.98"}, ago(-5), recorded_on=ago(0))
    assert "Cancel the payment to come" in till.read("payment_mistake", cheque)

    answer = till.send("payment_mistake", cheque, reason="Chèque rendu")

    assert said(answer) == ["The payment to come is cancelled."]
    till.open("payment_list")
    cheque.refresh_from_db()
    assert cheque.is_pending
    assert till.counter.owed(invoice) == "114.98"


def test_the_bank_returns_no_payment_to_come(till: Till, invoice: Invoice) -> None:
    cheque = till.counter.pay({invoice: "114.98"}, ago(-5), recorded_on=ago(0))

    answer = till.send("payment_return", cheque, kind="BANK", fee="25.00")

    [sentence] = refused(answer)
    assert sentence.startswith("This payment is to come on ")
    assert sentence.endswith(": cancel it instead.")


def test_a_cheque_whose_day_has_come_is_returned(till: Till, invoice: Invoice) -> None:
    cheque = till.counter.pay({invoice: "114.98"}, ago(0), recorded_on=ago(3))

    till.send("payment_return", cheque, kind="BANK")

    assert PaymentReturn.objects.get().kind == "BANK"
    assert "to come" not in till.read("payment_detail", cheque)


def test_scenario_64_money_moves_to_another_invoice(
    till: Till, invoice: Invoice, payment: Payment
) -> None:
    right = till.counter.issue("200.00", ago(15))

    answer = till.send(
        "paymentallocation_move", till.counter.part(payment, invoice), invoice=right
    )

    assert answer.headers["Location"] == till.at("payment_detail", payment)
    assert (till.counter.owed(invoice), till.counter.owed(right)) == (
        "114.98",
        "114.97",
    )


def test_money_moves_to_an_open_invoice_of_its_customer_only(
    till: Till, invoice: Invoice, payment: Payment, shop: Shop
) -> None:
    till.counter.issue("200.00", ago(15))
    other = make_customer(shop.company, "C-200")
    Invoice.objects.filter(number="FAC-00002").update(customer=other)

    form = form_of(
        till.open("paymentallocation_move", till.counter.part(payment, invoice))
    )

    assert list(form.fields["invoice"].queryset) == []


def test_money_does_not_move_before_it_came(
    till: Till, invoice: Invoice, payment: Payment
) -> None:
    right = till.counter.issue("200.00", ago(15))

    answer = till.send(
        "paymentallocation_move",
        till.counter.part(payment, invoice),
        invoice=right,
        on=ago(11),
    )

    [sentence] = refused(answer)
    assert sentence.endswith("choose that day or a later one.")


def test_money_is_freed_to_a_credit(
    till: Till, invoice: Invoice, payment: Payment
) -> None:
    part = till.counter.part(payment, invoice)

    answer = till.send("paymentallocation_free", part)

    credit = CustomerCredit.objects.get()
    assert answer.headers["Location"] == till.at("customercredit_detail", credit)
    assert till.counter.owed(invoice) == "114.98"
    assert "freed from invoice FAC-00001" in till.read("payment_detail", payment)
    assert "freed from invoice FAC-00001" in till.read("customercredit_detail", credit)


def test_money_is_freed_once(till: Till, invoice: Invoice, payment: Payment) -> None:
    part = till.counter.part(payment, invoice)
    till.counter.free(payment, invoice, ago(1))

    answer = till.send("paymentallocation_free", part)

    assert refused(answer) == [
        "This payment no longer pays FAC-00001, or does not pay it yet."
    ]


def test_an_entry_that_waits_says_for_what(till: Till, shop: Shop) -> None:
    shop.wait_for_payment()
    invoice = till.counter.issue("1000.00", ago(20))
    payment = till.counter.pay({invoice: "500.00"}, ago(10))

    words = till.read("payment_detail", payment)

    assert "It waits until invoice FAC-00001 is paid: $649.75 is due." in words
