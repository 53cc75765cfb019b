"""Deposits that are kept: their taxes are inside what is kept."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounting.queries import settings_for
from invoices.models import CustomerCredit, Forfeiture
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.post_dated import take_due_payments
from invoices.services.receipts import PaymentError
from taxes.models import TaxRate
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import entry_of, lines_of

RECEIVED = date(2026, 11, 2)
KEPT = date(2026, 11, 5)


def keep(
    counter: Counter,
    deposit: CustomerCredit,
    amount: str,
    on: date = KEPT,
    *,
    group: str = "TPS+TVQ",
    reason: str = "Annulé par le client",
) -> Forfeiture:
    return forfeit_deposit(
        credit=deposit,
        amount=Decimal(amount),
        tax_group=counter.shop.groups[group],
        forfeited_on=on,
        reason=reason,
    )


@pytest.fixture
def deposit(counter: Counter) -> CustomerCredit:
    return counter.deposit("300.00", RECEIVED, reference="S-88")


def test_a_part_is_kept_and_the_rest_to_the_cent_later(
    counter: Counter, deposit: CustomerCredit
) -> None:
    first = keep(counter, deposit, "114.98", RECEIVED)
    second = keep(counter, deposit, "185.02")

    # Each tax on its own: 5/105 and 9.975/109.975 of what is kept.
    assert lines_of(first) == [
        "D 2150 114.98",
        "C 2310 5.48",
        "C 2320 10.43",
        "C 4900 99.07",
    ]
    assert lines_of(second) == [
        "D 2150 185.02",
        "C 2310 8.81",
        "C 2320 16.78",
        "C 4900 159.43",
    ]
    assert str(deposit.balance.amount) == "0.00"
    assert counter.left()["2150"] == "0.00"
    with refuses("0.01 is more than the 0.00 left of this deposit."):
        keep(counter, deposit, "0.01")


def test_the_entry_is_ready_that_day_under_the_reference_of_the_deposit(
    counter: Counter, deposit: CustomerCredit
) -> None:
    counter.shop.wait_for_payment()

    forfeiture = keep(counter, deposit, "50.00")

    entry = entry_of(forfeiture)
    assert (entry.document_number, entry.party) == ("S-88", "Gagnon")
    assert (entry.status, entry.happened_on, entry.ready_on) == ("READY", KEPT, KEPT)


def test_a_deposit_for_what_bears_no_tax_is_revenue_whole(
    counter: Counter, deposit: CustomerCredit
) -> None:
    forfeiture = keep(counter, deposit, "50.00", group="Exonéré")

    assert lines_of(forfeiture) == ["D 2150 50.00", "C 4900 50.00"]
    # Decimals: the stubs take the column of an amount for Money.
    taxes: Any = forfeiture.taxes.values_list("treatment", "base", "amount")
    assert list(taxes) == [("exempt", Decimal("50.00"), Decimal("0.00"))] * 2


def test_its_taxes_are_at_the_rate_of_the_day_it_is_kept(
    counter: Counter, deposit: CustomerCredit
) -> None:
    gst = counter.shop.groups["TPS"].members.get().tax
    TaxRate.objects.create(tax=gst, rate=Decimal("0.25"), valid_from=KEPT)

    before = keep(counter, deposit, "105.00", date(2026, 11, 4), group="TPS")
    after = keep(counter, deposit, "105.00", KEPT, group="TPS")

    assert [str(tax.amount.amount) for tax in before.taxes.all()] == ["5.00"]
    assert [str(tax.amount.amount) for tax in after.taxes.all()] == ["21.00"]
    assert [(str(t.base.amount), str(t.rate)) for t in after.taxes.all()] == [
        ("84.00", "0.250000")
    ]


def test_without_a_sales_account_it_waits_for_one(
    counter: Counter, deposit: CustomerCredit
) -> None:
    settings = settings_for(counter.shop.company)
    settings.sale_credit = None
    settings.save()

    forfeiture = keep(counter, deposit, "114.98")

    assert forfeiture.account_origin == "missing:settings:sale_credit"
    assert lines_of(forfeiture)[-1] == "C ? 99.07"


@pytest.mark.parametrize("amount", ["0.00", "-5.00", "10.005"])
def test_only_dollars_and_cents_are_kept(
    counter: Counter, deposit: CustomerCredit, amount: str
) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        keep(counter, deposit, amount)


def test_no_cent_more_than_the_deposit_is_kept(
    counter: Counter, deposit: CustomerCredit
) -> None:
    with refuses("300.01 is more than the 300.00 left of this deposit."):
        keep(counter, deposit, "300.01")


def test_what_was_applied_or_sent_back_meanwhile_is_not_kept(
    counter: Counter, deposit: CustomerCredit
) -> None:
    read_before = CustomerCredit.objects.get(pk=deposit.pk)
    counter.refund(deposit, "100.00", KEPT)

    with refuses("200.01 is more than the 200.00 left of this deposit."):
        keep(counter, read_before, "200.01")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_deposit_is_kept_for_a_reason(
    counter: Counter, deposit: CustomerCredit, reason: str
) -> None:
    with refuses("Give the reason: it stays with the deposit."):
        keep(counter, deposit, "50.00", reason=reason)


def test_a_deposit_is_not_kept_before_it_came(
    counter: Counter, deposit: CustomerCredit
) -> None:
    with refuses_before(deposit, "2 Nov 2026"):
        keep(counter, deposit, "50.00", date(2026, 11, 1))


def test_a_deposit_by_a_later_cheque_is_kept_once_the_cheque_has_come(
    counter: Counter,
) -> None:
    cheque = counter.pay({}, KEPT, deposit="50.00", recorded_on=RECEIVED)

    with refuses("50.00 is more than the 0.00 left of this deposit."):
        keep(counter, cheque.credits.get(), "50.00")

    take_due_payments(company=counter.shop.company, on=KEPT)
    assert keep(counter, cheque.credits.get(), "50.00").net.amount == Decimal("43.08")


def test_a_credit_on_account_is_not_kept(counter: Counter) -> None:
    counter.pay({}, RECEIVED, on_account="50.00")

    with refuses("Only a deposit is kept; a credit is the customer's."):
        keep(counter, counter.customer_credit(), "50.00")
