"""Credit notes, whole or in parts, and the refunds that follow them."""

from datetime import date

import pytest

from exports.models import ExportBatch
from invoices.models import Invoice, Refund
from invoices.services.refusals import DocumentError
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter, taken_back

ISSUED = date(2026, 11, 3)
CREDITED = date(2026, 11, 10)
LAST = date(2026, 11, 12)
REFUNDED = date(2026, 11, 20)

FORTY_BACK = taken_back("40.00", "2.00", "3.99", total="45.99")
THIRD_BACK = taken_back("33.33", "1.67", "3.32", total="38.32")


def test_scenario_68_a_full_credit_note_mirrors_the_invoice(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    note = counter.credit(invoice, None, CREDITED)

    assert counter.journal() == [
        f"R! sale 11-03 {HUNDRED}",
        f"R! credit_note 11-10 {HUNDRED_BACK}",
    ]
    assert note.number == "NC-00001"
    assert counter.owed(invoice) == "0.00"
    assert set(counter.left().values()) == {"0.00"}


def test_scenario_68_it_mirrors_what_was_stored_and_computes_nothing(
    counter: Counter,
) -> None:
    shop = counter.shop
    shop.change(tax_rounding="line")
    invoice = shop.issue(*(shop.line("33.33") for _ in range(3)), on=ISSUED)
    shop.change(tax_rounding="document")

    counter.credit_lines(invoice, None, CREDITED)

    # By document the taxes would be 5.00 and 9.97.
    assert counter.journal()[-1] == (
        "R! credit_note 11-10 D 4000 33.33, D 4000 33.33, D 4000 33.33,"
        " D 2310 5.01, D 2320 9.96 / C 1201 114.96"
    )


def test_scenario_69_a_partial_credit_note(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.credit(invoice, "40.00", CREDITED)

    assert counter.journal()[-1] == f"R! credit_note 11-10 {FORTY_BACK}"
    assert counter.owed(invoice) == "68.99"


def test_scenario_70_the_last_of_three_takes_the_remainder(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)

    counter.credit(invoice, "33.33", CREDITED)
    counter.credit(invoice, "33.33", CREDITED)
    counter.credit(invoice, "33.34", LAST)

    last = taken_back("33.34", "1.66", "3.34", total="38.34")
    assert counter.journal()[1:] == [
        f"R! credit_note 11-10 {THIRD_BACK}",
        f"R! credit_note 11-10 {THIRD_BACK}",
        f"R! credit_note 11-12 {last}",
    ]
    assert set(counter.left().values()) == {"0.00"}
    with pytest.raises(DocumentError, match="Nothing is left to credit"):
        counter.credit(invoice, None, LAST)


def credit_after_export(counter: Counter) -> tuple[Invoice, ExportBatch]:
    """Sold, paid and exported in October; 40.00 credited and sent back in November."""
    counter.shop.wait_for_payment()
    invoice = counter.issue("100.00", date(2026, 10, 5))
    counter.pay({invoice: "114.98"}, date(2026, 10, 6))
    batch = counter.produce(date(2026, 10, 31))
    counter.credit(invoice, "40.00", REFUNDED)
    counter.refund(invoice, "45.99", REFUNDED)
    return invoice, batch


def test_scenario_71_a_refund_after_export_is_of_its_own_month(
    counter: Counter,
) -> None:
    invoice, october = credit_after_export(counter)
    before = october.files.get().sha256

    assert counter.filed(date(2026, 11, 30)) == [
        f"2026-11-20 NC-00001 Note de crédit Gagnon: {FORTY_BACK}",
        "2026-11-20 FAC-00001 Remboursement Gagnon: D 1201 45.99 / C 1010 45.99",
    ]
    november = counter.produce(date(2026, 11, 30))
    assert november.entry_count == 2
    assert october.files.get().sha256 == before
    assert october.entry_count == 2
    assert counter.owed(invoice) == "0.00"
    assert counter.left()["1201"] == "0.00"


def test_scenario_72_a_refund_is_of_something(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, CREDITED)

    with pytest.raises(
        DocumentError, match="a credit note, an overpayment or a deposit"
    ):
        counter.refund(invoice, "45.99", REFUNDED)

    assert not Refund.objects.exists()
    assert counter.left()["1201"] == "0.00"


def test_scenario_72_no_more_than_what_was_credited(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, CREDITED)
    counter.credit(invoice, "40.00", REFUNDED)

    with pytest.raises(DocumentError, match=r"46\.00 is more than the 45\.99"):
        counter.refund(invoice, "46.00", REFUNDED)


def test_scenario_73_sold_and_refunded_on_one_day_are_both_exported(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, ISSUED)
    counter.credit(invoice, None, ISSUED)
    counter.refund(invoice, "114.98", ISSUED)

    assert counter.filed(ISSUED) == [
        f"2026-11-03 FAC-00001 Gagnon: {HUNDRED}",
        f"2026-11-03 NC-00001 Note de crédit Gagnon: {HUNDRED_BACK}",
        "2026-11-03 FAC-00001 Paiement Gagnon: D 1010 114.98 / C 1201 114.98",
        "2026-11-03 FAC-00001 Remboursement Gagnon: D 1201 114.98 / C 1010 114.98",
    ]


def test_a_line_taken_back_is_credited_with_its_own_taxes(counter: Counter) -> None:
    shop = counter.shop
    invoice = shop.issue(shop.line("300.00"), shop.line("-290.00", "4010"), on=ISSUED)
    sold, returned = invoice.lines.all()

    counter.credit_lines(invoice, {returned: "-290.00"}, CREDITED)
    counter.credit_lines(invoice, {sold: "300.00"}, LAST)

    returned_back = "D 1201 333.43 / C 4010 290.00, C 2310 14.50, C 2320 28.93"
    sold_back = taken_back("300.00", "15.00", "29.93", total="344.93")
    assert counter.journal()[1:] == [
        f"R! credit_note 11-10 {returned_back}",
        f"R! credit_note 11-12 {sold_back}",
    ]
    assert set(counter.left().values()) == {"0.00"}
