"""One payment over several invoices of a customer, a deposit and the account."""

from typing import Any

import pytest

from invoices.models import Invoice, Payment
from tests.factories import make_customer
from tests.invoices.views.till import Till, ago, refused
from tests.pages import form_of


@pytest.fixture
def invoice(till: Till) -> Invoice:
    """114.98 due for twenty days."""
    return till.counter.issue("100.00", ago(20))


def paying(amounts: dict[Invoice, str]) -> dict[str, Any]:
    """The fields of the page of a customer for these invoices."""
    return {f"invoice_{invoice.pk}": text for invoice, text in amounts.items()}


def test_one_amount_pays_several_invoices_and_the_rest_is_kept(
    till: Till, invoice: Invoice
) -> None:
    younger = till.counter.issue("200.00", ago(10))
    customer = invoice.customer

    answer = till.send(
        "customer_pay",
        customer,
        amount="314.98",
        method=till.counter.shop.method,
        deposit="50.00",
        on_account="50.00",
        **paying({invoice: "114.98", younger: "100.00"}),
    )

    payment = Payment.objects.get()
    assert answer.headers["Location"] == till.at("payment_detail", payment)
    assert (till.counter.owed(invoice), till.counter.owed(younger)) == (
        "0.00",
        "129.95",
    )
    kept = [(c.kind, str(c.balance.amount)) for c in payment.credits.order_by("kind")]
    assert kept == [("CREDIT", "50.00"), ("DEPOSIT", "50.00")]


def test_the_open_invoices_come_the_oldest_first(till: Till, invoice: Invoice) -> None:
    younger = till.counter.issue("200.00", ago(10))
    oldest = till.counter.issue("50.00", ago(30))

    form = form_of(till.open("customer_pay", invoice.customer))

    names = [name for name in form.fields if name.startswith("invoice_")]
    assert names == [f"invoice_{one.pk}" for one in (oldest, invoice, younger)]
    assert form.fields[names[0]].label.endswith("$57.49 due")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            {"amount": "100.00", "deposit": "40.00"},
            (
                "100.00 was received and its uses add up to 40.00: correct one of them. What"
                " pays nothing yet is a deposit, or stays on account."
            ),
        ),
        (
            {"amount": "100.00", "deposit": "60.00", "tip": "50.00"},
            (
                "100.00 was received and its uses add up to 110.00: correct one of them."
                " What pays nothing yet is a deposit, or stays on account."
            ),
        ),
        (
            {"amount": "100.00", "deposit": "-1"},
            "Ensure this value is greater than or equal to 0.01.",
        ),
        (
            {"amount": "100.00", "on_account": "1.0000001"},
            "Ensure that there are no more than 2 decimal places.",
        ),
    ],
)
def test_uses_that_do_not_add_up_are_refused(
    till: Till, invoice: Invoice, sent: dict[str, Any], sentence: str
) -> None:
    answer = till.send(
        "customer_pay", invoice.customer, method=till.counter.shop.method, **sent
    )

    assert refused(answer) == [sentence]
    assert Payment.objects.count() == 0


def test_more_than_an_invoice_owes_is_refused(till: Till, invoice: Invoice) -> None:
    answer = till.send(
        "customer_pay",
        invoice.customer,
        amount="115.00",
        method=till.counter.shop.method,
        **paying({invoice: "115.00"}),
    )

    assert refused(answer) == [
        "115.00 is more than the 114.98 due on invoice FAC-00001."
    ]


def test_the_invoice_of_another_customer_is_no_field_of_the_page(
    till: Till, invoice: Invoice
) -> None:
    other = make_customer(till.counter.shop.company, "C-200")

    answer = till.send(
        "customer_pay",
        other,
        amount="114.98",
        method=till.counter.shop.method,
        **paying({invoice: "114.98"}),
    )

    [sentence] = refused(answer)
    assert sentence.startswith("114.98 was received and its uses add up to 0.00:")
