"""Money that bounces after it was sent back or kept: the customer owes it once more."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from invoices.models import CustomerCredit, Forfeiture, Invoice, Payment
from invoices.services.amounts import IssueError
from invoices.services.correcting import duplicate_invoice
from invoices.services.drafts import Terms, set_terms
from invoices.services.forfeiting import forfeit_deposit
from invoices.verification import document_faults
from taxes.models import Tax
from tests.factories import make_account
from tests.invoices.counter import HUNDRED, Counter, sold
from tests.invoices.refusing import refuses
from tests.invoices.shop import mark_exported

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
GONE = date(2026, 11, 10)
BACK = date(2026, 11, 16)
LATER = date(2026, 11, 20)

SALE = sold("565.12", "28.26", "56.37", total="649.75")
RECEIVED = "payment 11-06 D 1010 700.00 / C 1201 649.75, C 2160 50.25"
REFUNDED = "refund 11-10 D 2160 20.00 / C 1010 20.00"
BOUNCED = "return 11-16 D 1201 649.75, D 2160 30.25, D 1201 20.00 / C 1010 700.00"

BOUNCED_WITH_FEE = (
    "return 11-16 D 1201 649.75, D 2160 30.25, D 1201 20.00, D 5310 45.00"
    " / C 1010 745.00"
)

rules = pytest.mark.parametrize("policy", ["off", "strict", "immediate"])


@pytest.fixture
def counter(counter: Counter) -> Iterator[Counter]:
    """Whatever happened, the books are proved at the end."""
    yield counter
    proved(counter)


def proved(counter: Counter) -> None:
    assert list(document_faults(counter.shop.company)) == []


def follow(counter: Counter, policy: str) -> None:
    if policy != "off":
        counter.shop.wait_for_payment(policy)


def keep(counter: Counter, credit: CustomerCredit, amount: str) -> Forfeiture:
    return forfeit_deposit(
        credit=credit,
        amount=Decimal(amount),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=GONE,
        reason="Annulé par le client",
    )


def pay_too_much(counter: Counter) -> tuple[Payment, Invoice]:
    """A cheque of 700.00 for 649.75: of the surplus, 20.00 is refunded, 10.00 applied."""
    invoice = counter.issue("565.12", ISSUED)
    other = counter.issue("100.00", ISSUED)
    payment = counter.pay({invoice: "649.75"}, PAID, on_account="50.25")
    counter.refund(payment.credits.get(), "20.00", GONE)
    counter.apply(payment.credits.get(), other, "10.00", GONE)
    return payment, other


def owed_for(payment: Payment) -> Invoice:
    """The document of what had gone out of a payment that was returned."""
    return Invoice.objects.get(payment_return__payment=payment)


@rules
def test_scenario_62_a_surplus_that_was_refunded_is_owed_again(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    payment, other = pay_too_much(counter)

    counter.bounce(payment, BACK)

    held = "R!" if policy == "off" else "H"
    assert counter.journal() == [
        f"{held} sale 11-03 {SALE}",
        f"{held} sale 11-03 {HUNDRED}",
        f"R! {RECEIVED}",
        f"R! {REFUNDED}",
        f"R! {BOUNCED}",
    ]
    invoice = payment.allocations.get().invoice
    assert (counter.owed(invoice), counter.owed(other)) == ("649.75", "114.98")
    assert counter.owed(owed_for(payment)) == "20.00"
    assert counter.left()["2160"] == "0.00"
    assert counter.left()["1010"] == "-20.00"


@rules
def test_scenario_62_after_all_of_it_was_exported_with_a_fee(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    payment, other = pay_too_much(counter)
    counter.pay({other: "104.98"}, GONE)
    counter.export()

    counter.bounce(payment, BACK, fee=Decimal("45.00"))

    assert counter.journal()[-2:] == [
        f"R! {BOUNCED_WITH_FEE}",
        "R! unapplied 11-16 D 1201 10.00 / C 2160 10.00",
    ]
    assert counter.owed(owed_for(payment)) == "20.00"
    assert counter.owed(other) == "10.00"
    assert counter.left()["1201"] == "679.75"
    assert counter.left()["2160"] == "0.00"


@rules
def test_scenario_62_a_deposit_partly_kept_refunded_and_applied(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    invoice = counter.issue("1000.00", ISSUED)
    deposit = counter.deposit("300.00", PAID)
    keep(counter, deposit, "50.00")
    counter.refund(deposit, "100.00", GONE)
    counter.apply(deposit, invoice, "120.00", GONE)
    payment = Payment.objects.get()

    counter.bounce(payment, BACK)

    assert counter.journal()[1:] == [
        "R! payment 11-06 D 1010 300.00 / C 2150 300.00",
        "R! forfeiture 11-10 D 2150 50.00 / C 2310 2.38, C 2320 4.54, C 4900 43.08",
        "R! refund 11-10 D 2150 100.00 / C 1010 100.00",
        "R! return 11-16 D 2150 150.00, D 1201 150.00 / C 1010 300.00",
    ]
    document = owed_for(payment)
    assert (counter.owed(document), counter.owed(invoice)) == ("150.00", "1149.75")
    assert counter.left()["2150"] == "0.00"
    assert not document.taxes.exists()


def test_the_document_is_numbered_with_the_invoices_and_says_what_it_is(
    counter: Counter,
) -> None:
    deposit = counter.deposit("300.00", PAID)
    keep(counter, deposit, "50.00")
    counter.refund(deposit, "100.00", GONE)
    returned = counter.bounce(Payment.objects.get(), BACK)

    document = returned.document

    assert document is not None
    assert (document.number, document.kind, document.status) == (
        "FAC-00001",
        "RETURNED",
        "ISSUED",
    )
    assert (document.issued_on, document.customer_name) == (BACK, "Gagnon")
    assert document.receivable == counter.shop.account("1201")
    why = "Paiement du 6 novembre 2026, retourné par la banque (chèque sans provision)"
    assert [f"{line}: {line.net.amount}" for line in document.lines.all()] == [
        f"{why}\xa0: ce qui avait été remboursé: 100.00",
        f"{why}\xa0: le dépôt qui avait été conservé: 50.00",
    ]


def test_a_return_of_money_that_is_still_here_makes_no_document(
    counter: Counter,
) -> None:
    payment = counter.pay({counter.issue("100.00", ISSUED): "114.98"}, PAID, tip="5.00")
    counter.refund(counter.deposit("20.00", PAID), "20.00", GONE)

    assert counter.bounce(payment, BACK).document is None
    assert Invoice.objects.count() == 1


def test_a_bank_may_have_acted_before_the_refund_was_made(counter: Counter) -> None:
    deposit = counter.deposit("300.00", PAID)
    counter.refund(deposit, "300.00", GONE)

    counter.bounce(Payment.objects.get(), date(2026, 11, 8))

    assert counter.journal()[1:] == [
        "R! refund 11-10 D 2150 300.00 / C 1010 300.00",
        "R! return 11-08 D 1201 300.00 / C 1010 300.00",
    ]


# What becomes of the document.


@pytest.fixture
def document(counter: Counter) -> Invoice:
    """150.00, of a deposit of 300.00 of which 100.00 was refunded and 50.00 kept."""
    deposit = counter.deposit("300.00", PAID)
    keep(counter, deposit, "50.00")
    counter.refund(deposit, "100.00", GONE)
    payment = Payment.objects.get()
    counter.bounce(payment, BACK)
    return owed_for(payment)


@rules
def test_it_is_paid_in_parts_and_waits_for_nothing(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    deposit = counter.deposit("300.00", PAID)
    counter.refund(deposit, "150.00", GONE)
    payment = Payment.objects.get()
    counter.bounce(payment, BACK)
    document = owed_for(payment)

    counter.pay({document: "40.00"}, LATER)

    assert counter.journal()[2:] == [
        "R! return 11-16 D 2150 150.00, D 1201 150.00 / C 1010 300.00",
        "R! payment 11-20 D 1010 40.00 / C 1201 40.00",
    ]
    assert (counter.owed(document), document.state) == ("110.00", "PART_PAID")

    counter.pay({document: "110.00"}, LATER)

    assert (counter.owed(document), document.state) == ("0.00", "PAID")
    assert counter.left()["1201"] == "0.00"


@pytest.mark.parametrize(
    ("policy", "entries"),
    [
        (
            "strict",
            [
                "R! payment 11-20 D 1010 200.00 / C 2150 50.00, C 1201 150.00",
                "H application 11-20 D 2150 50.00 / C 1201 50.00",
            ],
        ),
        (
            "immediate",
            [
                "R! payment 11-20 D 1010 200.00 / C 2150 50.00, C 1201 150.00",
                "H application 11-20 D 2150 50.00 / C 1201 50.00",
            ],
        ),
    ],
)
def test_one_cheque_pays_it_and_an_invoice_that_is_held(
    counter: Counter, document: Invoice, policy: str, entries: list[str]
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("1000.00", LATER)

    counter.pay({invoice: "50.00", document: "150.00"}, LATER)

    assert counter.journal()[-2:] == entries
    assert counter.owed(document) == "0.00"


@rules
def test_a_credit_and_another_document_pay_it_at_once(
    counter: Counter, document: Invoice, policy: str
) -> None:
    follow(counter, policy)
    credit = counter.pay({}, LATER, on_account="30.00").credits.get()

    counter.apply(credit, document, "30.00", LATER)

    assert counter.journal()[-1] == ("R! application 11-20 D 2160 30.00 / C 1201 30.00")
    assert counter.owed(document) == "120.00"


@rules
def test_it_is_written_off_whole_without_taxes_and_recovered(
    counter: Counter, document: Invoice, policy: str
) -> None:
    follow(counter, policy)

    loss = counter.write_off(document, "150.00", LATER)
    counter.recover(loss, "60.00", LATER)

    assert counter.journal()[-2:] == [
        "R! write_off 11-20 D 5300 150.00 / C 1201 150.00",
        "R! recovery 11-20 D 1010 60.00 / C 5300 60.00",
    ]
    assert (counter.owed(document), document.state) == ("0.00", "PAID")


@rules
def test_what_pays_it_bounces_in_turn(counter: Counter, policy: str) -> None:
    follow(counter, policy)
    payment, _other = pay_too_much(counter)
    counter.bounce(payment, BACK)
    document = owed_for(payment)
    again = counter.pay({document: "20.00"}, BACK, on_account="5.00")
    counter.refund(again.credits.get(), "5.00", BACK)
    counter.export()

    counter.bounce(again, LATER)

    assert counter.journal()[-1] == (
        "R! return 11-20 D 1201 20.00, D 1201 5.00 / C 1010 25.00"
    )
    assert (counter.owed(document), counter.owed(owed_for(again))) == ("20.00", "5.00")


@rules
def test_its_money_is_moved_to_an_invoice(
    counter: Counter, document: Invoice, policy: str
) -> None:
    follow(counter, policy)
    payment = counter.pay({document: "150.00"}, LATER)
    counter.export()
    invoice = counter.issue("1000.00", LATER)

    counter.move(payment, document, invoice, LATER)

    assert counter.owed(document) == "150.00"
    assert counter.owed(invoice) == "999.75"


# Where the money had been.


@rules
def test_money_freed_from_an_invoice_and_refunded(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "500.00"}, PAID)
    counter.refund(counter.free(payment, invoice, GONE), "200.00", GONE)

    counter.bounce(payment, BACK)

    assert counter.journal()[1:] == {
        "immediate": [
            "R! payment 11-06 D 1010 500.00 / C 2150 500.00",
            "R! transfer 11-10 D 2150 500.00 / C 2160 500.00",
            "R! refund 11-10 D 2160 200.00 / C 1010 200.00",
            "R! return 11-16 D 2160 300.00, D 1201 200.00 / C 1010 500.00",
        ],
    }.get(
        policy,
        [
            "R! payment 11-06 D 1010 500.00 / C 2160 500.00",
            "R! refund 11-10 D 2160 200.00 / C 1010 200.00",
            "R! return 11-16 D 2160 300.00, D 1201 200.00 / C 1010 500.00",
        ],
    )
    assert counter.owed(invoice) == "1149.75"


def test_money_freed_after_it_was_exported_and_refunded(counter: Counter) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "500.00"}, PAID)
    counter.export()
    counter.refund(counter.free(payment, invoice, GONE), "200.00", GONE)

    counter.bounce(payment, BACK)

    assert counter.journal()[2:] == [
        "R! transfer 11-10 D 1201 500.00 / C 2160 500.00",
        "R! refund 11-10 D 2160 200.00 / C 1010 200.00",
        "R! return 11-16 D 2160 300.00, D 1201 200.00 / C 1010 500.00",
    ]


@rules
def test_money_of_a_void_invoice_that_was_refunded(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    invoice = counter.issue("100.00", ISSUED)
    payment = counter.pay({invoice: "114.98"}, PAID)
    counter.export()
    counter.void(invoice, GONE)
    counter.refund(payment.credits.get(), "114.98", GONE)

    counter.bounce(payment, BACK)

    assert counter.journal()[2:] == [
        "R! void 11-10 D 4000 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98",
        "R! transfer 11-10 D 1201 114.98 / C 2160 114.98",
        "R! refund 11-10 D 2160 114.98 / C 1010 114.98",
        "R! return 11-16 D 1201 114.98 / C 1010 114.98",
    ]
    assert counter.owed(owed_for(payment)) == "114.98"


@rules
def test_money_of_a_credited_invoice_that_was_refunded_is_due_on_it(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    invoice = counter.issue("100.00", ISSUED)
    payment = counter.pay({invoice: "114.98"}, PAID)
    counter.credit(invoice, None, GONE)
    counter.refund(invoice, "114.98", GONE)

    assert counter.bounce(payment, BACK).document is None

    assert counter.owed(invoice) == "114.98"
    counter.write_off(invoice, "114.98", LATER)
    assert counter.journal()[-2:] == [
        "R! return 11-16 D 1201 114.98 / C 1010 114.98",
        "R! write_off 11-20 D 5300 114.98 / C 1201 114.98",
    ]


def test_the_switch_moves_nothing_of_it(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    deposit = counter.deposit("300.00", PAID)
    counter.refund(deposit, "100.00", GONE)
    payment = Payment.objects.get()
    counter.bounce(payment, BACK)
    credit = counter.pay({}, BACK, on_account="30.00").credits.get()
    counter.apply(credit, owed_for(payment), "30.00", BACK)
    before = counter.journal()
    days = list(JournalEntry.objects.values_list("pk", "ready_on"))

    counter.shop.change(on=LATER, only_when_paid=False)
    proved(counter)
    counter.shop.change(on=LATER, only_when_paid=True)

    assert counter.journal() == before
    assert list(JournalEntry.objects.values_list("pk", "ready_on")) == days


# Recorded by mistake.


@rules
def test_a_mistake_that_left_is_owed_like_a_return(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    payment, _other = pay_too_much(counter)
    mark_exported(payment)

    counter.bounce(payment, BACK, "MISTAKE")

    assert counter.journal()[-1] == f"R! {BOUNCED}"
    assert counter.owed(owed_for(payment)) == "20.00"


@rules
def test_a_mistake_that_never_left_vanishes_but_what_went_out_did(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    deposit = counter.deposit("300.00", PAID)
    keep(counter, deposit, "50.00")
    counter.refund(deposit, "100.00", GONE)
    payment = Payment.objects.get()

    counter.bounce(payment, BACK, "MISTAKE")

    assert counter.journal() == [
        "R! forfeiture 11-10 D 2150 50.00 / C 2310 2.38, C 2320 4.54, C 4900 43.08",
        "R! refund 11-10 D 2150 100.00 / C 1010 100.00",
        "R! return 11-16 D 1201 150.00 / C 2150 150.00",
    ]
    assert counter.owed(owed_for(payment)) == "150.00"
    assert counter.left()["2150"] == "0.00"


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_a_mistake_of_a_part_payment_that_was_freed_and_refunded(
    counter: Counter, policy: str
) -> None:
    follow(counter, policy)
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "500.00"}, PAID)
    counter.refund(counter.free(payment, invoice, GONE), "200.00", GONE)

    counter.bounce(payment, BACK, "MISTAKE")

    assert counter.journal()[1:] == [
        "R! refund 11-10 D 2160 200.00 / C 1010 200.00",
        "R! return 11-16 D 1201 200.00 / C 2160 200.00",
    ]


# What is not done with the document.


def test_it_is_not_made_void(counter: Counter, document: Invoice) -> None:
    with refuses(
        f"{document} is owed for a returned payment: take a payment for it, or write it"
        " off."
    ):
        counter.void(document, LATER)


def test_it_is_not_corrected(counter: Counter, document: Invoice) -> None:
    with refuses(
        f"{document} is owed for a returned payment: take a payment for it, or write it"
        " off."
    ):
        counter.correct(document, "10.00", LATER)


def test_it_is_not_credited(counter: Counter, document: Invoice) -> None:
    with refuses(f"{document} is no sale: what will not be collected is written off."):
        counter.credit_lines(document, None, LATER)


def test_it_is_not_copied(document: Invoice) -> None:
    with refuses(f"{document} comes from a returned payment: it is not copied."):
        duplicate_invoice(invoice=document, on=LATER)


def test_it_is_the_first_part_of_no_job(counter: Counter, document: Invoice) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))

    with refuses("Choose the first invoice of a job of this customer.", IssueError):
        set_terms(invoice=draft, terms=Terms(progress_of=document), on=LATER)


# The receivable it is on.


def test_it_is_on_the_receivable_of_today(counter: Counter) -> None:
    payment, _other = pay_too_much(counter)
    make_account(counter.shop.company, "1202")
    Tax.objects.for_company(counter.shop.company).update(debit_account=None)
    counter.choose(sale_debit="1202", payment_credit="1202")

    counter.bounce(payment, BACK)
    document = owed_for(payment)
    counter.pay({document: "20.00"}, LATER)

    assert counter.journal()[-2:] == [
        "R! return 11-16 D 1201 649.75, D 2160 30.25, D 1202 20.00 / C 1010 700.00",
        "R! payment 11-20 D 1010 20.00 / C 1202 20.00",
    ]


def test_without_one_in_the_settings_it_is_on_that_of_what_was_paid(
    counter: Counter,
) -> None:
    payment, _other = pay_too_much(counter)
    counter.shop.change(sale_debit=None, payment_credit=None)

    counter.bounce(payment, BACK)

    assert owed_for(payment).receivable == counter.shop.account("1201")


def test_without_one_anywhere_the_return_says_where_to_choose_it(
    counter: Counter,
) -> None:
    deposit = counter.deposit("300.00", PAID)
    counter.refund(deposit, "100.00", GONE)
    counter.shop.change(sale_debit=None, payment_credit=None)

    with refuses(
        "No receivable: choose the debit account of sales in the accounting settings."
    ):
        counter.bounce(Payment.objects.get(), BACK)
