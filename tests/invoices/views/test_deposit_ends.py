"""Scenarios 56 and 57: deposits sent back, and kept."""

from decimal import Decimal

import pytest

from invoices.models import (
    CustomerCredit,
    Forfeiture,
    Refund,
)
from tests.factories import make_company, make_group
from tests.invoices.shop import Shop
from tests.invoices.views.till import Till, ago, refused, refuses_bad_amounts
from tests.pages import form_of


@pytest.fixture
def deposit(till: Till) -> CustomerCredit:
    """300.00 on acceptance of the quote S-88."""
    return till.counter.deposit("300.00", ago(30), reference="S-88")


def test_scenario_57_a_deposit_is_sent_back(
    till: Till, deposit: CustomerCredit, shop: Shop
) -> None:
    answer = till.send(
        "customercredit_refund", deposit, amount="300.00", method=shop.method
    )

    refund = Refund.objects.get()
    assert answer.headers["Location"] == till.at("refund_detail", refund)
    assert till.at("customercredit_detail", deposit) in till.read(
        "refund_detail", refund
    )
    assert till.at("refund_detail", refund) in till.read(
        "customercredit_detail", deposit
    )


def test_no_more_than_is_left_is_sent_back(
    till: Till, deposit: CustomerCredit, shop: Shop
) -> None:
    answer = till.send(
        "customercredit_refund", deposit, amount="300.01", method=shop.method
    )

    assert refused(answer) == ["300.01 is more than the 300.00 that is owed back."]


def test_nothing_is_sent_back_or_kept_before_it_came(
    till: Till, deposit: CustomerCredit, shop: Shop
) -> None:
    sent_back = till.send(
        "customercredit_refund",
        deposit,
        amount="50.00",
        method=shop.method,
        on=ago(31),
    )
    kept = till.send(
        "customercredit_forfeit",
        deposit,
        amount="50.00",
        tax_group=shop.groups["TPS+TVQ"],
        reason="Client désisté",
        on=ago(31),
    )

    for answer in (sent_back, kept):
        [sentence] = refused(answer)
        assert sentence.endswith("choose that day or a later one.")


def test_scenario_56_a_deposit_is_kept_with_its_taxes(till: Till, shop: Shop) -> None:
    deposit = till.counter.deposit("50.00", ago(30))

    till.send(
        "customercredit_forfeit",
        deposit,
        amount="50.00",
        tax_group=shop.groups["TPS+TVQ"],
        reason="Client désisté",
    )

    assert Forfeiture.objects.get().net.amount == Decimal("43.08")
    words = till.read("customercredit_detail", deposit)
    assert "Kept: Client désisté" in words
    assert "$2.38" in words


def test_bad_amounts_are_not_kept(
    till: Till, deposit: CustomerCredit, shop: Shop
) -> None:
    assert refuses_bad_amounts(
        lambda typed: till.send(
            "customercredit_forfeit",
            deposit,
            amount=typed,
            tax_group=shop.groups["TPS+TVQ"],
            reason="Client désisté",
        )
    )


def test_the_tax_group_of_another_company_is_refused(
    till: Till, deposit: CustomerCredit
) -> None:
    stranger = make_group(make_company("roy"), "TPS+TVQ")

    answer = till.send(
        "customercredit_forfeit",
        deposit,
        amount="50.00",
        tax_group=stranger,
        reason="Client désisté",
    )

    assert list(form_of(answer).errors) == ["tax_group"]


def test_a_credit_on_account_is_never_kept(till: Till, shop: Shop) -> None:
    till.counter.pay({}, ago(3), on_account="20.00")
    credit = till.counter.customer_credit()
    assert "Keep…" not in till.read("customercredit_detail", credit)

    answer = till.send(
        "customercredit_forfeit",
        credit,
        amount="20.00",
        tax_group=shop.groups["TPS+TVQ"],
        reason="Client désisté",
    )

    assert refused(answer) == [
        "Only a deposit can be kept; a credit belongs to the customer."
    ]
