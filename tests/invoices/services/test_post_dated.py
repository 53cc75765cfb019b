"""Cheques dated later take effect on their day, in their order."""

from datetime import date

import pytest

from invoices.identity import identity_faults
from invoices.models import CustomerCredit, Invoice, Payment
from invoices.services.post_dated import take_due_payments
from tests.factories import make_company
from tests.invoices.counter import HUNDRED, Counter, sold

ISSUED = date(2026, 11, 3)
EVE, DAY, NEXT = date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16)

SALE = f"R! sale 11-03 {HUNDRED}"


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def post_date(
    counter: Counter, amounts: dict[Invoice, str], on: date = DAY, **extra: str
) -> Payment:
    return counter.pay(amounts, on, recorded_on=ISSUED, **extra)


def take(counter: Counter, on: date) -> list[Payment]:
    return take_due_payments(company=counter.shop.company, on=on)


def test_a_cheque_takes_effect_on_its_day_and_no_day_before(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "114.98"})

    assert take(counter, EVE) == []
    assert (counter.owed(invoice), counter.journal()) == ("114.98", [SALE])
    assert take(counter, DAY) == [cheque]
    assert (counter.owed(invoice), counter.journal()) == (
        "0.00",
        [SALE, "R! payment 11-15 D 1010 114.98 / C 1201 114.98"],
    )
    assert take(counter, NEXT) == []


def test_a_cheque_of_some_days_ago_keeps_its_date(
    counter: Counter, invoice: Invoice
) -> None:
    post_date(counter, {invoice: "114.98"})

    take(counter, date(2026, 12, 24))

    assert counter.journal()[-1] == "R! payment 11-15 D 1010 114.98 / C 1201 114.98"
    assert not CustomerCredit.objects.exists()


def test_the_cheque_of_the_earlier_day_pays_first(
    counter: Counter, invoice: Invoice
) -> None:
    later = post_date(counter, {invoice: "114.98"}, NEXT)
    earlier = post_date(counter, {invoice: "100.00"}, DAY)

    assert take(counter, NEXT) == [earlier, later]

    assert [str(counter.part(p, invoice).amount.amount) for p in (earlier, later)] == [
        "100.00",
        "14.98",
    ]
    assert counter.journal() == [
        SALE,
        "R! payment 11-15 D 1010 100.00 / C 1201 100.00",
        "R! payment 11-16 D 1010 114.98 / C 1201 14.98, C 2160 100.00",
    ]
    assert str(counter.customer_credit().balance.amount) == "100.00"


def test_of_two_cheques_of_one_day_the_first_recorded_pays_first(
    counter: Counter, invoice: Invoice
) -> None:
    first = post_date(counter, {invoice: "114.98"})
    second = post_date(counter, {invoice: "114.98"})

    assert take(counter, DAY) == [first, second]

    assert counter.part(first, invoice).ended_on is None
    assert [part.ended_on for part in second.allocations.all()] == [DAY]
    assert counter.customer_credit().payment == second


def test_what_an_invoice_owes_no_more_is_a_credit_of_the_day_of_the_cheque(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "100.00"})
    counter.pay({invoice: "64.98"}, EVE)

    take(counter, NEXT)

    credit = counter.customer_credit()
    assert (str(credit.amount.amount), credit.opened_on, credit.freed_from) == (
        "50.00",
        DAY,
        None,
    )
    part = counter.part(cheque, invoice)
    assert (str(part.amount.amount), part.ended_on) == ("50.00", None)
    assert counter.owed(invoice) == "0.00"


def test_a_cheque_for_an_invoice_that_is_void_by_then_is_a_credit_whole(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "114.98"})
    counter.void(invoice, EVE)

    take(counter, DAY)

    [part] = cheque.allocations.all()
    credit = counter.customer_credit()
    assert (str(credit.balance.amount), credit.freed_from) == ("114.98", part)
    assert part.ended_on == DAY
    assert counter.left() == {"1010": "114.98", "2160": "-114.98"}


