"""The words of the pages of money: amounts, days, where it comes from and went."""

from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from companies.models import Membership
from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from tests.invoices.shop import entry_of
from tests.invoices.views.till import Till, ago


@pytest.fixture
def invoice(till: Till) -> Invoice:
    return till.counter.issue("100.00", ago(20))


def told(page: str, first: str, last: str) -> str:
    """The words of a page from one to another, without their marks."""
    body = " ".join(strip_tags(page.partition("<main")[2]).split())
    _, found, rest = body.partition(first)
    assert found, body
    return found + rest.partition(last)[0].rstrip()


def keep(till: Till, deposit: CustomerCredit, amount: str) -> None:
    forfeit_deposit(
        credit=deposit,
        amount=Decimal(amount),
        tax_group=till.counter.shop.groups["TPS+TVQ"],
        forfeited_on=ago(7),
        reason="Client désisté",
    )


def test_a_payment_tells_its_tip_and_its_difference(
    till: Till, invoice: Invoice
) -> None:
    till.counter.choose(tips="2400", rounding="5390")
    payment = till.counter.pay(
        {invoice: "114.98"},
        ago(9),
        tip="15.00",
        rounding="-0.01",
        rounding_reason="Frais du virement",
        reference="778",
    )

    page = till.read("payment_detail", payment)

    assert told(page, "Customer", "What it pays") == (
        "Customer Gagnon (C-100) Amount received $129.97 · Chèque · 778"
        " Of which tip $15.00 Difference accepted -$0.01 (Frais du virement)"
    )


def test_a_plain_payment_tells_no_tip_and_no_difference(
    till: Till, invoice: Invoice
) -> None:
    payment = till.counter.pay({invoice: "114.98"}, ago(9))

    page = till.read("payment_detail", payment)

    assert told(page, "Customer", "What it pays") == (
        "Customer Gagnon (C-100) Amount received $114.98 · Chèque"
    )


def test_a_payment_tells_what_it_pays_paid_and_left(
    till: Till, invoice: Invoice
) -> None:
    counter = till.counter
    other = counter.issue("1000.00", ago(19))
    payment = counter.pay(
        {invoice: "114.98", other: "500.00"}, ago(9), on_account="20.00"
    )
    counter.refund(CustomerCredit.objects.get(), "5.00", ago(8))
    counter.free(payment, invoice, ago(7))

    page = till.read("payment_detail", payment)

    assert told(page, "Document", "Journal entries") == (
        "Document Amount State"
        f" Invoice FAC-00001 $114.98 ended on {ago(7)}"
        " Invoice FAC-00002 $500.00 Move to another invoice · Free"
        f" Credit on account {ago(9)} $20.00 $15.00 left"
        f" Credit on account {ago(7)} $114.98"
        " freed from invoice FAC-00001 · $114.98 left"
    )


def test_a_chargeback_tells_its_fee_and_note(till: Till, invoice: Invoice) -> None:
    till.counter.choose(card_fees="5310")
    payment = till.counter.pay({invoice: "114.98"}, ago(9))
    till.counter.bounce(
        payment, ago(3), "CHARGEBACK", fee=Decimal("25.00"), reason="Contesté"
    )

    page = till.read("payment_detail", payment)

    assert told(page, "Charged back", "Customer") == (
        f"Charged back {ago(3)} · fee $25.00 · Contesté"
    )


def test_a_deposit_tells_all_it_was_used_for(till: Till, invoice: Invoice) -> None:
    counter = till.counter
    deposit = counter.deposit("300.00", ago(19), reference="S-88")
    counter.apply(deposit, invoice, "50.00", ago(9))
    refund = counter.refund(deposit, "20.00", ago(8))
    refund.reference = "901"
    refund.save()
    keep(till, deposit, "114.98")

    page = till.read("customercredit_detail", deposit)

    assert told(page, "Customer", "What it was used for") == (
        "Customer Gagnon (C-100) Amount $300.00 Left $115.02"
        f" Comes from Payment {ago(19)} S-88"
    )
    assert told(page, "Date Use", "Journal entries") == (
        "Date Use Amount State"
        f" {ago(9)} Invoice FAC-00001 $50.00 Take it off the invoice"
        f" {ago(8)} Refund 901 $20.00 Chèque"
        f" {ago(7)} Kept: Client désisté $114.98 TPS $5.48 TVQ $10.43"
    )


