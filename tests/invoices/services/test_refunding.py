"""Money sent back, and how the entry names where it came from."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounting.models import JournalEntry
from invoices.models import CustomerCredit, Invoice
from invoices.services.drafts import add_line, create_draft
from invoices.services.receipts import PaymentError
from invoices.services.refunding import credit_number, refund_credit, refund_document
from tests.factories import make_company, make_method
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import entry_of, lines_of

RECEIVED = date(2026, 11, 2)
ISSUED = date(2026, 11, 3)
BACK = date(2026, 11, 5)

NOTHING = (
    " owes nothing back: void or credit it, or free its payment. Only a credit note,"
    " an overpayment or a deposit can be refunded."
)


@pytest.fixture
def deposit(counter: Counter) -> CustomerCredit:
    return counter.deposit("300.00", RECEIVED, reference="S-88")


@pytest.fixture
def giver(counter: Counter) -> Invoice:
    """It owes 45.99 back."""
    return counter.issue("-40.00", ISSUED)


def test_a_deposit_is_sent_back_to_the_cent_the_day_it_came(
    counter: Counter, deposit: CustomerCredit
) -> None:
    refund = counter.refund(deposit, "300.00", RECEIVED)

    deposit.refresh_from_db()
    assert str(deposit.balance.amount) == "0.00"
    assert (refund.customer, refund.credit, refund.invoice) == (
        counter.shop.customer,
        deposit,
        None,
    )
    assert lines_of(refund) == ["D 2150 300.00", "C 1010 300.00"]
    assert counter.filed(RECEIVED)[-1] == (
        "2026-11-02 S-88 Remboursement Gagnon: D 2150 300.00 / C 1010 300.00"
    )


def test_a_deposit_is_sent_back_from_the_account_of_the_method(
    counter: Counter, deposit: CustomerCredit
) -> None:
    cash = counter.method("Comptant", "1015")

    refund = refund_credit(
        credit=deposit,
        amount=Decimal("100.00"),
        refunded_on=BACK,
        method=cash,
        reference="R-1",
        import_key="abc",
    )

    assert lines_of(refund) == ["D 2150 100.00", "C 1015 100.00"]
    assert refund.account_origin == f"method:{cash.pk}"
    assert (refund.reference, refund.import_key) == ("R-1", "abc")


@pytest.mark.parametrize("amount", ["0.00", "-5.00", "10.005"])
def test_only_dollars_and_cents_are_sent_back(
    counter: Counter, deposit: CustomerCredit, giver: Invoice, amount: str
) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    for source in (deposit, giver):
        with refuses(sentence, PaymentError):
            counter.refund(source, amount, BACK)


def test_no_cent_more_than_is_owed_back_is_sent(
    counter: Counter, deposit: CustomerCredit, giver: Invoice
) -> None:
    with refuses("300.01 is more than the 300.00 that is owed back."):
        counter.refund(deposit, "300.01", BACK)
    with refuses("46.00 is more than the 45.99 that is owed back."):
        counter.refund(giver, "46.00", BACK)


def test_what_was_used_since_the_page_opened_is_not_sent_back(
    counter: Counter, deposit: CustomerCredit
) -> None:
    read_before = CustomerCredit.objects.get(pk=deposit.pk)
    counter.refund(deposit, "299.99", BACK)

    with refuses("0.02 is more than the 0.01 that is owed back."):
        counter.refund(read_before, "0.02", BACK)


def test_nothing_is_sent_back_before_the_day_of_what_owes_it(
    counter: Counter, deposit: CustomerCredit, giver: Invoice
) -> None:
    with refuses_before(deposit, "2 Nov 2026"):
        counter.refund(deposit, "1.00", date(2026, 11, 1))
    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.refund(giver, "1.00", RECEIVED)


def test_a_method_of_another_company_sends_nothing_back(
    deposit: CustomerCredit, giver: Invoice
) -> None:
    values: dict[str, Any] = {
        "amount": Decimal("1.00"),
        "refunded_on": BACK,
        "method": make_method(make_company("roy")),
    }

    with refuses("Choose a payment method of this company."):
        refund_credit(credit=deposit, **values)
    with refuses("Choose a payment method of this company."):
        refund_document(invoice=giver, **values)


def test_what_a_document_owes_back_is_sent_from_its_receivable(
    counter: Counter, giver: Invoice
) -> None:
    refund = counter.refund(giver, "45.99", ISSUED)

    assert counter.owed(giver) == "0.00"
    assert (refund.customer, refund.credit, refund.invoice) == (
        counter.shop.customer,
        None,
        giver,
    )
    assert counter.journal()[-1] == "R! refund 11-03 D 1201 45.99 / C 1010 45.99"
    assert counter.left()["1201"] == "0.00"
    with refuses(f"Invoice FAC-00001{NOTHING}"):
        counter.refund(giver, "0.01", BACK)


def test_an_unpaid_invoice_owes_nothing_back(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    with refuses(f"Invoice FAC-00001{NOTHING}"):
        counter.refund(invoice, "1.00", BACK)


def test_a_draft_owes_nothing_back_yet(counter: Counter) -> None:
    draft = create_draft(customer=counter.shop.customer)
    line = counter.shop.line("-40.00")
    line.invoice = draft
    add_line(line=line, tax_group=counter.shop.groups["TPS+TVQ"], on=ISSUED)
    assert counter.owed(draft) == "-45.99"

    with refuses(f"Invoice {draft}{NOTHING}"):
        counter.refund(draft, "45.99", BACK)


def test_a_credit_is_named_by_the_invoice_that_its_payment_pays(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, ISSUED, on_account="5.02", reference="C-9")

    assert credit_number(counter.customer_credit()) == "FAC-00001"


def test_a_credit_is_named_by_the_invoice_that_it_was_freed_from(
    counter: Counter,
) -> None:
    first, second = counter.issue("100.00", ISSUED), counter.issue("10.00", ISSUED)
    payment = counter.pay({first: "114.98", second: "11.50"}, ISSUED)

    credit = counter.free(payment, second, BACK)

    assert credit_number(credit) == "FAC-00002"


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("x", "x"),
        ("x" * 20, "x" * 20),
        ("x" * 21, "{kind}-{payment}"),
        ("", "{kind}-{payment}"),
    ],
)
@pytest.mark.parametrize(
    ("kept", "kind"), [("deposit", "DEP"), ("on_account", "CR")], ids=["dep", "cr"]
)
def test_a_credit_that_pays_nothing_is_named_by_the_reference_that_fits(
    counter: Counter, reference: str, named: str, kept: str, kind: str
) -> None:
    payment = counter.pay({}, RECEIVED, reference=reference, **{kept: "5.00"})

    number = credit_number(payment.credits.get())

    assert number == named.format(kind=kind, payment=payment.pk)
    counter.refund(payment.credits.get(), "5.00", BACK)
    assert JournalEntry.objects.get(event="refund").document_number == number


def test_a_refund_of_a_document_is_named_by_its_number(
    counter: Counter, giver: Invoice
) -> None:
    refund = refund_document(
        invoice=giver,
        amount=Decimal("10.00"),
        refunded_on=BACK,
        method=counter.shop.method,
        reference="901",
        import_key="abc",
    )

    assert (refund.reference, refund.import_key) == ("901", "abc")
    entry = entry_of(refund)
    assert (entry.document_number, entry.party) == ("FAC-00001", "Gagnon")
    assert (entry.happened_on, entry.ready_on) == (BACK, BACK)