def test_a_cheque_for_two_invoices_is_cut_on_the_one_that_owes_less(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("10.00", ISSUED)
    post_date(counter, {invoice: "114.98", other: "11.50"})
    counter.pay({other: "1.50"}, EVE)

    take(counter, DAY)

    assert (counter.owed(invoice), counter.owed(other)) == ("0.00", "0.00")
    assert counter.journal()[-1] == (
        "R! payment 11-15 D 1010 126.48 / C 1201 114.98, C 1201 10.00, C 2160 1.50"
    )


def test_a_deposit_by_cheque_may_be_used_from_its_day(counter: Counter) -> None:
    cheque = post_date(counter, {}, deposit="300.00")
    deposit = cheque.credits.get()
    assert str(deposit.balance.amount) == "0.00"

    take(counter, DAY)

    deposit.refresh_from_db()
    assert str(deposit.balance.amount) == "300.00"
    assert counter.journal() == ["R! payment 11-15 D 1010 300.00 / C 2150 300.00"]


def test_a_cheque_that_was_given_back_is_never_taken(
    counter: Counter, invoice: Invoice
) -> None:
    given_back = post_date(counter, {invoice: "114.98"})
    counter.bounce(given_back, ISSUED, "MISTAKE")
    kept = post_date(counter, {invoice: "14.98"})

    assert take(counter, NEXT) == [kept]

    given_back.refresh_from_db()
    assert given_back.is_pending
    assert counter.owed(invoice) == "100.00"


def test_the_cheques_of_another_company_wait(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "114.98"})

    assert take_due_payments(company=make_company("roy"), on=NEXT) == []

    cheque.refresh_from_db()
    assert cheque.is_pending


def test_a_cheque_that_settles_a_held_invoice_releases_it_that_day(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("100.00", ISSUED)
    post_date(counter, {invoice: "114.98"})
    assert counter.journal() == [f"H sale 11-03 {HUNDRED}"]

    take(counter, DAY)

    assert counter.filed(EVE) == []
    assert counter.filed(DAY) == [
        f"2026-11-03 FAC-00001 Gagnon: {HUNDRED}",
        "2026-11-15 FAC-00001 Paiement Gagnon: D 1010 114.98 / C 1201 114.98",
    ]


def test_a_cheque_pays_the_correction_of_its_invoice(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "114.98"})
    replacement = counter.correct(invoice, "120.00", EVE)
    assert counter.owed(replacement) == "137.97"

    take(counter, DAY)

    assert (counter.owed(invoice), counter.owed(replacement)) == ("0.00", "22.99")
    assert counter.part(cheque, replacement).ended_on is None
    assert not CustomerCredit.objects.exists()
    corrected = sold("120.00", "6.00", "11.97", total="137.97")
    assert counter.filed(DAY) == [
        f"2026-11-14 FAC-00001-R1 Gagnon: {corrected}",
        "2026-11-15 FAC-00001-R1 Paiement Gagnon: D 1010 114.98 / C 1201 114.98",
    ]
    assert list(identity_faults(counter.shop.company)) == []


def test_what_a_correction_owes_less_than_its_cheque_is_the_customer_s(
    counter: Counter, invoice: Invoice
) -> None:
    post_date(counter, {invoice: "114.98"})
    replacement = counter.correct(invoice, "80.00", EVE)

    take(counter, DAY)

    assert counter.owed(replacement) == "0.00"
    assert counter.journal()[-1] == (
        "R! payment 11-15 D 1010 114.98 / C 1201 91.98, C 2160 23.00"
    )
    assert str(counter.customer_credit().balance.amount) == "23.00"
    assert list(identity_faults(counter.shop.company)) == []


@pytest.mark.parametrize("policy", ["strict", "immediate"])
def test_a_cheque_that_settles_the_correction_of_a_held_invoice_releases_it(
    counter: Counter, policy: str
) -> None:
    counter.shop.wait_for_payment(policy)
    invoice = counter.issue("100.00", ISSUED)
    post_date(counter, {invoice: "114.98"})
    counter.correct(counter.correct(invoice, "120.00", EVE), "100.00", EVE)

    take(counter, DAY)

    assert counter.filed(EVE) == []
    assert counter.filed(DAY) == [
        f"2026-11-14 FAC-00001-R2 Gagnon: {HUNDRED}",
        "2026-11-15 FAC-00001-R2 Paiement Gagnon: D 1010 114.98 / C 1201 114.98",
    ]


def test_a_cheque_pays_the_correction_beside_what_paid_its_invoice(
    counter: Counter, invoice: Invoice
) -> None:
    other = counter.issue("10.00", ISSUED)
    counter.pay({invoice: "50.00"}, EVE)
    counter.export()
    post_date(counter, {invoice: "64.98", other: "11.50"})
    replacement = counter.correct(invoice, "120.00", EVE)
    assert counter.owed(replacement) == "87.97"

    take(counter, DAY)

    assert (counter.owed(replacement), counter.owed(other)) == ("22.99", "0.00")
    assert counter.left() == {
        "1010": "126.48",
        "1201": "22.99",
        "2310": "-6.50",
        "2320": "-12.97",
        "4000": "-130.00",
    }
    assert list(identity_faults(counter.shop.company)) == []


def test_a_cheque_given_back_after_the_correction_is_never_taken(
    counter: Counter, invoice: Invoice
) -> None:
    cheque = post_date(counter, {invoice: "114.98"})
    replacement = counter.correct(invoice, "120.00", EVE)
    counter.bounce(cheque, EVE, "MISTAKE")

    assert take(counter, NEXT) == []
    assert counter.owed(replacement) == "137.97"
