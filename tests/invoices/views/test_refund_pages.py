"""Scenarios 71 and 72: what a document owes back, used or sent back."""

from decimal import Decimal

import pytest

from invoices.models import Application, Invoice, Refund
from tests.factories import make_company, make_customer, make_method
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refused, refuses_bad_amounts
from tests.pages import form_of


@pytest.fixture
def invoice(till: Till) -> Invoice:
    return till.counter.issue("100.00", ago(20))


@pytest.fixture
def owing(till: Till, invoice: Invoice) -> Invoice:
    """Paid, then 45.99 of it credited: it owes as much back."""
    till.counter.pay({invoice: "114.98"}, ago(15))
    till.counter.credit(invoice, "40.00", ago(10))
    invoice.refresh_from_db()
    return invoice


def test_scenario_71_what_a_credit_note_left_is_sent_back(
    till: Till, owing: Invoice, shop: Shop
) -> None:
    form = form_of(till.open("invoice_refund", owing))
    assert form["amount"].value() == Decimal("45.99")

    answer = till.send(
        "invoice_refund", owing, amount="45.99", method=shop.method, reference="901"
    )

    refund = Refund.objects.get()
    assert answer.headers["Location"] == till.at("refund_detail", refund)
    assert till.counter.owed(owing) == "0.00"
    assert till.at("invoice_detail", owing) in till.read("refund_detail", refund)
    assert till.at("refund_detail", refund) in till.read("invoice_detail", owing)


def test_scenario_72_an_invoice_that_owes_nothing_back_says_what_to_do(
    till: Till, invoice: Invoice, shop: Shop
) -> None:
    answer = till.send("invoice_refund", invoice, amount="45.99", method=shop.method)

    assert refused(answer) == [
        (
            "Invoice FAC-00001 owes nothing back: void or credit it, or free its"
            " payment. Only a credit note, an overpayment or a deposit can be"
            " refunded."
        )
    ]


def test_a_draft_that_would_owe_money_back_sends_none(till: Till, shop: Shop) -> None:
    draft = shop.draft(shop.line("-40.00"))
    Invoice.objects.filter(pk=draft.pk).update(
        subtotal=-40, total=Decimal("-40.00"), balance=Decimal("-40.00")
    )

    answer = till.send("invoice_refund", draft, amount="40.00", method=shop.method)

    [sentence] = refused(answer)
    assert sentence.startswith(f"Invoice {draft} owes nothing back: ")
    assert Refund.objects.count() == 0


def test_scenario_72_a_customer_with_no_source_is_told_what_to_do(
    till: Till, invoice: Invoice
) -> None:
    page = f"{till.at('refund_new')}?customer={invoice.customer_id}"

    answer = till.client.get(page)

    assert refused(answer) == [
        (
            "Nothing can be refunded to this customer: only a credit note, an"
            " overpayment or a deposit can be. Credit or void the invoice, or free"
            " its payment, then refund."
        )
    ]


def test_a_new_refund_offers_every_source(till: Till, owing: Invoice) -> None:
    deposit = till.counter.deposit("300.00", ago(5))
    page = f"{till.at('refund_new')}?customer={owing.customer_id}"

    words = till.client.get(page).content.decode()

    assert till.at("invoice_refund", owing) in words
    assert till.at("customercredit_refund", deposit) in words
    assert "invoice FAC-00001, which owes $45.99 back" in words


def test_a_new_refund_asks_whose_first(till: Till) -> None:
    assert form_of(till.open("refund_new")).errors == {}


def test_a_stranger_is_not_refunded(till: Till) -> None:
    stranger = make_customer(make_company("roy"))

    answer = till.client.get(f"{till.at('refund_new')}?customer={stranger.pk}")

    assert list(form_of(answer).errors) == ["customer"]


def test_bad_amounts_are_not_sent_back(till: Till, owing: Invoice, shop: Shop) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send(
            "invoice_refund", owing, amount=typed, method=shop.method
        )
    )
    assert Refund.objects.count() == 0


@pytest.mark.parametrize(
    ("amount", "days", "sentence"),
    [
        ("46.00", 0, "46.00 is more than the 45.99 that is owed back."),
        ("45.99", 21, "choose that day or a later one."),
        ("45.99", -1, "This day is still to come: choose today or an earlier day."),
    ],
)
def test_what_is_not_owed_back_is_refused(
    till: Till, owing: Invoice, shop: Shop, amount: str, days: int, sentence: str
) -> None:
    answer = till.send(
        "invoice_refund", owing, amount=amount, method=shop.method, on=ago(days)
    )

    [refusal] = refused(answer)
    assert refusal.endswith(sentence)


def test_the_method_of_another_company_sends_nothing_back(
    till: Till, owing: Invoice
) -> None:
    stranger = make_method(make_company("roy"))

    answer = till.send("invoice_refund", owing, amount="45.99", method=stranger)

    assert list(form_of(answer).errors) == ["method"]


def test_what_a_document_owes_back_pays_another_invoice(
    till: Till, owing: Invoice
) -> None:
    other = till.counter.issue("200.00", ago(5))
    assert form_of(till.open("invoice_give", owing))["amount"].value() == Decimal(
        "45.99"
    )

    till.send("invoice_give", owing, invoice=other, amount="45.99")

    assert (till.counter.owed(owing), till.counter.owed(other)) == ("0.00", "183.96")
    assert till.at("invoice_detail", other) in till.read("invoice_detail", owing)


def test_an_invoice_takes_what_another_owes_back(till: Till, owing: Invoice) -> None:
    other = till.counter.issue("200.00", ago(5))

    till.send("invoice_apply", other, source=f"invoice:{owing.pk}", amount="45.99")

    assert till.counter.owed(other) == "183.96"
    application = Application.objects.get()
    assert till.at("application_undo", application) in till.read(
        "invoice_detail", other
    )
    back = till.send("application_undo", application)
    assert back.headers["Location"] == till.at("invoice_detail", owing)


def test_no_more_than_is_owed_back_is_given(till: Till, owing: Invoice) -> None:
    other = till.counter.issue("200.00", ago(5))

    answer = till.send("invoice_give", owing, invoice=other, amount="46.00")

    assert refused(answer) == ["46.00 is more than the 45.99 that is left to apply."]


def test_the_list_finds_a_refund(till: Till, owing: Invoice) -> None:
    till.counter.refund(owing, "45.99", ago(1))
    page = till.at("refund_list")

    def shown(question: str) -> list[str]:
        table = till.client.get(f"{page}?search={question}").context["table"]
        return [str(row.record.amount.amount) for row in table.rows]

    assert shown("gagnon") == ["45.99"]
    assert shown("tremblay") == []
