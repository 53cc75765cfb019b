"""What was open at the cut-over, with the journal since, is what is owed today."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.journal.cents import ZERO
from invoices.identity import identity_faults
from invoices.models import Invoice
from invoices.queries.prior import (
    opening_amounts,
    opening_credits,
    opening_receivable,
)
from invoices.services.cut_over import export_prior, set_cut_over
from invoices.services.post_dated import take_due_payments
from tests.invoices.counter import Counter

SOLD, PAID, CHEQUE = date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 30)
FIRST, AFTER = date(2026, 11, 1), date(2026, 11, 12)


def cut_over(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)


def opened(counter: Counter) -> dict[str, str]:
    """By number of invoice, and of what is the customer's in all."""
    company = counter.shop.company
    amounts = opening_amounts(company)
    credits_ = sum((left for _credit, left in opening_credits(company)), ZERO)
    return {
        **{
            str(invoice): f"{amounts[invoice.pk]:.2f}"
            for invoice in Invoice.objects.filter(pk__in=amounts).order_by("pk")
        },
        "credits": f"{credits_:.2f}",
    }


def assert_proved(counter: Counter) -> None:
    company = counter.shop.company
    owed = sum((i.balance.amount for i in Invoice.objects.all()), ZERO)
    moved = Decimal(counter.left().get("1201", "0.00"))
    assert opening_receivable(company) + moved == owed
    assert list(identity_faults(company)) == []


def test_a_cheque_on_an_invoice_that_owed_nothing_by_its_day_is_a_credit(
    counter: Counter,
) -> None:
    cut_over(counter)
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, CHEQUE, recorded_on=SOLD)
    counter.pay({invoice: "114.98"}, PAID)

    take_due_payments(company=counter.shop.company, on=CHEQUE)

    assert opened(counter) == {"FAC-00001": "0.00", "credits": "114.98"}
    assert_proved(counter)


def test_a_cheque_on_an_invoice_that_owed_less_by_its_day_pays_that(
    counter: Counter,
) -> None:
    cut_over(counter)
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, CHEQUE, recorded_on=SOLD)
    counter.pay({invoice: "14.98"}, PAID)

    take_due_payments(company=counter.shop.company, on=CHEQUE)

    assert opened(counter) == {"FAC-00001": "0.00", "credits": "14.98"}
    assert_proved(counter)


def test_a_cheque_that_has_not_come_yet_opens_no_credit(counter: Counter) -> None:
    cut_over(counter)
    counter.deposit("50.00", CHEQUE, recorded_on=SOLD)

    assert opened(counter) == {"credits": "0.00"}
    assert_proved(counter)


def test_money_freed_before_the_cut_over_was_the_customers_by_then(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.free(counter.pay({invoice: "114.98"}, SOLD), invoice, PAID)

    cut_over(counter)

    assert opened(counter) == {"FAC-00001": "114.98", "credits": "114.98"}
    assert_proved(counter)


def test_money_moved_before_the_cut_over_pays_where_it_was_by_then(
    counter: Counter,
) -> None:
    wrong, right = counter.issue("100.00", SOLD), counter.issue("50.00", SOLD)
    counter.move(counter.pay({wrong: "114.98"}, SOLD), wrong, right, PAID)

    cut_over(counter)

    assert opened(counter) == {
        "FAC-00001": "114.98",
        "FAC-00002": "0.00",
        "credits": "57.49",
    }
    assert_proved(counter)


@pytest.mark.parametrize("change", ["free", "move", "bounce"])
def test_what_becomes_of_money_after_the_cut_over_changes_no_opening_amount(
    counter: Counter, change: str
) -> None:
    wrong, right = counter.issue("100.00", SOLD), counter.issue("50.00", SOLD)
    payment = counter.pay({wrong: "114.98"}, SOLD)
    cut_over(counter)
    if change == "free":
        counter.free(payment, wrong, AFTER)
    elif change == "move":
        counter.move(payment, wrong, right, AFTER)
    else:
        counter.bounce(payment, AFTER)

    assert opened(counter) == {
        "FAC-00001": "0.00",
        "FAC-00002": "57.49",
        "credits": "0.00",
    }
    assert_proved(counter)


def test_a_part_of_a_held_invoice_was_paid_before_the_cut_over(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", SOLD)
    counter.pay({invoice: "500.00"}, PAID)

    cut_over(counter)

    assert counter.journal() == ["prior sale 10-28", "prior payment 10-29"]
    assert opened(counter) == {"FAC-00001": "649.75", "credits": "0.00"}
    assert_proved(counter)


def test_a_payment_in_the_books_stays_there_when_it_is_moved_to_a_later_invoice(
    counter: Counter,
) -> None:
    old, another = counter.issue("100.00", SOLD), counter.issue("50.00", SOLD)
    payment = counter.pay({old: "114.98"}, SOLD)
    cut_over(counter)
    later = counter.issue("1000.00", FIRST)
    counter.move(payment, old, later, AFTER)

    export_prior(invoice=another, is_prior=False)

    assert "prior payment 10-28" in counter.journal()
    assert opened(counter)["FAC-00001"] == "0.00"
    assert_proved(counter)
