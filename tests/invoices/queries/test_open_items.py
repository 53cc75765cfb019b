"""What was due on a day, by what had happened at its end and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import Application, CustomerCredit, Invoice
from invoices.queries.open_items import open_amounts
from invoices.services.applying import apply_document, undo_application
from tests.invoices.counter import Counter
from tests.invoices.shop import open_shop

SOLD, BEFORE, DAY = date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 10)
LATER = date(2026, 11, 20)
Act = Callable[[Counter, Invoice, CustomerCredit], object]


def owed(counter: Counter, on: date) -> dict[str, str]:
    """By number of invoice."""
    amounts = open_amounts(counter.shop.company, on)
    invoices = Invoice.objects.filter(pk__in=amounts).order_by("pk")
    return {str(invoice): str(amounts[invoice.pk]) for invoice in invoices}


def give(counter: Counter, giver: Invoice, taker: Invoice, on: date) -> Application:
    assert giver.company == counter.shop.company
    return apply_document(
        from_invoice=giver, invoice=taker, amount=Decimal("14.98"), applied_on=on
    )


def test_an_invoice_is_owed_from_its_day_until_the_day_it_is_void(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.void(invoice, DAY)

    assert owed(counter, SOLD - timedelta(days=1)) == {}
    assert owed(counter, SOLD) == owed(counter, BEFORE) == {"FAC-00001": "114.98"}
    assert owed(counter, DAY) == {}


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (lambda counter, sale, _: counter.pay({sale: "14.98"}, DAY), "100.00"),
        (lambda counter, sale, gift: counter.apply(gift, sale, "30.00", DAY), "84.98"),
        (lambda counter, sale, _: counter.credit(sale, "50.00", DAY), "57.49"),
        (lambda counter, sale, _: counter.write_off(sale, "14.98", DAY), "100.00"),
    ],
    ids=["payment", "deposit", "credit note", "write-off"],
)
def test_what_settles_an_invoice_counts_from_its_own_day(
    counter: Counter, act: Act, left: str
) -> None:
    deposit = counter.deposit("30.00", SOLD)
    invoice = counter.issue("100.00", SOLD)

    act(counter, invoice, deposit)

    assert owed(counter, BEFORE) == {"FAC-00001": "114.98"}
    assert owed(counter, DAY) == {"FAC-00001": left}


def test_what_is_settled_to_the_cent_is_not_listed(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)

    counter.pay({invoice: "114.98"}, DAY)

    assert owed(counter, DAY) == {}


def test_a_post_dated_cheque_pays_nothing_before_its_day(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)

    counter.pay({invoice: "114.98"}, DAY, recorded_on=SOLD)

    assert owed(counter, BEFORE) == {"FAC-00001": "114.98"}


def test_money_pays_where_it_was_on_the_day(counter: Counter) -> None:
    wrong, right = counter.issue("100.00", SOLD), counter.issue("100.00", SOLD)

    counter.move(counter.pay({wrong: "114.98"}, SOLD), wrong, right, DAY)

    assert owed(counter, BEFORE) == {"FAC-00002": "114.98"}
    assert owed(counter, DAY) == {"FAC-00001": "114.98"}


def test_money_that_was_freed_paid_until_the_day_before(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)

    counter.free(counter.pay({invoice: "114.98"}, SOLD), invoice, DAY)

    assert owed(counter, BEFORE) == {}
    assert owed(counter, DAY) == {"FAC-00001": "114.98"}


def test_what_one_document_gave_another_is_due_of_both_once_undone(
    counter: Counter,
) -> None:
    giver, taker = counter.issue("-100.00", SOLD), counter.issue("100.00", SOLD)
    application = give(counter, giver, taker, DAY)
    undo_application(application=application, undone_on=LATER)

    whole = {"FAC-00001": "-114.98", "FAC-00002": "114.98"}
    assert owed(counter, BEFORE) == owed(counter, LATER) == whole
    assert owed(counter, DAY) == {"FAC-00001": "-100.00", "FAC-00002": "100.00"}


def test_what_a_document_owed_back_is_owed_no_more_once_sent(counter: Counter) -> None:
    giver = counter.issue("-100.00", SOLD)

    counter.refund(giver, "14.98", DAY)

    assert owed(counter, BEFORE) == {"FAC-00001": "-114.98"}
    assert owed(counter, DAY) == {"FAC-00001": "-100.00"}


def test_what_paid_a_void_invoice_is_not_owed_back_by_it(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "50.00"}, SOLD)

    counter.void(invoice, DAY)

    assert owed(counter, BEFORE) == {"FAC-00001": "64.98"}
    assert owed(counter, DAY) == {}


def test_a_draft_owes_nothing(counter: Counter) -> None:
    counter.shop.draft(counter.shop.line("100.00"))

    assert owed(counter, LATER) == {}


def test_nothing_of_another_company_is_counted_here(counter: Counter) -> None:
    roy = Counter(open_shop("roy"))
    roy.choose(bad_debts="5300")
    sale, other = roy.issue("100.00", SOLD), roy.issue("100.00", SOLD)
    giver = roy.issue("-100.00", SOLD)
    roy.pay({sale: "10.00"}, SOLD)
    roy.apply(roy.deposit("20.00", SOLD), sale, "20.00", SOLD)
    roy.credit(other, "50.00", SOLD)
    roy.write_off(other, "10.00", SOLD)
    give(roy, giver, sale, SOLD)
    roy.refund(giver, "5.00", SOLD)

    assert owed(counter, LATER) == {}


def test_what_is_owed_at_the_end_is_what_the_documents_keep(counter: Counter) -> None:
    sales = [counter.issue(net, SOLD) for net in ("100.00", "200.00", "-100.00")]
    counter.apply(counter.deposit("30.00", SOLD), sales[0], "30.00", DAY)
    counter.bounce(counter.pay({sales[0]: "20.00"}, SOLD), DAY)
    counter.credit(sales[1], "50.00", DAY)
    counter.write_off(sales[1], "10.00", LATER)
    give(counter, sales[2], sales[1], LATER)
    counter.refund(sales[2], "5.00", LATER)

    kept = {str(invoice): counter.owed(invoice) for invoice in sales}
    assert kept == {
        "FAC-00001": "84.98",
        "FAC-00002": "147.48",
        "FAC-00003": "-95.00",
    }
    assert owed(counter, LATER) == kept


@pytest.mark.parametrize("count", [1, 3])
def test_asking_what_is_due_is_as_long_for_one_invoice_as_for_three(
    counter: Counter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        counter.pay({counter.issue("100.00", SOLD): "50.00"}, DAY)

    with django_assert_num_queries(7):
        open_amounts(counter.shop.company, DAY)
