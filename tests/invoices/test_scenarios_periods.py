"""Dates in the file: closed books, sales dated by their payment, cheques dated later."""

from datetime import date
from pathlib import Path

import pytest

from exports.services.producing import NothingToExportError
from imports.services.files import ImportRefusedError
from invoices.models import Invoice, Payment
from invoices.services.post_dated import take_due_payments
from reports.queries.held import held_sales
from tests.exports.journal import numbers_in
from tests.imports.services.files import FILES, bring_in, make_firm
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter, sold

ISSUED = date(2026, 10, 28)
CLOSED = date(2026, 10, 31)
LOCKED_ON = date(2026, 11, 5)
PAID = date(2026, 11, 10)
BATCH = date(2026, 11, 24)

THOUSAND = sold("1000.00", "50.00", "99.75", total="1149.75")
PAYMENT = "FAC-00001 Paiement Gagnon: D 1010 1149.75 / C 1201 1149.75"


def sell_and_wait(counter: Counter, sale_date: str = "invoice") -> Invoice:
    counter.shop.wait_for_payment()
    counter.shop.change(sale_date=sale_date)
    return counter.issue("1000.00", ISSUED)


def test_scenario_35_a_released_sale_takes_the_first_open_day(counter: Counter) -> None:
    invoice = sell_and_wait(counter)
    counter.shop.change(on=LOCKED_ON, closed_through=CLOSED)

    counter.pay({invoice: "1149.75"}, PAID)

    assert counter.filed(PAID) == [
        f"2026-11-01 FAC-00001 du 2026-10-28 Gagnon: {THOUSAND}",
        f"2026-11-10 {PAYMENT}",
    ]


def test_scenario_35_nothing_leaves_before_the_payment(counter: Counter) -> None:
    invoice = sell_and_wait(counter)
    counter.pay({invoice: "1149.75"}, PAID)

    assert counter.filed(date(2026, 11, 9)) == []


@pytest.mark.parametrize(
    ("sale_date", "dated"),
    [
        ("invoice", "2026-10-28 FAC-00001 Gagnon"),
        ("payment", "2026-11-10 FAC-00001 du 2026-10-28 Gagnon"),
        ("batch", "2026-11-24 FAC-00001 du 2026-10-28 Gagnon"),
    ],
)
def test_scenario_36_a_released_sale_is_dated_by_the_policy(
    counter: Counter, sale_date: str, dated: str
) -> None:
    invoice = sell_and_wait(counter, sale_date)

    counter.pay({invoice: "1149.75"}, PAID)

    assert sorted(counter.filed(BATCH)) == sorted(
        [f"{dated}: {THOUSAND}", f"2026-11-10 {PAYMENT}"]
    )


def test_scenario_36_a_batch_is_dated_no_later_than_its_last_day(
    counter: Counter,
) -> None:
    invoice = sell_and_wait(counter, "batch")
    counter.pay({invoice: "1149.75"}, PAID)

    filed = counter.filed(date(2026, 11, 15), produced_on=BATCH)

    assert filed == [
        f"2026-11-10 {PAYMENT}",
        f"2026-11-15 FAC-00001 du 2026-10-28 Gagnon: {THOUSAND}",
    ]


def test_scenario_36_without_the_switch_a_sale_keeps_its_date(counter: Counter) -> None:
    counter.shop.change(sale_date="payment")
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "1149.75"}, PAID)

    assert counter.filed(BATCH)[0] == f"2026-10-28 FAC-00001 Gagnon: {THOUSAND}"


