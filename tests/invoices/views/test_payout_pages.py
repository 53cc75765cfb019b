"""Scenarios 58 and 60: payouts of card processors, and tips handed over."""

from decimal import Decimal
from typing import Any

import pytest

from accounting.models import JournalEntry
from invoices.models import PaymentMethod, Payout, TipPayout
from tests.factories import make_account, make_company, make_method
from tests.invoices.shop import Shop
from tests.invoices.views.till import (
    TYPED_AMOUNTS,
    Till,
    ago,
    refused,
    refuses_bad_amounts,
)
from tests.pages import form_of


@pytest.fixture
def card(shop: Shop) -> PaymentMethod:
    shop.change(card_fees=shop.account("5310"), tips=shop.account("2400"))
    return make_method(shop.company, "Carte", account=shop.account("1050"))


def payout(shop: Shop, card: PaymentMethod, **changed: Any) -> dict[str, Any]:
    sent = {
        "clearing": card,
        "gross": "114.98",
        "fee": "3.63",
        "bank": shop.account("1010"),
        "reference": "P-7",
    }
    return sent | changed


def test_scenario_58_a_processor_pays_out(
    till: Till, shop: Shop, card: PaymentMethod
) -> None:
    answer = till.send("payout_create", **payout(shop, card))

    made = Payout.objects.get()
    assert answer.headers["Location"] == till.at("payout_detail", made)
    assert (made.gross.amount, made.fee.amount) == (Decimal("114.98"), Decimal("3.63"))
    words = till.read("payout_detail", made)
    assert "$111.35" in words
    assert "5310 Frais de cartes" in words
    assert till.at("payout_detail", made) in till.read("payout_list")


def test_bad_payouts_are_refused(till: Till, shop: Shop, card: PaymentMethod) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send("payout_create", **payout(shop, card, gross=typed))
    )
    assert refuses_bad_amounts(
        lambda typed: till.send("payout_create", **payout(shop, card, fee=typed)),
        TYPED_AMOUNTS,
    )
    assert Payout.objects.count() == 0


def test_a_fee_is_at_most_what_was_paid_out(
    till: Till, shop: Shop, card: PaymentMethod
) -> None:
    answer = till.send("payout_create", **payout(shop, card, fee="114.99"))

    assert refused(answer) == [
        "The fee cannot be more than what was paid out: correct it."
    ]


def test_what_is_in_the_bank_is_not_paid_out(till: Till, shop: Shop) -> None:
    answer = till.send("payout_create", **payout(shop, shop.method))

    assert refused(answer) == [
        "Chèque goes to the bank already: nothing is paid out of it."
    ]


def test_the_bank_and_processor_of_another_company_are_refused(
    till: Till, shop: Shop, card: PaymentMethod
) -> None:
    roy = make_company("roy")
    strange = {"clearing": make_method(roy), "bank": make_account(roy, "1010")}

    answer = till.send("payout_create", **payout(shop, card, **strange))

    assert sorted(form_of(answer).errors) == ["bank", "clearing"]


@pytest.mark.usefixtures("card")
def test_scenario_60_tips_are_handed_over(till: Till, shop: Shop) -> None:
    answer = till.send(
        "tippayout_create", amount="15.00", method=shop.method, note="Équipe du soir"
    )

    made = TipPayout.objects.get()
    assert answer.headers["Location"] == till.at("tippayout_detail", made)
    assert "2400 Pourboires à remettre" in till.read("tippayout_detail", made)
    assert "Équipe du soir" in till.read("tippayout_list")


def test_bad_amounts_of_tips_are_refused(till: Till, shop: Shop) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send("tippayout_create", amount=typed, method=shop.method)
    )
    assert TipPayout.objects.count() == 0


def test_tips_are_not_handed_over_by_a_stranger_or_before_today_came(
    till: Till,
) -> None:
    stranger = make_method(make_company("roy"))

    answer = till.send("tippayout_create", amount="15.00", method=stranger, on=ago(-1))

    assert sorted(form_of(answer).errors) == ["day", "method"]
    assert JournalEntry.objects.count() == 0
