"""What a payment is asked to be, at its boundaries."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Invoice
from invoices.services.payments import PaymentError, Receipt, record_receipts
from tests.factories import make_company, make_method
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)

SALE = f"R! sale 11-03 {HUNDRED}"
SMALLEST = "is no amount to pay: type dollars and cents above zero."


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def test_an_invoice_is_paid_whole_on_its_own_day(
    counter: Counter, invoice: Invoice
) -> None:
    payment = counter.pay({invoice: "114.98"}, ISSUED, reference="C-9")

    assert counter.owed(invoice) == "0.00"
    assert (payment.reference, payment.is_pending, payment.is_prior) == (
        "C-9",
        False,
        False,
    )
    assert (payment.tips_account, payment.rounding_account) == (None, None)
    assert payment.rounding_reason == ""
    assert counter.journal()[-1] == "R! payment 11-03 D 1010 114.98 / C 1201 114.98"


def test_everything_that_is_received_is_in_one_entry(
    counter: Counter, invoice: Invoice
) -> None:
    payment = counter.pay(
        {invoice: "114.98"},
        PAID,
        deposit="20.00",
        on_account="5.00",
        tip="15.00",
        rounding="0.02",
        rounding_reason="Monnaie",
    )

    assert str(payment.amount.amount) == "155.00"
    assert counter.journal()[-1] == (
        "R! payment 11-06 D 1010 155.00"
        " / C 1201 114.98, C 2150 20.00, C 2160 5.00, C 2400 15.00, C 5390 0.02"
    )
    assert [(c.kind, c.account_origin) for c in payment.credits.order_by("pk")] == [
        ("DEPOSIT", "settings:deposits"),
        ("CREDIT", "settings:customer_credits"),
    ]


@pytest.mark.parametrize("part", ["deposit", "on_account", "tip"])
@pytest.mark.parametrize("amount", ["-1.00", "1.005"])
def test_each_part_of_a_payment_is_in_dollars_and_cents(
    counter: Counter, invoice: Invoice, part: str, amount: str
) -> None:
    with refuses(f"{amount} {SMALLEST}", PaymentError):
        counter.pay({invoice: "50.00"}, PAID, **{part: amount})


def test_a_tip_alone_pays_nothing(counter: Counter) -> None:
    with refuses("A payment pays at least one invoice: choose one.", PaymentError):
        counter.pay({}, PAID, tip="5.00")


def test_a_payment_that_its_difference_takes_whole_is_none(counter: Counter) -> None:
    small = counter.issue("0.04", ISSUED)
    assert counter.owed(small) == "0.04"

    with refuses(
        "A payment is more than zero, and 9,999,999.99 at most.",
        PaymentError,
    ):
        counter.pay({small: "0.04"}, PAID, rounding="-0.04", rounding_reason="Rien")


def test_a_payment_takes_what_its_column_holds_and_no_cent_more(
    counter: Counter,
) -> None:
    most = counter.pay({}, PAID, deposit="9999999.99")
    assert str(most.amount.amount) == "9999999.99"

    with refuses(
        "A payment is more than zero, and 9,999,999.99 at most.",
        PaymentError,
    ):
        counter.pay({}, PAID, deposit="9999999.98", tip="0.02")


@pytest.mark.parametrize("rounding", ["0.05", "-0.05"])
def test_a_difference_of_the_tolerance_is_accepted(
    counter: Counter, invoice: Invoice, rounding: str
) -> None:
    counter.pay({invoice: "114.98"}, PAID, rounding=rounding, rounding_reason="Frais")

    assert counter.owed(invoice) == "0.00"
    assert counter.left()["5390"] == ("-0.05" if rounding == "0.05" else "0.05")


def test_cash_that_is_no_nearest_coin_is_a_difference(
    counter: Counter, invoice: Invoice
) -> None:
    cash = counter.method("Comptant", "1015", is_cash=True)

    with refuses("Say why the difference is accepted.", PaymentError):
        counter.pay({invoice: "114.98"}, PAID, method=cash, rounding="-0.03")

    rounded = counter.pay({invoice: "114.98"}, PAID, method=cash, rounding="0.02")
    assert rounded.rounding_reason == "Cash has no coin below five cents"


def test_a_payment_pays_no_invoice_of_another_company(
    counter: Counter, invoice: Invoice
) -> None:
    Invoice.objects.filter(pk=invoice.pk).update(company=make_company("roy"))

    with refuses("A payment pays an issued invoice: choose one.", PaymentError):
        counter.pay({invoice: "1.00"}, PAID)


def test_a_payment_pays_no_void_invoice(counter: Counter, invoice: Invoice) -> None:
    counter.void(invoice, ISSUED)

    with refuses("A payment pays an issued invoice: choose one.", PaymentError):
        counter.pay({invoice: "1.00"}, PAID)


def test_one_bad_receipt_refuses_those_that_came_with_it(
    counter: Counter, invoice: Invoice
) -> None:
    receipts = [
        Receipt(
            customer_id=invoice.customer_id,
            method=counter.shop.method,
            received_on=PAID,
            amounts={invoice.pk: Decimal(amount)},
        )
        for amount in ("100.00", "14.99")
    ]

    with refuses(
        "14.99 is more than the 14.98 due on invoice FAC-00001.", PaymentError
    ):
        record_receipts(company=counter.shop.company, receipts=receipts)


def test_a_cheque_of_tomorrow_is_to_come_and_one_of_today_is_not(
    counter: Counter, invoice: Invoice
) -> None:
    today = counter.pay({invoice: "14.98"}, PAID, recorded_on=PAID)
    tomorrow = counter.pay(
        {invoice: "100.00"}, date(2026, 11, 7), recorded_on=PAID, deposit="5.00"
    )

    assert (today.is_pending, tomorrow.is_pending) == (False, True)
    assert counter.owed(invoice) == "100.00"
    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 14.98 / C 1201 14.98",
    ]


def test_a_deposit_by_a_method_of_another_company_is_refused(counter: Counter) -> None:
    strange = make_method(make_company("roy"))

    with refuses("Choose a payment method of this company.", PaymentError):
        counter.pay({}, PAID, deposit="5.00", method=strange)
