"""Deposits: received, applied, kept, given back; and jobs billed in parts."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import CustomerCredit, Invoice
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.refusals import DocumentError
from tests.invoices.counter import Counter, sold

ACCEPTED = date(2026, 10, 1)
DONE = date(2026, 11, 12)
PAID = date(2026, 11, 14)

RECEIVED = "R! payment 10-01 D 1010 300.00 / C 2150 300.00"
THOUSAND = sold("1000.00", "50.00", "99.75", total="1149.75")


def bill_part(counter: Counter, price: str, on: date, first: Invoice | None) -> Invoice:
    shop = counter.shop
    draft = shop.draft(shop.line(price))
    Invoice.objects.filter(pk=draft.pk).update(progress_of=first)
    return counter.issue_draft(draft, on)


def keep(counter: Counter, deposit: CustomerCredit, amount: str) -> None:
    forfeit_deposit(
        credit=deposit,
        amount=Decimal(amount),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=DONE,
        reason="Annulé par le client",
    )


def test_scenario_53_a_deposit_before_the_invoice_has_no_tax(counter: Counter) -> None:
    deposit = counter.deposit("300.00", ACCEPTED, reference="S-88")

    assert counter.journal() == [RECEIVED]
    assert counter.filed(ACCEPTED) == [
        "2026-10-01 S-88 Paiement Gagnon: D 1010 300.00 / C 2150 300.00"
    ]
    assert str(deposit.balance.amount) == "300.00"


def test_scenario_54_the_deposit_pays_the_final_invoice(counter: Counter) -> None:
    deposit = counter.deposit("300.00", ACCEPTED)
    invoice = counter.issue("1000.00", DONE)

    counter.apply(deposit, invoice, "300.00", DONE)
    assert counter.owed(invoice) == "849.75"
    counter.pay({invoice: "849.75"}, PAID)

    assert counter.journal() == [
        RECEIVED,
        f"R! sale 11-12 {THOUSAND}",
        "R! application 11-12 D 2150 300.00 / C 1201 300.00",
        "R! payment 11-14 D 1010 849.75 / C 1201 849.75",
    ]
    assert counter.left()["2150"] == "0.00"
    assert counter.left()["1201"] == "0.00"
    deposit.refresh_from_db()
    assert str(deposit.balance.amount) == "0.00"


def test_scenario_55_the_last_part_takes_the_taxes_left_of_the_job(
    counter: Counter,
) -> None:
    first = bill_part(counter, "300.00", ACCEPTED, None)
    last = bill_part(counter, "700.00", DONE, first)

    part = sold("300.00", "15.00", "29.93", total="344.93")
    rest = sold("700.00", "35.00", "69.82", total="804.82")
    assert counter.journal() == [f"R! sale 10-01 {part}", f"R! sale 11-12 {rest}"]
    assert counter.left()["2320"] == "-99.75"
    assert str(first.total.amount + last.total.amount) == "1149.75"


def test_scenario_55_a_part_that_was_corrected_still_counts(counter: Counter) -> None:
    first = bill_part(counter, "250.00", ACCEPTED, None)
    counter.correct(first, "300.00", DONE)
    bill_part(counter, "700.00", DONE, first.replaced_by)

    assert counter.left()["2320"] == "-99.75"


def test_scenario_55_a_draft_follows_the_correction_of_an_earlier_part(
    counter: Counter,
) -> None:
    first = bill_part(counter, "250.00", ACCEPTED, None)
    shop = counter.shop
    draft = shop.draft(shop.line("700.00"))
    Invoice.objects.filter(pk=draft.pk).update(progress_of=first)
    corrected = counter.correct(first, "300.00", DONE)

    last = counter.issue_draft(draft, DONE)

    assert last.progress_of == corrected
    assert counter.left()["2320"] == "-99.75"


def test_scenario_55_correcting_the_last_part_keeps_the_taxes_of_the_job(
    counter: Counter,
) -> None:
    first = bill_part(counter, "300.00", ACCEPTED, None)
    last = bill_part(counter, "600.00", DONE, first)

    counter.correct(last, "700.00", DONE)

    assert counter.left()["2320"] == "-99.75"


def test_scenario_55_a_part_that_was_credited_counts_no_more(counter: Counter) -> None:
    first = bill_part(counter, "300.00", ACCEPTED, None)
    wrong = bill_part(counter, "33.33", DONE, first)
    counter.credit(wrong, None, DONE)

    last = bill_part(counter, "700.00", DONE, first)

    assert [str(tax.amount.amount) for tax in last.taxes.all()] == ["35.00", "69.82"]


def test_scenario_56_a_deposit_that_is_kept_includes_its_taxes(
    counter: Counter,
) -> None:
    keep(counter, counter.deposit("50.00", ACCEPTED), "50.00")

    assert counter.journal()[-1] == (
        "R! forfeiture 11-12 D 2150 50.00 / C 2310 2.38, C 2320 4.54, C 4900 43.08"
    )
    assert counter.left()["2150"] == "0.00"


def test_scenario_56_a_customer_credit_is_not_kept(counter: Counter) -> None:
    counter.pay({}, ACCEPTED, on_account="50.00")

    with pytest.raises(DocumentError, match="Only a deposit can be kept"):
        keep(counter, counter.customer_credit(), "50.00")


def test_scenario_57_a_deposit_is_given_back(counter: Counter) -> None:
    deposit = counter.deposit("300.00", ACCEPTED)

    counter.refund(deposit, "300.00", DONE)

    assert counter.journal() == [
        RECEIVED,
        "R! refund 11-12 D 2150 300.00 / C 1010 300.00",
    ]
    with pytest.raises(DocumentError, match="is owed back"):
        counter.refund(deposit, "0.01", DONE)
