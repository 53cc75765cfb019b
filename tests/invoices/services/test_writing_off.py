"""Bad debts and small differences: what is refused, and the cents of the taxes."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Invoice
from invoices.services.receipts import PaymentError
from invoices.services.writing_off import recoverable, write_off_invoice
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import lines_of

ISSUED = date(2026, 11, 3)
LOST = date(2026, 11, 18)

SALE = f"R! sale 11-03 {HUNDRED}"


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def test_an_invoice_is_lost_whole_the_day_it_was_issued(
    counter: Counter, invoice: Invoice
) -> None:
    debt = counter.write_off(invoice, "114.98", ISSUED)

    assert counter.owed(invoice) == "0.00"
    assert (str(debt.net.amount), debt.account_origin) == (
        "100.00",
        "settings:bad_debts",
    )
    assert counter.journal() == [
        SALE,
        "R! write_off 11-03 D 5300 100.00, D 2310 5.00, D 2320 9.98 / C 1201 114.98",
    ]


def test_a_part_takes_its_part_of_each_tax_and_the_last_the_remainder(
    counter: Counter, invoice: Invoice
) -> None:
    # A third: 5.00 × 38.33 / 114.98 = 1.67 and 9.98 × 38.33 / 114.98 = 3.33.
    first = counter.write_off(invoice, "38.33", LOST)
    second = counter.write_off(invoice, "38.33", LOST)
    last = counter.write_off(invoice, "38.32", LOST)

    assert lines_of(first) == [
        "D 5300 33.33",
        "D 2310 1.67",
        "D 2320 3.33",
        "C 1201 38.33",
    ]
    assert lines_of(second) == lines_of(first)
    assert lines_of(last) == [
        "D 5300 33.34",
        "D 2310 1.66",
        "D 2320 3.32",
        "C 1201 38.32",
    ]
    assert counter.left()["2310"] == counter.left()["2320"] == "0.00"


def test_a_small_difference_takes_no_tax_back(
    counter: Counter, invoice: Invoice
) -> None:
    counter.pay({invoice: "114.93"}, ISSUED)

    difference = counter.write_off(invoice, "0.05", LOST, "DIFFERENCE")

    assert lines_of(difference) == ["D 5390 0.05", "C 1201 0.05"]
    assert difference.account_origin == "settings:rounding"
    assert not difference.taxes.exists()
    assert recoverable(difference) == Decimal("0.00")


def test_a_difference_is_accepted_to_the_tolerance_and_no_cent_more(
    counter: Counter, invoice: Invoice
) -> None:
    counter.shop.change(difference_tolerance=Decimal("0.02"))

    with refuses(
        "0.03 is more than the small differences accepted (0.02): write it off as a"
        " bad debt."
    ):
        counter.write_off(invoice, "0.03", LOST, "DIFFERENCE")

    counter.write_off(invoice, "0.02", LOST, "DIFFERENCE")
    assert counter.owed(invoice) == "114.96"


def test_a_difference_that_was_accepted_bears_none_of_the_taxes_of_a_bad_debt(
    counter: Counter, invoice: Invoice
) -> None:
    counter.write_off(invoice, "0.05", LOST, "DIFFERENCE")

    debt = counter.write_off(invoice, "114.93", LOST)

    # 5.00 × 114.93 / 114.98 and 9.98 × 114.93 / 114.98, to the cent.
    assert lines_of(debt) == [
        "D 5300 99.95",
        "D 2310 5.00",
        "D 2320 9.98",
        "C 1201 114.93",
    ]


def test_what_is_left_after_a_credit_note_bears_the_taxes_that_are_left(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(invoice, "40.00", LOST)

    debt = counter.write_off(invoice, "68.99", LOST)

    assert lines_of(debt) == [
        "D 5300 60.00",
        "D 2310 3.00",
        "D 2320 5.99",
        "C 1201 68.99",
    ]
    assert counter.left()["2310"] == counter.left()["2320"] == "0.00"


def test_no_cent_more_than_is_due_is_written_off(
    counter: Counter, invoice: Invoice
) -> None:
    counter.pay({invoice: "14.98"}, ISSUED)

    with refuses("100.01 is more than the 100.00 due on invoice FAC-00001."):
        counter.write_off(invoice, "100.01", LOST)


def test_neither_a_draft_nor_a_void_invoice_is_written_off(
    counter: Counter, invoice: Invoice
) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    Invoice.objects.filter(pk=draft.pk).update(
        subtotal=Decimal("100.00"), total=Decimal("100.00"), balance=Decimal("100.00")
    )
    counter.void(invoice, LOST)

    with refuses(f"1.00 is more than the 0.00 due on invoice {draft}."):
        counter.write_off(draft, "1.00", LOST)
    with refuses("1.00 is more than the 0.00 due on invoice FAC-00001."):
        counter.write_off(invoice, "1.00", LOST)


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.005"])
def test_only_dollars_and_cents_are_written_off(
    counter: Counter, invoice: Invoice, amount: str
) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        counter.write_off(invoice, amount, LOST)


def test_nothing_is_written_off_before_the_invoice(
    counter: Counter, invoice: Invoice
) -> None:
    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.write_off(invoice, "1.00", date(2026, 11, 2))


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_write_off_has_a_reason(invoice: Invoice, reason: str) -> None:
    with refuses("Give the reason: it stays with the write-off."):
        write_off_invoice(
            invoice=invoice,
            kind=invoice.write_offs.model.Kind.BAD_DEBT,
            amount=Decimal("1.00"),
            written_off_on=LOST,
            reason=reason,
        )


def test_a_bad_debt_waits_for_its_account(counter: Counter, invoice: Invoice) -> None:
    counter.shop.change(bad_debts=None)

    debt = counter.write_off(invoice, "114.98", LOST)

    assert debt.account_origin == "missing:settings:bad_debts"
    assert lines_of(debt)[0] == "D ? 100.00"
