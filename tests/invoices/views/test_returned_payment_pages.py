"""A cheque that bounces after its money was sent back: what pages say before and after."""

from decimal import Decimal
from typing import Any

import pytest

from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.forfeiting import forfeit_deposit
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refused, said

KEPT = (
    "The customer will owe $150.00 on a document of its own, a returned payment,"
    " without taxes."
)
STAYS = (
    "FAC-00001 is owed for a returned payment: take a payment for it, or write it off."
)


@pytest.fixture
def deposit(till: Till) -> CustomerCredit:
    """300.00, of which 50.00 was kept and 100.00 sent back."""
    deposit = till.counter.deposit("300.00", ago(20), reference="S-88")
    forfeit_deposit(
        credit=deposit,
        amount=Decimal("50.00"),
        tax_group=till.counter.shop.groups["TPS+TVQ"],
        forfeited_on=ago(10),
        reason="Désisté",
    )
    till.counter.refund(deposit, "100.00", ago(10))
    return deposit


@pytest.fixture
def payment(deposit: CustomerCredit) -> Payment:
    assert deposit.payment is not None
    return deposit.payment


@pytest.fixture
def document(till: Till, payment: Payment) -> Invoice:
    till.counter.bounce(payment, ago(2))
    return Invoice.objects.get()


@pytest.mark.parametrize("page", ["payment_return", "payment_mistake"])
def test_the_page_says_what_the_customer_will_owe(
    till: Till, payment: Payment, page: str
) -> None:
    words = till.read(page, payment)

    assert "<li>$100.00 of it was refunded since.</li>" in words
    assert (
        "<li>$50.00 of its deposit was kept: that stays a sale, with its taxes.</li>"
        in words
    )
    assert f"<li>{KEPT}</li>" in words


def test_it_says_nothing_of_money_that_is_still_here(till: Till) -> None:
    payment = till.counter.pay({}, ago(9), on_account="50.00")

    words = till.read("payment_return", payment)

    assert "will owe" not in words
    assert "refunded since" not in words


@pytest.mark.parametrize(
    ("page", "sent", "sentence"),
    [
        (
            "payment_return",
            {"kind": "BANK"},
            "The return is recorded: the customer owes this document.",
        ),
        (
            "payment_mistake",
            {"reason": "Autre client"},
            "The payment is undone: the customer owes this document.",
        ),
    ],
)
def test_it_leads_to_the_document(
    till: Till, payment: Payment, page: str, sent: dict[str, Any], sentence: str
) -> None:
    answer = till.send(page, payment, **sent)

    assert said(answer) == [sentence]
    assert answer.headers["Location"] == till.at(
        "invoice_detail", Invoice.objects.get()
    )


def test_the_document_says_what_it_is_and_shows_the_entry_of_the_return(
    till: Till, document: Invoice, payment: Payment
) -> None:
    words = till.read("invoice_detail", document)

    assert "<h1> Returned payment FAC-00001 </h1>" in words
    assert "What had been refunded or kept of a payment" in words
    assert till.at("payment_detail", payment) in words
    assert words.count("<caption") == 2  # its lines, and one entry
    assert "2150" in words
    assert "None" not in words


def test_the_payment_and_its_deposit_lead_to_it(
    till: Till, document: Invoice, payment: Payment, deposit: CustomerCredit
) -> None:
    link = f'<a href="{till.at("invoice_detail", document)}" >FAC-00001</a>'
    said = f"What had been refunded or kept is owed on {link}"

    assert said in till.read("payment_detail", payment)
    assert said in till.read("customercredit_detail", deposit)


def test_it_is_on_the_list_and_with_its_customer(till: Till, document: Invoice) -> None:
    till.counter.issue("100.00", ago(1))
    kind = '<span class="quiet">returned payment</span>'

    assert f"FAC-00001 {kind}" in till.read("invoice_list")
    answer = till.client.get(till.at("invoice_list"), {"state": "RETURNED"})
    assert [row.record for row in answer.context["table"].rows] == [document]
    words = till.read("customer_detail", till.counter.shop.customer)
    assert f"FAC-00001</a> returned payment {ago(2)} $150.00" in words


def test_it_is_printed_as_what_it_is(till: Till, document: Invoice) -> None:
    words = till.read("invoice_print", document)

    assert "<h1> Paiement retourné FAC-00001 </h1>" in words
    assert "ce qui avait été remboursé" in words
    assert "registration number" not in words


def test_writing_it_off_takes_no_tax_back(
    till: Till, document: Invoice, shop: Shop
) -> None:
    till.counter.choose(bad_debts="5300")
    shop.wait_for_payment()

    words = till.read("writeoff_create", document)

    assert "Write off returned payment FAC-00001" in words
    assert "A bad debt is an expense, whole: there is no tax to take back." in words
    assert "its sale" not in words


def test_it_is_neither_copied_nor_credited_by_who_knows_the_address(
    till: Till, document: Invoice
) -> None:
    copied = till.send("invoice_duplicate", document)

    assert said(copied) == [
        "FAC-00001 comes from a returned payment: it is not copied."
    ]
    assert copied.headers["Location"] == till.at("invoice_detail", document)
    assert refused(till.send("creditnote_create", document, everything="on")) == [
        "FAC-00001 is no sale: what will not be collected is written off."
    ]
    assert refused(till.send("invoice_void", document, reason="Erreur")) == [STAYS]
    assert Invoice.objects.get() == document
