"""Taxes that a bad debt took back are not taken back again by a credit note."""

from datetime import date

import pytest

from invoices.models import CreditNote
from invoices.services.refusals import DocumentError
from tests.invoices.counter import Counter

DAY = date(2026, 11, 3)
LATER = date(2026, 12, 18)


def test_what_is_written_off_whole_cannot_be_credited(counter: Counter) -> None:
    invoice = counter.issue("100.00", DAY)
    counter.write_off(invoice, "114.98", LATER)

    with pytest.raises(DocumentError) as refusal:
        counter.credit(invoice, "40.00", LATER)

    assert str(refusal.value) == (
        "40.00 with taxes cannot be credited: 114.98 of invoice FAC-00001 is written"
        " off, with its taxes, and 0.00 is left."
    )
    assert CreditNote.objects.count() == 0


def test_what_is_left_of_a_part_written_off_is_credited_to_the_cent(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", DAY)
    counter.write_off(invoice, "50.00", LATER)
    with pytest.raises(DocumentError, match=r"and 64\.98 is left"):
        counter.credit(invoice, None, LATER)
    with pytest.raises(DocumentError, match=r"64\.99 with taxes cannot be credited"):
        counter.credit(invoice, "56.52", LATER)

    counter.credit(invoice, "56.51", LATER)

    assert counter.journal()[1:] == [
        "R! write_off 12-18 D 5300 43.49, D 2310 2.17, D 2320 4.34 / C 1201 50.00",
        "R! credit_note 12-18 D 4000 56.51, D 2310 2.83, D 2320 5.64 / C 1201 64.98",
    ]
    assert counter.owed(invoice) == "0.00"
    taxes = {account: counter.left()[account] for account in ("2310", "2320", "1201")}
    assert taxes == {"2310": "0.00", "2320": "0.00", "1201": "0.00"}


def test_a_line_with_taxes_gives_back_only_those_the_bad_debt_left(
    counter: Counter,
) -> None:
    """Half of 214.98 took half of the taxes, though one line alone bears them."""
    shop = counter.shop
    taxed, exempt = shop.line("100.00"), shop.line("100.00", group="Exonéré")
    invoice = shop.issue(taxed, exempt, on=DAY)
    counter.write_off(invoice, "107.49", LATER)

    note = counter.credit_lines(invoice, {taxed: "100.00"}, LATER)

    assert [str(tax.amount.amount) for tax in note.taxes.all()] == ["2.50", "4.99"]
    assert counter.left()["2310"] == counter.left()["2320"] == "0.00"
    with pytest.raises(DocumentError, match=r"and 0\.00 is left"):
        counter.credit_lines(invoice, {exempt: "0.01"}, LATER)


def test_what_is_recovered_can_be_credited_with_its_taxes(counter: Counter) -> None:
    invoice = counter.issue("100.00", DAY)
    loss = counter.write_off(invoice, "114.98", LATER)
    counter.recover(loss, "57.49", LATER)

    counter.credit(invoice, "50.00", LATER)

    assert counter.owed(invoice) == "-57.49"
    assert counter.left()["2310"] == counter.left()["2320"] == "0.00"


def test_a_small_difference_took_no_taxes_back(counter: Counter) -> None:
    invoice = counter.issue("100.00", DAY)
    counter.pay({invoice: "114.97"}, LATER)
    counter.write_off(invoice, "0.01", LATER, "DIFFERENCE")

    note = counter.credit(invoice, None, LATER)

    assert str(note.total.amount) == "114.98"
