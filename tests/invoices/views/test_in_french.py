"""Amounts as they are typed and written in French, which most readers choose."""

from decimal import Decimal

import pytest
from django.conf import settings

from invoices.models import Payment
from tests.invoices.views.till import Till, ago, refused, said

NBSP = "\xa0"


@pytest.fixture
def french(till: Till) -> Till:
    till.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr-ca"
    return till


@pytest.mark.parametrize(
    "typed", ["1149,75", "1 149,75 $", f"1{NBSP}149,75{NBSP}$", "1149.75"]
)
def test_an_amount_typed_in_french_is_received(french: Till, typed: str) -> None:
    invoice = french.counter.issue("1000.00", ago(9))
    method = french.counter.shop.method

    answer = french.send("payment_create", invoice, amount=typed, method=method)

    assert Payment.objects.get().amount.amount == Decimal("1149.75")
    [sentence] = said(answer)
    assert f"1{NBSP}149,75{NBSP}$" in sentence


def test_the_balance_is_proposed_in_french(french: Till) -> None:
    invoice = french.counter.issue("1000.00", ago(9))

    page = french.read("payment_create", invoice)

    assert 'name="amount" value="1149,75"' in page
    assert f'name="day" value="{ago(0):%Y-%m-%d}"' in page


def test_a_comma_of_thousands_is_no_amount_in_french(french: Till) -> None:
    invoice = french.counter.issue("1000.00", ago(9))
    method = french.counter.shop.method

    answer = french.send("payment_create", invoice, amount="1,149.75", method=method)

    assert refused(answer) == ["Enter a number."]
    assert Payment.objects.count() == 0


def test_the_totals_of_a_list_are_written_in_french(french: Till) -> None:
    french.counter.issue("1000.00", ago(9))

    page = french.read("invoice_list")

    assert page.count("1 149,75 $") == 4
    assert "$1" not in page


def test_what_pays_an_invoice_is_offered_in_french(french: Till) -> None:
    invoice = french.counter.issue("100.00", ago(9))
    french.counter.deposit("50.00", ago(9))

    page = french.read("invoice_apply", invoice)

    assert "Payer avec" in page
    assert f">Dépôt {ago(9)} : 50,00 $<" in page
    assert "Solde dû sur la facture FAC-00001 : 114,98 $." in page


def test_a_draft_is_called_a_draft_once(french: Till) -> None:
    shop = french.counter.shop
    draft = shop.draft(shop.line("100.00"))

    assert f"<h1>Brouillon {draft.pk}</h1>" in french.read("invoice_detail", draft)
