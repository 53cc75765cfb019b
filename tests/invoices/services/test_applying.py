"""Invoices paid with deposits and credits: what is refused, and what is undone."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Application, CustomerCredit, Invoice
from invoices.services.applying import apply_credit, undo_application
from invoices.services.receipts import PaymentError
from tests.factories import make_company, make_customer
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before

RECEIVED = date(2026, 11, 2)
ISSUED = date(2026, 11, 3)
APPLIED = date(2026, 11, 5)
LATER = date(2026, 11, 9)

ENTRIES = [
    "R! payment 11-02 D 1010 300.00 / C 2150 300.00",
    f"R! sale 11-03 {HUNDRED}",
]


@pytest.fixture
def deposit(counter: Counter) -> CustomerCredit:
    return counter.deposit("300.00", RECEIVED)


@pytest.fixture
def invoice(counter: Counter, deposit: CustomerCredit) -> Invoice:  # noqa: ARG001 - the deposit comes first
    return counter.issue("100.00", ISSUED)


def left(credit: CustomerCredit) -> str:
    credit.refresh_from_db()
    return str(credit.balance.amount)


def test_a_deposit_pays_an_invoice_to_the_cent_on_the_day_of_the_invoice(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = counter.apply(deposit, invoice, "114.98", ISSUED)

    assert (counter.owed(invoice), left(deposit)) == ("0.00", "185.02")
    assert application.account == counter.shop.account("2150")
    assert counter.journal() == [
        *ENTRIES,
        "R! application 11-03 D 2150 114.98 / C 1201 114.98",
    ]


def test_a_deposit_is_applied_to_its_last_cent(
    counter: Counter, deposit: CustomerCredit
) -> None:
    invoice = counter.issue("1000.00", ISSUED)

    counter.apply(deposit, invoice, "300.00", ISSUED)

    assert (counter.owed(invoice), left(deposit)) == ("849.75", "0.00")


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("114.99", "114.99 is more than the 114.98 due on invoice FAC-00001."),
        ("300.01", "300.01 is more than the 114.98 due on invoice FAC-00001."),
    ],
)
def test_an_invoice_takes_no_cent_more_than_it_owes(
    counter: Counter,
    deposit: CustomerCredit,
    invoice: Invoice,
    amount: str,
    sentence: str,
) -> None:
    with refuses(sentence):
        counter.apply(deposit, invoice, amount, APPLIED)


def test_a_deposit_gives_no_cent_more_than_it_has(
    counter: Counter, deposit: CustomerCredit
) -> None:
    invoice = counter.issue("1000.00", ISSUED)

    with refuses("300.01 is more than the 300.00 that is left to apply."):
        counter.apply(deposit, invoice, "300.01", APPLIED)


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.005"])
def test_only_dollars_and_cents_are_applied(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice, amount: str
) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        counter.apply(deposit, invoice, amount, APPLIED)


def test_a_deposit_pays_neither_a_draft_nor_a_void_invoice(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    counter.void(invoice, APPLIED)

    for unpaid in (draft, invoice):
        with refuses("Choose an issued invoice of this company."):
            counter.apply(deposit, unpaid, "1.00", APPLIED)


def test_a_deposit_pays_no_invoice_of_another_company(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    Invoice.objects.filter(pk=invoice.pk).update(company=make_company("roy"))

    with refuses("Choose an issued invoice of this company."):
        counter.apply(deposit, invoice, "1.00", APPLIED)


def test_a_deposit_pays_no_invoice_of_another_customer(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    other = make_customer(counter.shop.company, "C-200")
    Invoice.objects.filter(pk=invoice.pk).update(customer=other)

    with refuses("Invoice FAC-00001 is another customer's: correct the customer."):
        counter.apply(deposit, invoice, "1.00", APPLIED)


def test_a_deposit_pays_nothing_before_the_invoice_or_before_it_came(
    counter: Counter, invoice: Invoice, deposit: CustomerCredit
) -> None:
    late = counter.deposit("10.00", LATER)

    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.apply(deposit, invoice, "1.00", RECEIVED)
    with refuses_before(late, "9 Nov 2026"):
        counter.apply(late, invoice, "1.00", APPLIED)


def test_a_credit_is_read_again_before_it_is_used(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    read_before = CustomerCredit.objects.get(pk=deposit.pk)
    counter.refund(deposit, "300.00", APPLIED)

    with refuses("1.00 is more than the 0.00 that is left to apply."):
        apply_credit(
            credit=read_before,
            invoice=invoice,
            amount=Decimal("1.00"),
            applied_on=APPLIED,
        )


def test_what_is_undone_the_day_it_was_applied_gives_all_back(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = counter.apply(deposit, invoice, "114.98", APPLIED)

    undone = undo_application(application=application, undone_on=APPLIED)

    assert undone.ended_on == APPLIED
    assert (counter.owed(invoice), left(deposit)) == ("114.98", "300.00")
    assert counter.journal() == ENTRIES


def test_an_exported_application_is_undone_by_an_opposite_entry(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = counter.apply(deposit, invoice, "114.98", APPLIED)
    counter.export()

    undo_application(application=application, undone_on=LATER)

    assert counter.journal()[-2:] == [
        "X application 11-05 D 2150 114.98 / C 1201 114.98",
        "R! unapplied 11-09 D 1201 114.98 / C 2150 114.98",
    ]
    assert counter.left()["2150"] == "-300.00"


def test_an_application_is_undone_once_and_not_before_it_was_made(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = counter.apply(deposit, invoice, "114.98", APPLIED)

    with refuses_before("FAC-00001", "5 Nov 2026"):
        undo_application(application=application, undone_on=ISSUED)

    undo_application(application=application, undone_on=LATER)
    with refuses("This application is undone already."):
        undo_application(application=application, undone_on=LATER)


def test_an_application_is_read_again_before_it_is_undone(
    counter: Counter, deposit: CustomerCredit, invoice: Invoice
) -> None:
    application = counter.apply(deposit, invoice, "114.98", APPLIED)
    read_before = Application.objects.get(pk=application.pk)
    undo_application(application=application, undone_on=APPLIED)

    with refuses("This application is undone already."):
        undo_application(application=read_before, undone_on=LATER)
