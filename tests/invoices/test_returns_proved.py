"""What was taken back, proved against the journal."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounting.models import JournalEntry
from invoices.models import Invoice, Payment, PaymentReturn, Refund
from invoices.returns import return_faults
from invoices.verification import document_faults
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

PAID, GONE, BACK = date(2026, 11, 6), date(2026, 11, 10), date(2026, 11, 16)
OWED = (
    "What is owed for the return of the payment of 2026-11-06 on DEP-{} is not what was"
    " refunded or kept of it."
)
MOVED = (
    "The entry of the return of the payment of 2026-11-06 on DEP-{} does not take back"
    " what the payment did."
)


def returned(counter: Counter, kind: str = "BANK") -> Payment:
    """A deposit of 300.00, of which 100.00 had been sent back."""
    deposit = counter.deposit("300.00", PAID)
    counter.refund(deposit, "100.00", GONE)
    payment = Payment.objects.get(credits=deposit)
    counter.bounce(payment, BACK, kind)
    return payment


def faults(counter: Counter) -> list[str]:
    ids = list(PaymentReturn.objects.values_list("pk", flat=True))
    return [fault for _pk, fault in return_faults(counter.shop.company, ids)]


@pytest.mark.parametrize("kind", ["BANK", "CHARGEBACK", "MISTAKE"])
def test_a_return_in_order_has_no_fault(counter: Counter, kind: str) -> None:
    returned(counter, kind)
    invoice = counter.issue("100.00", PAID)
    counter.bounce(counter.pay({invoice: "114.98"}, PAID, tip="5.00"), BACK)

    assert faults(counter) == []
    assert list(document_faults(counter.shop.company)) == []


def test_a_document_of_another_amount_is_told(counter: Counter) -> None:
    payment = returned(counter)
    Invoice.objects.update(subtotal=Decimal("90.00"), total=Decimal("90.00"))

    assert faults(counter) == [OWED.format(payment.pk)]


def test_a_refund_of_another_amount_is_told(counter: Counter) -> None:
    payment = returned(counter)
    Refund.objects.update(amount=Decimal("90.00"))

    assert faults(counter) == [OWED.format(payment.pk), MOVED.format(payment.pk)]


def test_a_return_without_its_document_is_told(counter: Counter) -> None:
    payment = returned(counter)
    PaymentReturn.objects.update(document=None)

    assert OWED.format(payment.pk) in faults(counter)


def test_an_entry_on_another_account_is_told(counter: Counter) -> None:
    payment = returned(counter)
    Invoice.objects.update(receivable=counter.shop.account("1015"))

    assert faults(counter) == [MOVED.format(payment.pk)]


@pytest.mark.parametrize("kind", ["BANK", "MISTAKE"])
def test_a_return_that_is_not_in_the_journal_is_told(
    counter: Counter, kind: str
) -> None:
    payment = returned(counter, kind)
    JournalEntry.objects.filter(event="return").update(
        status="WITHDRAWN", reverses=None
    )

    assert faults(counter) == [MOVED.format(payment.pk)]


def test_a_return_of_another_company_is_not_asked(counter: Counter) -> None:
    returned(counter)
    Refund.objects.update(amount=Decimal("90.00"))
    ids = list(PaymentReturn.objects.values_list("pk", flat=True))

    assert list(return_faults(open_shop("voisin").company, ids)) == []


@pytest.mark.parametrize(
    "values", [{"status": "DRAFT", "number": None}, {"tax_total": 5, "total": 105}]
)
def test_the_document_is_issued_and_bears_no_tax(
    counter: Counter, values: dict[str, object]
) -> None:
    returned(counter)

    with pytest.raises(IntegrityError):
        Invoice.objects.update(**values)
