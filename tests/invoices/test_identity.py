"""The identity of the books: each equation that is broken is told as a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from companies.models import Company
from invoices.identity import identity_faults
from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.cut_over import set_cut_over
from invoices.verification import document_faults
from tests.invoices.counter import Counter
from tests.invoices.interplay import ISSUED, PAID, PART, start

FIRST = date(2026, 11, 1)


def faults(counter: Counter) -> list[str]:
    return list(identity_faults(counter.shop.company))


@pytest.fixture
def company(counter: Counter) -> Company:
    """F is held and paid in part, with a deposit and a credit of the customer's."""
    invoice, _ = start(counter, "immediate")
    deposit = counter.deposit("300.00", PART)
    counter.apply(deposit, invoice, "100.00", PART)
    counter.pay({}, PART, on_account="50.25")
    return counter.shop.company


@pytest.mark.usefixtures("company")
def test_books_in_order_have_no_fault(counter: Counter) -> None:
    assert faults(counter) == []


@pytest.mark.usefixtures("company")
def test_an_entry_that_is_held_no_more_is_told(counter: Counter) -> None:
    sale = JournalEntry.objects.filter(event="sale")

    sale.update(status="READY", ready_on=ISSUED)

    assert faults(counter) == [
        "Account 1201, held: the journal has -600.00, the documents 549.75.",
        "Account 1201, in the books: the journal has 1,149.75, the documents 0.00.",
    ]


@pytest.mark.usefixtures("company")
def test_a_customer_credit_without_its_money_is_told(counter: Counter) -> None:
    CustomerCredit.objects.filter(kind="CREDIT").update(amount=Decimal("60.25"))

    assert faults(counter) == [
        "Account 2160, everything: the journal has -50.25, the documents -60.25.",
        "Account 2160, in the books: the journal has -50.25, the documents -60.25.",
    ]


def test_what_was_in_the_books_is_their_opening_balance(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, PART, deposit="20.00", on_account="5.00")
    counter.credit(invoice, "100.00", PART)
    counter.pay({invoice: "100.00"}, PAID)

    assert faults(counter) == []
    assert counter.owed(invoice) == "434.77"


def test_nothing_is_held_without_a_rule(counter: Counter) -> None:
    counter.issue("100.00", ISSUED)

    JournalEntry.objects.update(status="HELD", ready_on=None)

    assert faults(counter)[-1] == "Entries are held although no rule holds them."


def test_an_account_that_is_still_missing_is_in_no_equation(counter: Counter) -> None:
    counter.shop.change(customer_credits=None)
    counter.pay({}, PART, on_account="50.25")

    assert faults(counter) == []


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("invoices.invoice", "Invoice FAC-00001 has no living entry."),
        ("invoices.payment", "Payment {payment} has no living entry."),
        ("invoices.application", "Application {application} has no living entry."),
    ],
)
def test_a_document_without_its_entry_is_told(
    counter: Counter, kind: str, sentence: str
) -> None:
    JournalEntry.objects.filter(source_kind=kind).update(status="WITHDRAWN")
    first = Payment.objects.order_by("pk")[0]
    application = Invoice.objects.get().applications.get()

    told = next(document_faults(counter.shop.company))

    assert told == sentence.format(payment=first.pk, application=application.pk)


@pytest.mark.usefixtures("company")
def test_a_part_that_waits_without_an_entry_is_told(counter: Counter) -> None:
    part = Payment.objects.order_by("pk")[0].allocations.get()
    entries = JournalEntry.objects.filter(source_kind="invoices.paymentallocation")
    entries.update(status="WITHDRAWN")

    told = next(document_faults(counter.shop.company))

    assert told == f"Part of a payment {part.pk} has no living entry."


@pytest.mark.usefixtures("company")
def test_balances_that_documents_do_not_say_are_told(counter: Counter) -> None:
    Invoice.objects.update(balance=Decimal("1.00"))
    CustomerCredit.objects.filter(kind="CREDIT").update(balance=Decimal("1.00"))
    credit = CustomerCredit.objects.get(kind="CREDIT")

    assert list(document_faults(counter.shop.company)) == [
        "Invoice FAC-00001 has 1.00 due; its documents say 549.75.",
        f"Customer credit {credit.pk} has 1.00 left; its documents say 50.25.",
    ]


@pytest.mark.usefixtures("company")
def test_an_entry_of_another_amount_is_told(counter: Counter) -> None:
    payment = Payment.objects.order_by("pk")[0]
    Payment.objects.filter(pk=payment.pk).update(amount=Decimal("501.00"))

    assert list(document_faults(counter.shop.company)) == [
        f"The entry of payment {payment.pk} is not of 501.00."
    ]
