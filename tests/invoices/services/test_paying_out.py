"""What card processors pay to the bank, and tips handed over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import PaymentMethod, Payout, TipPayout
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.receipts import PaymentError
from tests.factories import make_account, make_company, make_method
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses
from tests.invoices.shop import entry_of, lines_of

PAID = date(2026, 11, 9)


@pytest.fixture
def card(counter: Counter) -> PaymentMethod:
    return counter.method("Carte", "1050")


def pay_out(
    counter: Counter, card: PaymentMethod, gross: str, fee: str = "0.00", **values: Any
) -> Payout:
    chosen = {"bank": counter.shop.account("1010"), **values}
    return record_payout(
        company=counter.shop.company,
        clearing=card,
        paid_on=PAID,
        gross=Decimal(gross),
        fee=Decimal(fee),
        **chosen,
    )


def hand_over(counter: Counter, amount: str, **values: Any) -> TipPayout:
    chosen = {"method": counter.shop.method, **values}
    return hand_over_tips(
        company=counter.shop.company, amount=Decimal(amount), paid_on=PAID, **chosen
    )


def test_a_payout_without_a_fee_is_the_bank_alone(
    counter: Counter, card: PaymentMethod
) -> None:
    payout = pay_out(counter, card, "114.98")

    assert lines_of(payout) == ["D 1010 114.98", "C 1050 114.98"]
    assert payout.fee_account is None
    assert counter.left() == {"1010": "114.98", "1050": "-114.98"}


def test_a_fee_may_take_the_payout_whole(counter: Counter, card: PaymentMethod) -> None:
    payout = pay_out(counter, card, "3.63", "3.63")

    assert lines_of(payout) == ["D 5310 3.63", "C 1050 3.63"]
    assert payout.fee_account == counter.shop.account("5310")


def test_a_fee_takes_no_cent_more_than_the_payout(
    counter: Counter, card: PaymentMethod
) -> None:
    with refuses("The fee cannot be more than what was paid out: correct it."):
        pay_out(counter, card, "3.63", "3.64")


@pytest.mark.parametrize(
    ("gross", "fee", "bad"),
    [
        ("0.00", "0.00", "0.00"),
        ("-1.00", "0.00", "-1.00"),
        ("1.005", "0.00", "1.005"),
        ("5.00", "-0.01", "-0.01"),
        ("5.00", "0.001", "0.001"),
    ],
)
def test_a_payout_is_in_dollars_and_cents(
    counter: Counter, card: PaymentMethod, gross: str, fee: str, bad: str
) -> None:
    sentence = f"{bad} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        pay_out(counter, card, gross, fee)


def test_a_payout_goes_to_no_bank_of_another_company(
    counter: Counter, card: PaymentMethod
) -> None:
    strange = make_account(make_company("roy"), "1010")

    with refuses("Choose a bank account and a method of this company."):
        pay_out(counter, card, "5.00", bank=strange)


def test_a_payout_comes_from_no_method_of_another_company(counter: Counter) -> None:
    roy = make_company("roy")
    strange = make_method(roy, "Carte", account=make_account(roy, "1050"))

    with refuses("Choose a bank account and a method of this company."):
        pay_out(counter, strange, "5.00")


def test_what_goes_to_the_bank_already_is_not_paid_out_of_it(
    counter: Counter, card: PaymentMethod
) -> None:
    with refuses("Carte goes to the bank already: nothing is paid out of it."):
        pay_out(counter, card, "5.00", bank=counter.shop.account("1050"))
    with refuses("Chèque goes to the bank already: nothing is paid out of it."):
        pay_out(counter, counter.shop.method, "5.00")


@pytest.mark.parametrize(
    ("reference", "number"),
    [("P-7", "P-7"), ("x" * 20, "x" * 20), ("x" * 21, "VER-{pk}"), ("", "VER-{pk}")],
)
def test_a_payout_is_named_by_the_reference_that_fits(
    counter: Counter, card: PaymentMethod, reference: str, number: str
) -> None:
    payout = pay_out(counter, card, "5.00", reference=reference)

    entry = entry_of(payout)
    assert entry.document_number == number.format(pk=payout.pk)
    assert (entry.party, entry.status, entry.ready_on) == ("Carte", "READY", PAID)
    assert payout.reference == reference


def test_a_payout_waits_for_the_account_of_fees(
    counter: Counter, card: PaymentMethod
) -> None:
    counter.shop.change(card_fees=None)

    payout = pay_out(counter, card, "114.98", "3.63")

    assert lines_of(payout) == ["D 1010 111.35", "D ? 3.63", "C 1050 114.98"]
    origins = entry_of(payout).lines.order_by("position")
    assert [line.origin for line in origins] == [
        "line",
        "missing:settings:card_fees",
        f"method:{card.pk}",
    ]


def test_tips_leave_by_the_account_of_the_method(
    counter: Counter, card: PaymentMethod
) -> None:
    payout = hand_over(counter, "15.00", method=card, note="Équipe du soir")

    assert lines_of(payout) == ["D 2400 15.00", "C 1050 15.00"]
    assert payout.account_origin == f"method:{card.pk}"
    assert payout.tips_account == counter.shop.account("2400")
    entry = entry_of(payout)
    assert (entry.document_number, entry.party, entry.ready_on) == (
        f"POU-{payout.pk}",
        "Équipe du soir",
        PAID,
    )


def test_tips_wait_for_their_account(counter: Counter) -> None:
    counter.shop.change(tips=None)

    payout = hand_over(counter, "15.00")

    assert lines_of(payout) == ["D ? 15.00", "C 1010 15.00"]
    first = entry_of(payout).lines.get(position=1)
    assert first.origin == "missing:settings:tips"


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.005"])
def test_tips_are_in_dollars_and_cents(counter: Counter, amount: str) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        hand_over(counter, amount)


def test_tips_leave_by_no_method_of_another_company(counter: Counter) -> None:
    strange = make_method(make_company("roy"))

    with refuses("Choose a payment method of this company."):
        hand_over(counter, "15.00", method=strange)
