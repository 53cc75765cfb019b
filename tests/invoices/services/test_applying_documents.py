"""Invoices paid with what another document owes back."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Application, Invoice
from invoices.services.applying import apply_document, undo_application
from invoices.services.drafts import add_line, create_draft
from tests.factories import make_company, make_customer
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses, refuses_before

ISSUED = date(2026, 11, 3)
BACK = date(2026, 11, 4)
APPLIED = date(2026, 11, 5)


def give(giver: Invoice, invoice: Invoice, amount: str, on: date) -> Application:
    return apply_document(
        from_invoice=giver, invoice=invoice, amount=Decimal(amount), applied_on=on
    )


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


@pytest.fixture
def giver(counter: Counter) -> Invoice:
    """It owes 45.99 back: 40.00 with 2.00 and 3.99 of taxes."""
    return counter.issue("-40.00", BACK)


def test_a_document_gives_to_its_last_cent_and_writes_no_entry(
    counter: Counter, invoice: Invoice, giver: Invoice
) -> None:
    before = counter.journal()

    application = give(giver, invoice, "45.99", BACK)

    assert (counter.owed(giver), counter.owed(invoice)) == ("0.00", "68.99")
    assert application.account == counter.shop.account("2150")
    assert not application.through_deposits
    assert counter.journal() == [*before, "– application 11-04"]


def test_what_a_document_gave_is_owed_back_once_undone(
    counter: Counter, invoice: Invoice, giver: Invoice
) -> None:
    before = counter.journal()
    application = give(giver, invoice, "45.99", APPLIED)

    undo_application(application=application, undone_on=APPLIED)

    assert (counter.owed(giver), counter.owed(invoice)) == ("-45.99", "114.98")
    assert counter.journal() == before


def test_a_document_gives_no_cent_more_than_it_owes_back(
    counter: Counter, giver: Invoice, invoice: Invoice
) -> None:
    with refuses("46.00 is more than the 45.99 that is left to apply."):
        give(giver, invoice, "46.00", APPLIED)

    give(giver, invoice, "40.00", APPLIED)
    with refuses("6.00 is more than the 5.99 that is left to apply."):
        give(giver, invoice, "6.00", APPLIED)
    assert counter.owed(giver) == "-5.99"


def test_an_invoice_takes_no_cent_more_than_it_owes(
    counter: Counter, giver: Invoice
) -> None:
    small = counter.issue("10.00", ISSUED)

    with refuses("11.51 is more than the 11.50 due on invoice FAC-00002."):
        give(giver, small, "11.51", APPLIED)


def test_an_invoice_that_owes_nothing_back_gives_nothing(
    counter: Counter, invoice: Invoice
) -> None:
    unpaid = counter.issue("50.00", ISSUED)
    settled = counter.issue("10.00", ISSUED)
    counter.pay({settled: "11.50"}, ISSUED)

    with refuses("1.00 is more than the -57.49 that is left to apply."):
        give(unpaid, invoice, "1.00", APPLIED)
    with refuses("1.00 is more than the 0.00 that is left to apply."):
        give(settled, invoice, "1.00", APPLIED)


def test_a_document_gives_on_neither_side_before_its_day(
    giver: Invoice, invoice: Invoice, counter: Counter
) -> None:
    later = counter.issue("100.00", APPLIED)

    with refuses_before(giver.number, "4 Nov 2026"):
        give(giver, invoice, "1.00", ISSUED)
    with refuses_before(later.number, "5 Nov 2026"):
        give(giver, later, "1.00", BACK)


def test_a_document_pays_no_invoice_of_another_customer(
    counter: Counter, giver: Invoice, invoice: Invoice
) -> None:
    other = make_customer(counter.shop.company, "C-200")
    Invoice.objects.filter(pk=invoice.pk).update(customer=other)

    with refuses("Invoice FAC-00002 is another customer's: correct the customer."):
        give(giver, invoice, "1.00", APPLIED)


def test_a_document_pays_no_invoice_of_another_company(
    giver: Invoice, invoice: Invoice
) -> None:
    Invoice.objects.filter(pk=invoice.pk).update(company=make_company("roy"))

    with refuses("Choose an issued invoice of this company."):
        give(giver, invoice, "1.00", APPLIED)


def test_a_draft_owes_nothing_back_yet(counter: Counter, invoice: Invoice) -> None:
    draft = create_draft(customer=counter.shop.customer)
    line = counter.shop.line("-40.00")
    line.invoice = draft
    add_line(line=line, tax_group=counter.shop.groups["TPS+TVQ"], on=ISSUED)
    assert counter.owed(draft) == "-45.99"

    with refuses("Choose an issued invoice of this company."):
        give(draft, invoice, "45.99", APPLIED)
