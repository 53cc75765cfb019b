"""Scenario 43: a post-dated cheque pays on its day, whatever page is opened first."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db.models import Model

from invoices.models import CustomerCredit, Invoice, Payment
from tests.invoices.views.till import Till, ago, refused
from tests.pages import form_of

Opened = Callable[[Invoice], tuple[str, list[Model]]]


@pytest.fixture
def invoice(till: Till) -> Invoice:
    return till.counter.issue("100.00", ago(20))


@pytest.fixture
def cheque(till: Till, invoice: Invoice) -> Payment:
    """Of 114.98 and a deposit of 50.00, dated today and entered three days ago."""
    return till.counter.pay(
        {invoice: "114.98"}, ago(0), deposit="50.00", recorded_on=ago(3)
    )


PAGES: dict[str, Opened] = {
    "invoice": lambda invoice: ("invoice_detail", [invoice]),
    "customer": lambda invoice: ("customer_detail", [invoice.customer]),
    "customers": lambda _: ("customer_list", []),
    "deposit": lambda _: ("customercredit_detail", [CustomerCredit.objects.get()]),
    "payment": lambda _: ("payment_detail", [Payment.objects.get()]),
    "payments": lambda _: ("payment_list", []),
    "to pay it": lambda invoice: ("payment_create", [invoice]),
    "to pay many": lambda invoice: ("customer_pay", [invoice.customer]),
}


@pytest.mark.usefixtures("cheque")
@pytest.mark.parametrize("opened", PAGES.values(), ids=PAGES)
def test_any_page_of_what_it_pays_takes_it(
    till: Till, invoice: Invoice, opened: Opened
) -> None:
    name, rows = opened(invoice)

    words = till.read(name, *rows)

    assert till.counter.owed(invoice) == "0.00"
    assert CustomerCredit.objects.get().balance.amount == Decimal("50.00")
    assert ">to come<" not in words
    assert "$114.98 due" not in words


@pytest.mark.usefixtures("cheque")
def test_what_it_paid_is_not_paid_again(till: Till, invoice: Invoice) -> None:
    method = till.counter.shop.method

    answer = till.send("payment_create", invoice, amount="114.98", method=method)

    [sentence] = refused(answer)
    assert sentence.startswith("114.98 is more than the 0.00 due on invoice FAC-00001:")
    assert Payment.objects.count() == 1


@pytest.mark.usefixtures("cheque")
def test_the_page_of_its_customer_offers_no_invoice_to_pay(
    till: Till, invoice: Invoice
) -> None:
    form = form_of(till.open("customer_pay", invoice.customer))

    assert [name for name in form.fields if name.startswith("invoice_")] == []


def test_a_cheque_of_tomorrow_still_waits(till: Till, invoice: Invoice) -> None:
    till.counter.pay({invoice: "114.98"}, ago(-1), recorded_on=ago(3))

    words = till.read("invoice_detail", invoice)

    assert ">to come<" in words
    assert "Balance due: <strong>$114.98</strong>" in words
