"""Payments taken back or moved, interest, bad debts and what is recovered of them."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import JournalEntry
from invoices.models import Invoice, Payment, PaymentReturn
from invoices.pages import is_reopened
from invoices.services.interest import charge_interest
from invoices.services.refusals import DocumentError
from tests.invoices.counter import HUNDRED, Counter, sold
from tests.invoices.shop import mark_exported

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
BACK = date(2026, 11, 16)
MOVED = date(2026, 11, 17)

RECEIVED = "payment 11-06 D 1010 114.98 / C 1201 114.98"


def pay_and_export(counter: Counter) -> tuple[Invoice, Payment]:
    """The invoice of 114.98, paid and exported under the switch."""
    counter.shop.wait_for_payment()
    invoice = counter.issue("100.00", ISSUED)
    payment = counter.pay({invoice: "114.98"}, PAID)
    counter.export()
    return invoice, payment


def test_scenario_62_a_cheque_bounces_after_export(counter: Counter) -> None:
    invoice, payment = pay_and_export(counter)

    counter.bounce(payment, BACK)

    assert counter.journal() == [
        f"X sale 11-03 {HUNDRED}",
        f"X {RECEIVED}",
        "R! return 11-16 D 1201 114.98 / C 1010 114.98",
    ]
    assert counter.owed(invoice) == "114.98"
    returned = JournalEntry.objects.get(event="return")
    assert returned.reverses == JournalEntry.objects.get(event="payment")
    with pytest.raises(DocumentError, match="taken back already"):
        counter.bounce(payment, BACK)


def test_scenario_63_a_chargeback_with_its_fee(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    card = counter.method("Carte", "1050")
    payment = counter.pay({invoice: "114.98"}, PAID, method=card)

    counter.bounce(payment, BACK, "CHARGEBACK", fee=Decimal("25.00"))

    assert counter.journal()[-2:] == [
        "R! payment 11-06 D 1050 114.98 / C 1201 114.98",
        "R! return 11-16 D 1201 114.98, D 5310 25.00 / C 1050 139.98",
    ]
    assert counter.owed(invoice) == "114.98"


def test_scenario_63_the_bank_only_if_somebody_says_so(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    card = counter.method("Carte", "1050")
    payment = counter.pay({invoice: "114.98"}, PAID, method=card)

    counter.bounce(
        payment,
        BACK,
        "CHARGEBACK",
        fee=Decimal("25.00"),
        account=counter.shop.account("1010"),
    )

    assert counter.journal()[-1] == (
        "R! return 11-16 D 1201 114.98, D 5310 25.00 / C 1010 139.98"
    )


def test_scenario_64_a_payment_on_the_wrong_invoice(counter: Counter) -> None:
    wrong, payment = pay_and_export(counter)
    right = counter.issue("100.00", ISSUED)
    assert counter.journal()[-1] == f"H sale 11-03 {HUNDRED}"

    counter.move(payment, wrong, right, MOVED)

    assert counter.journal() == [
        f"X sale 11-03 {HUNDRED}",
        f"X {RECEIVED}",
        f"R! sale 11-03 {HUNDRED}",
        "– transfer 11-17",
    ]
    assert counter.owed(wrong) == "114.98"
    assert counter.owed(right) == "0.00"
    assert [is_reopened(invoice) for invoice in (wrong, right)] == [True, False]
    assert counter.filed(date(2026, 11, 16)) == []
    assert counter.filed(MOVED) == [f"2026-11-03 FAC-00002 Gagnon: {HUNDRED}"]


def test_scenario_64_without_the_switch_there_is_no_entry(counter: Counter) -> None:
    wrong = counter.issue("100.00", ISSUED)
    right = counter.issue("100.00", ISSUED)
    payment = counter.pay({wrong: "114.98"}, PAID)
    counter.export()

    counter.move(payment, wrong, right, MOVED)

    assert counter.filed(MOVED) == []
    assert counter.journal()[-1] == "– transfer 11-17"


def test_scenario_65_a_mistake_that_was_exported_is_reversed(counter: Counter) -> None:
    invoice, payment = pay_and_export(counter)

    counter.bounce(payment, MOVED, "MISTAKE")

    assert counter.journal()[-1] == "R! return 11-17 D 1201 114.98 / C 1010 114.98"
    assert counter.owed(invoice) == "114.98"


def test_scenario_65_before_its_export_it_vanishes_and_is_remembered(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    payment = counter.pay({invoice: "114.98"}, PAID)

    counter.bounce(payment, MOVED, "MISTAKE")

    assert counter.journal() == [f"R! sale 11-03 {HUNDRED}"]
    assert counter.owed(invoice) == "114.98"
    assert JournalEntry.objects.get(event="payment").status == "WITHDRAWN"
    assert PaymentReturn.objects.get().payment == payment


def test_scenario_66_interest_bears_no_tax(counter: Counter) -> None:
    invoice = charge_interest(
        customer=counter.shop.customer,
        amount=Decimal("12.00"),
        charged_on=date(2026, 11, 18),
    )

    assert counter.journal() == ["R! sale 11-18 D 1201 12.00 / C 4910 12.00"]
    assert not invoice.taxes.exists()
    assert counter.owed(invoice) == "12.00"


GIVEN_UP = date(2026, 11, 18)
LOSS = "write_off 11-18 D 5300 103.89, D 2310 5.20, D 2320 10.37 / C 1201 119.46"


def test_scenario_67_a_bad_debt_then_a_recovery(counter: Counter) -> None:
    invoice = counter.issue("129.99", ISSUED)
    counter.pay({invoice: "30.00"}, PAID)

    loss = counter.write_off(invoice, "119.46", GIVEN_UP)
    counter.recover(loss, "60.00", date(2026, 12, 18))

    sale = sold("129.99", "6.50", "12.97", total="149.46")
    assert counter.journal() == [
        f"R! sale 11-03 {sale}",
        "R! payment 11-06 D 1010 30.00 / C 1201 30.00",
        f"R! {LOSS}",
        "R! recovery 12-18 D 1010 60.00 / C 5300 52.18, C 2310 2.61, C 2320 5.21",
    ]
    assert counter.owed(invoice) == "0.00"


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_scenario_67_giving_up_the_rest_releases_the_sale(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("129.99", ISSUED)
    counter.pay({invoice: "30.00"}, PAID)
    assert {e.split()[0] for e in counter.journal() if "sale" in e} == {"H"}

    counter.write_off(invoice, "119.46", GIVEN_UP)

    assert {entry.split()[0] for entry in counter.journal()} == {"R!"}
    assert counter.journal()[-1] == f"R! {LOSS}"


def test_scenario_67_a_recovery_under_the_switch_waits_for_nothing(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("129.99", ISSUED)
    counter.pay({invoice: "30.00"}, PAID)
    loss = counter.write_off(invoice, "119.46", GIVEN_UP)
    mark_exported(loss)

    counter.recover(loss, "119.46", date(2026, 12, 18))

    assert counter.journal()[-1] == (
        "R! recovery 12-18 D 1010 119.46 / C 5300 103.89, C 2310 5.20, C 2320 10.37"
    )
    with pytest.raises(DocumentError, match="left of this bad debt"):
        counter.recover(loss, "0.01", date(2026, 12, 18))
