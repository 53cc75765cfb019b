"""Invoices that cannot be made void, and the money of those that are."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import CustomerCredit, Invoice
from invoices.services.applying import apply_document, undo_application
from invoices.services.correcting import start_correction
from invoices.services.voiding import void_invoice
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
VOIDED = date(2026, 11, 22)

SALE = f"R! sale 11-03 {HUNDRED}"


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def assert_stays(counter: Counter, invoice: Invoice, sentence: str) -> None:
    """It is neither made void nor corrected."""
    with refuses(sentence):
        counter.void(invoice, VOIDED)
    with refuses(sentence):
        start_correction(invoice=invoice)


def test_an_invoice_may_be_void_the_day_it_was_issued(
    counter: Counter, invoice: Invoice
) -> None:
    counter.void(invoice, ISSUED)

    invoice.refresh_from_db()
    assert (invoice.status, invoice.voided_on, invoice.void_reason) == (
        "VOID",
        ISSUED,
        "Erreur",
    )
    assert (invoice.number, str(invoice.balance.amount)) == ("FAC-00001", "0.00")
    assert str(invoice.total.amount) == "114.98"


def test_an_invoice_is_not_void_before_it_was_issued(
    counter: Counter, invoice: Invoice
) -> None:
    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.void(invoice, date(2026, 11, 2))


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_void_has_a_reason(invoice: Invoice, reason: str) -> None:
    with refuses("Give the reason: it stays with the invoice."):
        void_invoice(invoice=invoice, voided_on=VOIDED, reason=reason)


def test_a_draft_is_not_void(counter: Counter) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))

    with refuses(f"Invoice {draft} is not issued, or void already."):
        counter.void(draft, VOIDED)


def test_an_invoice_with_a_credit_note_stays(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(invoice, "10.00", PAID)

    assert_stays(
        counter,
        invoice,
        "Invoice FAC-00001 has a credit note: credit the rest instead.",
    )


@pytest.mark.parametrize("kind", ["BAD_DEBT", "DIFFERENCE"])
def test_an_invoice_that_was_written_off_stays(
    counter: Counter, invoice: Invoice, kind: str
) -> None:
    counter.write_off(invoice, "0.05", PAID, kind)

    assert_stays(
        counter, invoice, "Invoice FAC-00001 was written off: it stays as it is."
    )


def test_a_document_of_which_a_part_was_sent_back_stays(counter: Counter) -> None:
    giver = counter.issue("-40.00", ISSUED)
    counter.refund(giver, "0.01", PAID)

    assert_stays(
        counter,
        giver,
        "What invoice FAC-00001 owed back was used: it cannot be made void.",
    )


def test_a_document_that_pays_another_stays_until_that_is_undone(
    counter: Counter, invoice: Invoice
) -> None:
    giver = counter.issue("-40.00", ISSUED)
    application = apply_document(
        from_invoice=giver, invoice=invoice, amount=Decimal("0.01"), applied_on=PAID
    )

    assert_stays(
        counter,
        giver,
        "What invoice FAC-00002 owed back was used: it cannot be made void.",
    )
    undo_application(application=application, undone_on=PAID)
    counter.void(giver, VOIDED)
    assert (counter.owed(giver), counter.owed(invoice)) == ("0.00", "114.98")


def test_each_payment_of_a_void_invoice_becomes_a_credit_of_its_own(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("10.00", ISSUED)
    first = counter.pay({invoice: "50.00", other: "11.50"}, PAID)
    second = counter.pay({invoice: "64.98"}, PAID)

    counter.void(invoice, VOIDED)

    credits_ = CustomerCredit.objects.order_by("pk")
    assert [(c.payment, str(c.balance.amount), c.opened_on) for c in credits_] == [
        (first, "50.00", VOIDED),
        (second, "64.98", VOIDED),
    ]
    assert [c.kind for c in credits_] == ["CREDIT", "CREDIT"]
    assert counter.part(first, other).ended_on is None
    assert counter.owed(other) == "0.00"


def test_a_part_that_was_taken_off_before_opens_no_second_credit(
    counter: Counter, invoice: Invoice
) -> None:
    payment = counter.pay({invoice: "50.00"}, PAID)
    counter.free(payment, invoice, PAID)

    counter.void(invoice, VOIDED)

    assert str(counter.customer_credit().balance.amount) == "50.00"


def test_a_cheque_to_come_stays_with_the_void_invoice_until_its_day(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = counter.pay({invoice: "50.00"}, date(2026, 11, 30), recorded_on=PAID)

    counter.void(invoice, VOIDED)

    assert counter.part(cheque, invoice).ended_on is None
    assert not CustomerCredit.objects.exists()


def test_a_deposit_that_paid_a_void_invoice_is_whole_again(
    counter: Counter,
) -> None:
    deposit = counter.deposit("300.00", ISSUED)
    invoice = counter.issue("100.00", ISSUED)
    counter.apply(deposit, invoice, "114.98", PAID)

    counter.void(invoice, VOIDED)

    deposit.refresh_from_db()
    assert str(deposit.balance.amount) == "300.00"
    assert [part.ended_on for part in invoice.applications.all()] == [VOIDED]
    assert counter.left() == {"1010": "300.00", "2150": "-300.00"}


def test_the_other_invoices_of_the_company_are_left_alone(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("100.00", ISSUED)
    payment = counter.pay({other: "50.00"}, PAID)

    counter.void(invoice, VOIDED)

    assert counter.owed(other) == "64.98"
    assert counter.part(payment, other).ended_on is None
    assert counter.journal() == [
        SALE,
        "R! payment 11-06 D 1010 50.00 / C 1201 50.00",
    ]
