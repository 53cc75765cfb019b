"""What is recovered of a bad debt owes its part of the taxes again."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import WriteOff
from invoices.services.receipts import PaymentError
from invoices.services.writing_off import record_recovery, recoverable
from tests.factories import make_company, make_method
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses, refuses_before
from tests.invoices.shop import entry_of, lines_of

ISSUED = date(2026, 11, 3)
LOST = date(2026, 11, 18)
FOUND = date(2026, 12, 18)


@pytest.fixture
def debt(counter: Counter) -> WriteOff:
    """100.00, with 5.00 and 9.98 of taxes."""
    return counter.write_off(counter.issue("100.00", ISSUED), "114.98", LOST)


def test_what_is_recovered_in_parts_owes_the_taxes_again_to_the_cent(
    counter: Counter, debt: WriteOff
) -> None:
    # A third: 5.00 × 38.33 / 114.98 = 1.67 and 9.98 × 38.33 / 114.98 = 3.33.
    first = counter.recover(debt, "38.33", LOST)
    counter.recover(debt, "38.33", FOUND)
    last = counter.recover(debt, "38.32", FOUND)

    assert lines_of(first) == [
        "D 1010 38.33",
        "C 5300 33.33",
        "C 2310 1.67",
        "C 2320 3.33",
    ]
    assert lines_of(last) == [
        "D 1010 38.32",
        "C 5300 33.34",
        "C 2310 1.66",
        "C 2320 3.32",
    ]
    assert str(last.net.amount) == "33.34"
    assert recoverable(debt) == Decimal("0.00")
    assert counter.left()["5300"] == "0.00"
    assert counter.left()["2310"] == "-5.00"
    assert counter.left()["2320"] == "-9.98"


def test_one_bad_debt_knows_nothing_of_what_another_recovered(
    counter: Counter, debt: WriteOff
) -> None:
    invoice = counter.issue("200.00", ISSUED)
    first = counter.write_off(invoice, "100.00", LOST)
    second = counter.write_off(invoice, "129.95", LOST)
    counter.recover(first, "100.00", FOUND)

    assert recoverable(second) == Decimal("129.95")
    counter.recover(second, "129.95", FOUND)

    assert recoverable(debt) == Decimal("114.98")
    assert counter.left()["5300"] == "100.00"
    assert counter.left()["2310"] == "-10.00"


def test_a_recovery_is_received_by_the_account_of_its_method(
    counter: Counter, debt: WriteOff
) -> None:
    counter.shop.wait_for_payment()
    cash = counter.method("Comptant", "1015")

    recovery = record_recovery(
        write_off=debt,
        amount=Decimal("60.00"),
        received_on=FOUND,
        method=cash,
        reference="991",
    )

    assert lines_of(recovery)[0] == "D 1015 60.00"
    assert (recovery.account_origin, recovery.reference) == (f"method:{cash.pk}", "991")
    entry = entry_of(recovery)
    assert (entry.document_number, entry.party) == ("FAC-00001", "Gagnon")
    assert (entry.status, entry.ready_on) == ("READY", FOUND)


def test_no_cent_more_than_was_lost_is_recovered(
    counter: Counter, debt: WriteOff
) -> None:
    counter.recover(debt, "60.00", FOUND)

    with refuses("54.99 is more than the 54.98 left of this bad debt."):
        counter.recover(debt, "54.99", FOUND)


def test_a_small_difference_is_not_recovered(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    difference = counter.write_off(invoice, "0.05", LOST, "DIFFERENCE")

    with refuses("0.05 is more than the 0.00 left of this bad debt."):
        counter.recover(difference, "0.05", FOUND)


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.005"])
def test_only_dollars_and_cents_are_recovered(
    counter: Counter, debt: WriteOff, amount: str
) -> None:
    sentence = f"{amount} is no amount to pay: type dollars and cents above zero."

    with refuses(sentence, PaymentError):
        counter.recover(debt, amount, FOUND)


def test_nothing_is_recovered_before_it_was_lost(
    counter: Counter, debt: WriteOff
) -> None:
    with refuses_before(debt, "18 Nov 2026"):
        counter.recover(debt, "1.00", date(2026, 11, 17))


def test_nothing_is_recovered_by_a_method_of_another_company(debt: WriteOff) -> None:
    strange = make_method(make_company("roy"))

    with refuses("Choose a payment method of this company."):
        record_recovery(
            write_off=debt, amount=Decimal("1.00"), received_on=FOUND, method=strange
        )
