"""Documents of before the cut-over, and the journal that leaves them alone."""

from datetime import date

from invoices.identity import identity_faults
from invoices.services.cut_over import set_cut_over
from invoices.services.journal import refresh_all
from invoices.services.post_dated import take_due_payments
from tests.invoices.counter import Counter
from tests.invoices.shop import entry_of

BEFORE, CHEQUE, FIRST = date(2026, 10, 28), date(2026, 10, 30), date(2026, 11, 1)


def test_a_deposit_from_before_is_in_the_books(counter: Counter) -> None:
    deposit = counter.deposit("300.00", BEFORE)

    set_cut_over(company=counter.shop.company, first_day=FIRST)

    assert counter.journal() == ["prior payment 10-28"]
    assert deposit.balance.amount == 300


def test_what_was_in_the_books_is_written_once(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)
    invoice = counter.issue("100.00", BEFORE)
    payment = counter.pay({invoice: "50.00"}, BEFORE)

    refresh_all(company=counter.shop.company)

    assert counter.journal() == ["prior sale 10-28", "prior payment 10-28"]
    assert entry_of(payment).revision == 1


def test_what_a_cheque_from_before_left_over_was_in_the_books_with_it(
    counter: Counter,
) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)
    invoice = counter.issue("100.00", BEFORE)
    cheque = counter.pay({invoice: "114.98"}, CHEQUE, recorded_on=BEFORE)
    counter.pay({invoice: "14.98"}, BEFORE)

    take_due_payments(company=counter.shop.company, on=CHEQUE)

    assert str(cheque.credits.get().balance.amount) == "14.98"
    assert counter.journal() == [
        "prior sale 10-28",
        "prior payment 10-28",
        "prior payment 10-30",
    ]
    assert list(identity_faults(counter.shop.company)) == []