def test_scenario_41_never_paid_in_full(counter: Counter) -> None:
    counter.shop.wait_for_payment("strict")
    invoice = counter.issue("1000.00", ISSUED)
    counter.pay({invoice: "500.00"}, date(2026, 10, 30))

    assert counter.filed(date(2031, 12, 31)) == []
    with pytest.raises(NothingToExportError):
        counter.produce(BATCH)
    assert counter.owed(invoice) == "649.75"
    (waiting,) = held_sales(counter.shop.company, BATCH)
    assert [str(value) for value in waiting.rows[0]] == [
        "FAC-00001",
        "2026-10-28",
        "Gagnon",
        "27",
        "1149.75",
        "500.00",
        "649.75",
    ]

    counter.write_off(invoice, "649.75", BATCH)

    loss = "D 5300 565.12, D 2310 28.26, D 2320 56.37 / C 1201 649.75"
    assert counter.filed(BATCH) == [
        f"2026-10-28 FAC-00001 Gagnon: {THOUSAND}",
        "2026-10-30 FAC-00001 Paiement Gagnon: D 1010 500.00 / C 1201 500.00",
        f"2026-11-24 FAC-00001 Radiation Gagnon: {loss}",
    ]


def test_scenario_42_a_file_never_straddles_two_years(counter: Counter) -> None:
    invoice = counter.issue("100.00", date(2026, 12, 30))
    counter.pay({invoice: "114.98"}, date(2027, 1, 4))

    batch = counter.produce(date(2027, 1, 4))

    assert numbers_in(batch) == ["FAC-00001", "FAC-00001"]
    assert [(f.first_on, f.last_on) for f in batch.files.all()] == [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
    ]


POST_DATED = date(2026, 12, 15)


def take_cheque(counter: Counter, invoice: Invoice) -> Payment:
    """A cheque of December 15, recorded on November 24."""
    return counter.pay({invoice: "114.98"}, POST_DATED, recorded_on=BATCH)


def test_scenario_43_a_cheque_dated_later_waits_for_its_day(counter: Counter) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("100.00", ISSUED)

    payment = take_cheque(counter, invoice)

    assert payment.is_pending
    assert take_due_payments(company=counter.shop.company, on=date(2026, 12, 14)) == []
    assert counter.journal() == [f"H sale 10-28 {HUNDRED}"]
    assert counter.owed(invoice) == "114.98"

    taken = take_due_payments(company=counter.shop.company, on=POST_DATED)

    assert taken == [payment]
    assert counter.journal() == [
        f"R! sale 10-28 {HUNDRED}",
        "R! payment 12-15 D 1010 114.98 / C 1201 114.98",
    ]
    assert counter.filed(date(2026, 12, 14)) == []
    assert counter.owed(invoice) == "0.00"


def test_scenario_43_what_was_paid_meanwhile_becomes_a_credit(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    take_cheque(counter, invoice)
    counter.pay({invoice: "100.00"}, BATCH)

    take_due_payments(company=counter.shop.company, on=POST_DATED)

    assert counter.journal()[-1] == (
        "R! payment 12-15 D 1010 114.98 / C 1201 14.98, C 2160 100.00"
    )
    assert counter.owed(invoice) == "0.00"
    assert str(counter.customer_credit().balance.amount) == "100.00"


def test_scenario_43_a_cheque_that_is_given_back_never_counts(counter: Counter) -> None:
    invoice = counter.issue("100.00", ISSUED)
    payment = take_cheque(counter, invoice)

    counter.bounce(payment, BATCH, "MISTAKE")

    assert take_due_payments(company=counter.shop.company, on=POST_DATED) == []
    assert counter.journal() == [f"R! sale 10-28 {HUNDRED}"]


@pytest.mark.django_db
def test_scenario_44_rows_without_a_date_block_the_file(tmp_path: Path) -> None:
    company = make_firm()
    files = FILES | {"invoices": FILES["invoices"].replace("F1,2026-11-03", "F1,N/D")}

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, **files)

    first = refused.value.errors[0]
    assert (first.file, first.line, first.column) == ("invoices.csv", 2, "invoice_date")
    assert not Invoice.objects.exists()


def test_scenario_76_a_void_in_closed_books_takes_the_first_open_day(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", date(2026, 11, 20))
    counter.produce(date(2026, 11, 27))
    counter.shop.change(on=date(2026, 12, 2), closed_through=date(2026, 11, 30))

    counter.void(invoice, date(2026, 11, 28))

    assert counter.filed(date(2026, 12, 3)) == [
        f"2026-12-01 FAC-00001 du 2026-11-28 Annulation Gagnon: {HUNDRED_BACK}"
    ]
