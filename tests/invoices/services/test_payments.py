from datetime import date
from decimal import Decimal

import pytest

from accounting.queries import settings_for
from invoices.models import Invoice, Payment
from invoices.services.payments import PaymentError, Receipt, record_receipts
from tests.factories import make_company, make_customer, make_draft, make_method
from tests.invoices.shop import NOVEMBER_3, Shop, lines_of


def receipt(shop: Shop, amounts: dict[int, str], key: str) -> Receipt:
    return Receipt(
        customer_id=shop.customer.pk,
        method=shop.method,
        received_on=NOVEMBER_3,
        amounts={pk: Decimal(amount) for pk, amount in amounts.items()},
        import_key=key,
    )


def refusal(shop: Shop, amounts: dict[Invoice, str], on: date = NOVEMBER_3) -> str:
    with pytest.raises(PaymentError) as error:
        shop.pay(amounts, on)
    assert not Payment.objects.exists()
    return str(error.value)


def test_receipts_pay_an_invoice_in_their_order(shop: Shop) -> None:
    first, second = (shop.issue(shop.line("100.00")) for _ in range(2))

    payments = record_receipts(
        company=shop.company,
        receipts=[
            receipt(shop, {first.pk: "100.00"}, "a"),
            receipt(shop, {second.pk: "114.98"}, "b"),
            receipt(shop, {first.pk: "14.98"}, "c"),
        ],
    )

    # The second payment of an invoice waits for the wave that follows its first.
    assert [payment.import_key for payment in payments] == ["a", "b", "c"]
    assert not Invoice.objects.open().exists()


def test_a_method_has_its_own_account(shop: Shop) -> None:
    shop.method.account = shop.account("1015")
    shop.method.save()

    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, NOVEMBER_3)

    assert lines_of(payment) == ["D 1015 114.98", "C 1201 114.98"]
    assert payment.account_origin == f"method:{shop.method.pk}"


def test_a_payment_without_account_waits_for_one(shop: Shop) -> None:
    settings = settings_for(shop.company)
    settings.payment_debit = None
    settings.save()

    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, NOVEMBER_3)

    assert lines_of(payment) == ["D ? 114.98", "C 1201 114.98"]
    assert payment.account_origin == f"missing:method:{shop.method.pk}"


def test_a_payment_pays_an_invoice(shop: Shop) -> None:
    assert refusal(shop, {}) == "A payment pays at least one invoice: choose one."


def test_a_payment_pays_an_issued_invoice(shop: Shop) -> None:
    draft = make_draft(shop.customer)

    assert refusal(shop, {draft: "1.00"}) == (
        "A payment pays an issued invoice: choose one."
    )


def test_a_payment_pays_no_invoice_of_another_customer(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    other = make_customer(shop.company, "C-200")
    Invoice.objects.filter(pk=invoice.pk).update(customer=other)

    assert refusal(shop, {invoice: "1.00"}) == (
        "Invoice FAC-00001 is another customer's: correct the customer."
    )


def test_a_payment_does_not_come_before_its_invoice(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))

    assert refusal(shop, {invoice: "1.00"}, on=date(2026, 11, 2)) == (
        "Invoice FAC-00001 is of 2026-11-03: a payment cannot come before."
    )


@pytest.mark.parametrize("amount", ["0.00", "-5.00", "10.005"])
def test_a_payment_is_in_cents_above_zero(shop: Shop, amount: str) -> None:
    invoice = shop.issue(shop.line("100.00"))

    assert refusal(shop, {invoice: amount}) == (
        f"{amount} is no amount to pay: type dollars and cents above zero."
    )


def test_a_payment_is_no_more_than_what_is_due(shop: Shop) -> None:
    invoice = shop.issue(shop.line("1000.00"))

    assert refusal(shop, {invoice: "1149.76"}) == (
        "1,149.76 is more than the 1,149.75 due on invoice FAC-00001."
    )


def test_a_payment_uses_a_method_of_its_company(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    foreign = make_method(make_company("other"), "Comptant")
    wrong = Receipt(
        customer_id=shop.customer.pk,
        method=foreign,
        received_on=NOVEMBER_3,
        amounts={invoice.pk: Decimal("1.00")},
    )

    with pytest.raises(PaymentError) as error:
        record_receipts(company=shop.company, receipts=[wrong])

    assert str(error.value) == "Choose a payment method of this company."
