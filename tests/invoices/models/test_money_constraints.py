"""What is never false of money received, kept for the customer, and sent back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import CustomerCredit, Forfeiture, Payment, PaymentAllocation
from invoices.services.forfeiting import forfeit_deposit
from tests.invoices.counter import Counter
from tests.invoices.models.refusing import (
    accepts,
    accepts_twin,
    refuses,
    refuses_twin,
)

DAY, LATER = date(2026, 11, 3), date(2026, 11, 10)
CENT = Decimal("0.01")


@pytest.fixture
def payment(counter: Counter) -> Payment:
    """114.98 on an invoice, all of it."""
    return counter.pay({counter.issue("100.00", DAY): "114.98"}, DAY)


@pytest.fixture
def part(payment: Payment) -> PaymentAllocation:
    return payment.allocations.get()


@pytest.fixture
def deposit(counter: Counter) -> CustomerCredit:
    return counter.deposit("300.00", DAY)


@pytest.fixture
def kept(counter: Counter, deposit: CustomerCredit) -> Forfeiture:
    return forfeit_deposit(
        credit=deposit,
        amount=Decimal("114.98"),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=LATER,
        reason="Annulé",
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("payment_is_positive", {"amount": Decimal(0)}),
        ("payment_tip_is_positive", {"tip": -CENT}),
        ("payment_rounding_has_a_reason", {"rounding": CENT}),
        ("payment_rounding_has_a_reason", {"rounding": -CENT}),
        ("payment_currency_is_cad", {"currency": "USD"}),
    ],
)
def test_a_payment_cannot_be_made_false(
    payment: Payment, name: str, values: dict[str, Any]
) -> None:
    assert refuses(name, payment, **values)


def test_a_difference_is_accepted_with_its_reason(payment: Payment) -> None:
    assert accepts(payment, rounding=-CENT, rounding_reason="Un cent de moins")


def test_a_payment_is_imported_once(payment: Payment) -> None:
    assert accepts_twin(payment)
    assert accepts(payment, import_key="k1")
    assert refuses_twin(payment, import_key="k1")
    assert accepts_twin(payment, import_key="k2")


def test_a_part_of_a_payment_is_positive_and_in_its_currency(
    part: PaymentAllocation,
) -> None:
    assert refuses("paymentallocation_is_positive", part, amount=Decimal(0))
    assert refuses("paymentallocation_currency_is_cad", part, currency="USD")


def test_a_payment_pays_an_invoice_by_one_part_at_a_time(
    part: PaymentAllocation,
) -> None:
    assert refuses_twin(part, amount=CENT)
    assert accepts_twin(part, ended_on=LATER)
    assert accepts(part, ended_on=LATER)
    assert accepts_twin(part, ended_on=None)


def test_a_payment_is_taken_back_once_and_its_fee_is_positive(
    counter: Counter, payment: Payment
) -> None:
    returned = counter.bounce(payment, LATER)

    assert refuses("paymentreturn_fee_is_positive", returned, fee=-CENT)
    assert refuses("paymentreturn_currency_is_cad", returned, currency="USD")
    assert refuses_twin(returned, kind="MISTAKE")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("is_positive", {"amount": Decimal(0), "balance": Decimal(0)}),
        ("balance_is_within", {"balance": Decimal("300.01")}),
        ("balance_is_within", {"balance": -CENT}),
        ("closed_is_empty", {"closed_on": LATER}),
        ("closed_is_empty", {"closed_on": LATER, "balance": CENT}),
        ("currency_is_cad", {"currency": "USD"}),
    ],
)
def test_a_deposit_cannot_be_made_false(
    deposit: CustomerCredit, name: str, values: dict[str, Any]
) -> None:
    assert refuses(f"customercredit_{name}", deposit, **values)


def test_a_deposit_that_is_used_up_may_be_closed(deposit: CustomerCredit) -> None:
    assert accepts(deposit, balance=Decimal(0))
    assert accepts(deposit, closed_on=LATER)


def test_an_invoice_is_paid_by_a_credit_or_by_a_document(
    counter: Counter, deposit: CustomerCredit
) -> None:
    invoice, giver = counter.issue("100.00", DAY), counter.issue("-100.00", DAY)
    application = counter.apply(deposit, invoice, "50.00", LATER)

    assert refuses("application_has_one_source", application, credit=None)
    assert refuses("application_has_one_source", application, from_invoice=giver)
    assert refuses("application_is_positive", application, amount=Decimal(0))
    assert refuses("application_currency_is_cad", application, currency="USD")
    assert accepts(application, credit=None, from_invoice=giver)


def test_money_sent_back_is_of_a_credit_or_of_a_document(
    counter: Counter, deposit: CustomerCredit
) -> None:
    giver = counter.issue("-100.00", DAY)
    refund = counter.refund(deposit, "50.00", LATER)

    assert refuses("refund_has_one_source", refund, credit=None)
    assert refuses("refund_has_one_source", refund, invoice=giver)
    assert refuses("refund_is_positive", refund, amount=Decimal(0))
    assert refuses("refund_currency_is_cad", refund, currency="USD")
    assert accepts(refund, credit=None, invoice=giver)


def test_a_refund_is_imported_once(counter: Counter, deposit: CustomerCredit) -> None:
    refund = counter.refund(deposit, "50.00", LATER)

    assert accepts_twin(refund)
    assert accepts(refund, import_key="k1")
    assert refuses_twin(refund, import_key="k1")


def test_a_deposit_that_is_kept_is_positive_and_in_its_currency(
    kept: Forfeiture,
) -> None:
    tax = kept.taxes.earliest("pk")

    assert refuses("forfeiture_is_positive", kept, amount=Decimal(0))
    assert refuses("forfeiture_currency_is_cad", kept, currency="USD")
    assert refuses("forfeituretax_currency_is_cad", tax, currency="USD")
