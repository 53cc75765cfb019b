"""What the forms of money propose, in which order they ask, and what they make of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from invoices.forms.credits import ApplyForm, ForfeitForm, RefundForm, SourceForm
from invoices.forms.payment_actions import ReturnForm
from invoices.forms.payments import CustomerPaymentForm, DepositForm, PaymentForm
from invoices.forms.payouts import PayoutForm, TipPayoutForm
from invoices.forms.write_offs import RecoveryForm, WriteOffForm
from invoices.models import Invoice
from invoices.queries.sources import owed_by
from tests.factories import make_customer
from tests.invoices.counter import Counter
from tests.invoices.shop import NOVEMBER_3

TODAY = date(2026, 11, 24)


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    """114.98 due."""
    return counter.issue("100.00", NOVEMBER_3)


def proposed(form: forms.BaseForm, name: str = "amount") -> Any:
    return form[name].value()


def apply_form(counter: Counter, left: str) -> ApplyForm:
    customer = counter.shop.customer
    return ApplyForm(customer=customer, left=Decimal(left), today=TODAY)


@pytest.mark.usefixtures("invoice")
@pytest.mark.parametrize(("left", "amount"), [("300.00", "114.98"), ("40.00", "40.00")])
def test_a_credit_pays_what_it_can_of_the_oldest_invoice(
    counter: Counter, left: str, amount: str
) -> None:
    counter.issue("10.00", date(2026, 11, 5))

    assert proposed(apply_form(counter, left)) == Decimal(amount)


def test_a_credit_with_nothing_to_pay_is_proposed_whole(counter: Counter) -> None:
    assert proposed(apply_form(counter, "40.00")) == Decimal("40.00")


def test_an_invoice_takes_the_oldest_deposit_first(
    counter: Counter, invoice: Invoice
) -> None:
    later = counter.deposit("300.00", date(2026, 11, 5))
    first = counter.deposit("20.00", NOVEMBER_3)
    minus = counter.issue("-10.00", NOVEMBER_3)

    form = SourceForm(invoice=invoice, today=TODAY)

    assert list(form.sources) == [
        f"credit:{first.pk}",
        f"credit:{later.pk}",
        f"invoice:{minus.pk}",
    ]
    assert proposed(form) == Decimal("20.00")


def test_a_deposit_larger_than_the_invoice_pays_what_is_due(
    counter: Counter, invoice: Invoice
) -> None:
    counter.deposit("300.00", NOVEMBER_3)

    assert proposed(SourceForm(invoice=invoice, today=TODAY)) == Decimal("114.98")


def test_without_a_source_no_amount_is_proposed(invoice: Invoice) -> None:
    form = SourceForm(invoice=invoice, today=TODAY)

    assert (proposed(form), form.sources) == (None, {})


def test_an_invoice_that_owes_back_takes_nothing(counter: Counter) -> None:
    minus = counter.issue("-10.00", NOVEMBER_3)
    counter.deposit("300.00", NOVEMBER_3)

    assert proposed(SourceForm(invoice=minus, today=TODAY)) == Decimal(0)


@pytest.mark.parametrize(("left", "amount"), [("45.99", "45.99"), ("-45.99", "0")])
def test_a_refund_is_of_what_is_owed_back(
    counter: Counter, left: str, amount: str
) -> None:
    company = counter.shop.company

    form = RefundForm(company=company, left=Decimal(left), today=TODAY)

    assert proposed(form) == Decimal(amount)


def test_a_deposit_that_is_kept_has_the_group_of_its_customer(counter: Counter) -> None:
    shop = counter.shop
    shop.customer.tax_group = shop.groups["TPS"]
    shop.customer.save()

    form = ForfeitForm(credit=counter.deposit("300.00", NOVEMBER_3), today=TODAY)

    assert proposed(form) == Decimal("300.00")
    assert proposed(form, "tax_group") == shop.groups["TPS"].pk


def test_a_write_off_is_a_bad_debt_of_what_is_due_today(invoice: Invoice) -> None:
    form = WriteOffForm(invoice=invoice, today=TODAY)

    assert proposed(form) == Decimal("114.98")
    assert (proposed(form, "kind"), proposed(form, "day")) == ("BAD_DEBT", TODAY)


def test_a_recovery_is_of_what_may_still_be_recovered(
    counter: Counter, invoice: Invoice
) -> None:
    debt = counter.write_off(invoice, "114.98", NOVEMBER_3)

    form = RecoveryForm(write_off=debt, left=Decimal("54.98"), today=TODAY)

    assert proposed(form) == Decimal("54.98")


def test_a_reason_without_its_tick_accepts_no_difference(
    counter: Counter, invoice: Invoice
) -> None:
    sent = {
        "day": "2026-11-24",
        "amount": "114.97",
        "method": counter.shop.method.pk,
        "difference_reason": "Frais du virement",
    }

    silent = PaymentForm(sent, invoice=invoice, today=TODAY)
    ticked = PaymentForm(
        {**sent, "accept_difference": "on"}, invoice=invoice, today=TODAY
    )

    assert silent.is_valid()
    assert ticked.is_valid()
    assert silent.money().difference_reason == ""
    assert ticked.money().difference_reason == "Frais du virement"


def test_only_the_invoices_with_an_amount_are_paid(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("200.00", NOVEMBER_3)
    customer = counter.shop.customer
    sent = {
        "day": "2026-11-24",
        "amount": "64.98",
        "method": counter.shop.method.pk,
        f"invoice_{invoice.pk}": "",
        f"invoice_{other.pk}": "60.00",
        "on_account": "4.98",
    }

    form = CustomerPaymentForm(
        sent, customer=customer, invoices=owed_by(customer), today=TODAY
    )

    assert form.is_valid()
    assert form.amounts() == {other: Decimal("60.00")}
    assert form.kept() == {"deposit": Decimal(0), "on_account": Decimal("4.98")}


def test_the_forms_ask_in_the_order_of_the_counter(
    counter: Counter, invoice: Invoice
) -> None:
    payment = counter.pay({invoice: "50.00"}, NOVEMBER_3)
    customer = make_customer(counter.shop.company, "C-200")
    of_company: dict[str, Any] = {"company": customer.company, "today": TODAY}
    difference = ["accept_difference", "difference_reason"]
    received = ["amount", "method", "day", "reference"]
    one = PaymentForm(invoice=invoice, today=TODAY)
    many = CustomerPaymentForm(customer=customer, invoices=[], today=TODAY)
    returned = ReturnForm(payment=payment, today=TODAY)

    asked = [one, many, DepositForm(**of_company), PayoutForm(**of_company), returned]
    assert [list(form.fields) for form in asked] == [
        [*received, "tip", "keep_surplus", *difference],
        [*received, "deposit", "on_account", "tip", *difference],
        ["customer", *received],
        ["clearing", "gross", "fee", "bank", "day", "reference"],
        ["kind", "day", "account", "fee", "reason"],
    ]
    tips = list(TipPayoutForm(**of_company).fields)
    assert tips == ["amount", "method", "note", "day"]


def test_the_day_of_a_payment_is_today_and_may_be_to_come(invoice: Invoice) -> None:
    form = PaymentForm(invoice=invoice, today=TODAY)
    assert proposed(form, "day") == TODAY

    later = PaymentForm({"day": "2026-12-15"}, invoice=invoice, today=TODAY)

    assert "day" not in later.errors
