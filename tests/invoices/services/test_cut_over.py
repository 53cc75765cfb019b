"""Documents of before the cut-over, and the journal that leaves them alone."""

from datetime import date

from invoices.services.cut_over import set_cut_over
from invoices.services.journal import refresh_all
from tests.invoices.counter import Counter
from tests.invoices.shop import entry_of

BEFORE, FIRST = date(2026, 10, 28), date(2026, 11, 1)


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