def test_a_credit_whose_cheque_came_back_is_closed(till: Till) -> None:
    payment = till.counter.pay({}, ago(9), on_account="20.00")
    till.counter.bounce(payment, ago(3))

    page = till.read("customercredit_detail", till.counter.customer_credit())

    assert told(page, "Left", "What it was used for") == (
        f"Left $0.00 Comes from Payment {ago(9)}"
        f" Closed {ago(3)}: its payment was taken back"
    )


def test_a_refund_tells_of_what_it_is(till: Till) -> None:
    deposit = till.counter.deposit("300.00", ago(9))
    refund = till.counter.refund(deposit, "100.00", ago(8))

    page = till.read("refund_detail", refund)

    assert told(page, "Refund", "Journal entries") == (
        f"Refund {ago(8)} Customer Gagnon (C-100) Amount sent back $100.00 · Chèque"
        f" Comes from Deposit {ago(9)}"
    )


def test_a_payout_tells_what_the_processor_kept(till: Till) -> None:
    till.counter.choose(card_fees="5310")
    payout = record_payout(
        company=till.counter.shop.company,
        clearing=till.counter.method("Carte", "1050"),
        bank=till.counter.shop.account("1010"),
        paid_on=ago(3),
        gross=Decimal("114.98"),
        fee=Decimal("3.63"),
    )

    page = till.read("payout_detail", payout)

    assert told(page, "Payout", "Journal entries") == (
        f"Payout {ago(3)} Paid by Carte Receipts paid out $114.98"
        " Fee kept by the processor $3.63 Bank account 1010 Banque"
    )


@pytest.mark.parametrize(("note", "shown"), [("", "—"), ("Équipe", "Équipe")])
def test_tips_handed_over_tell_to_whom(till: Till, note: str, shown: str) -> None:
    till.counter.choose(tips="2400")
    shop = till.counter.shop
    tips = hand_over_tips(
        company=shop.company,
        amount=Decimal("15.00"),
        paid_on=ago(3),
        method=shop.method,
        note=note,
    )

    page = till.read("tippayout_detail", tips)

    assert told(page, "To whom", "Journal entries") == (
        f"To whom {shown} Amount $15.00 · Chèque"
    )


def test_a_bad_debt_tells_its_taxes_and_what_may_be_recovered(
    till: Till, invoice: Invoice
) -> None:
    till.counter.choose(bad_debts="5300")
    debt = till.counter.write_off(invoice, "114.98", ago(9))

    page = till.read("writeoff_detail", debt)

    assert told(page, "Bad debt", "Journal entries") == (
        f"Bad debt · {ago(9)} · Invoice FAC-00001 · Introuvable"
        " Amount $114.98 Before taxes $100.00 TPS $5.00 TVQ $9.98"
        " May still be recovered $114.98"
    )


def test_a_small_difference_tells_neither(till: Till, invoice: Invoice) -> None:
    till.counter.choose(rounding="5390")
    difference = till.counter.write_off(invoice, "0.05", ago(9), "DIFFERENCE")

    page = till.read("writeoff_detail", difference)

    assert told(page, "Small difference", "Journal entries") == (
        f"Small difference · {ago(9)} · Invoice FAC-00001 · Introuvable"
        " Amount $0.05 Before taxes $0.05"
    )


def test_only_who_sees_the_journal_is_led_to_it(till: Till, invoice: Invoice) -> None:
    payment: Payment = till.counter.pay({invoice: "114.98"}, ago(9))
    link = f'/entries/{entry_of(payment).pk}/">'

    staff = till.read("payment_detail", payment)
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)
    accountant = till.read("payment_detail", payment)

    assert (link in staff, link in accountant) == (False, True)
