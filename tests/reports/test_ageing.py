from dataclasses import replace
from datetime import date, timedelta

import pytest

from invoices.models import Invoice
from tests.factories import make_customer
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

ISSUED, PART = date(2026, 10, 28), date(2026, 10, 30)
NOVEMBER_30 = date(2026, 11, 30)


def test_aged_receivables_go_by_the_age_of_the_invoice(counter: Counter) -> None:
    counter.issue("100.00", date(2026, 8, 31))
    counter.issue("200.00", date(2026, 9, 1))
    paid = counter.issue("1000.00", ISSUED)
    counter.pay({paid: "500.00"}, PART)

    rows = tables_of("ageing", counter.shop.company, NOVEMBER_30)["Customers"]

    assert rows == [
        ["Gagnon (C-100)", "0.00", "649.75", "229.95", "114.98", "994.68", "994.68"],
        ["Total", "0.00", "649.75", "229.95", "114.98", "994.68", "994.68"],
    ]


def test_aged_receivables_of_a_past_day_ignore_what_came_after(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    payment = counter.pay({invoice: "1149.75"}, PART)
    counter.bounce(payment, date(2026, 11, 5))
    counter.void(invoice, date(2026, 11, 20))

    def total(on: date) -> str:
        return tables_of("ageing", counter.shop.company, on)["Customers"][-1][-2]

    assert total(ISSUED) == "1149.75"
    assert total(PART) == "0.00"
    assert total(date(2026, 11, 5)) == "1149.75"
    assert total(NOVEMBER_30) == "0.00"


@pytest.mark.parametrize(
    ("days", "place"),
    [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3)],
    ids=str,
)
def test_an_invoice_grows_older_on_the_day_after_the_bound(
    days: int, place: int, counter: Counter
) -> None:
    counter.issue("100.00", NOVEMBER_30 - timedelta(days=days))

    rows = tables_of("ageing", counter.shop.company, NOVEMBER_30)["Customers"]

    ages = ["0.00"] * 4
    ages[place] = "114.98"
    assert rows[0][:-1] == ["Gagnon (C-100)", *ages, "114.98"]


def test_customers_stand_by_name_and_those_who_owe_nothing_are_left_out(
    counter: Counter,
) -> None:
    for number, name in [("C-101", "Tremblay"), ("C-102", "Bouchard")]:
        customer = make_customer(counter.shop.company, number, name=name)
        other = Counter(replace(counter.shop, customer=customer))
        other.issue("100.00", ISSUED)
    counter.pay({counter.issue("1000.00", ISSUED): "1149.75"}, PART)

    rows = tables_of("ageing", counter.shop.company, NOVEMBER_30)["Customers"]

    assert rows == [
        ["Bouchard (C-102)", "0.00", "114.98", "0.00", "0.00", "114.98", "114.98"],
        ["Tremblay (C-101)", "0.00", "114.98", "0.00", "0.00", "114.98", "114.98"],
        ["Total", "0.00", "229.96", "0.00", "0.00", "229.96", "229.96"],
    ]


def test_what_a_customer_has_too_much_is_negative_until_refunded(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    counter.pay({invoice: "114.98"}, PART)
    counter.credit(invoice, "50.00", date(2026, 11, 5))
    counter.refund(invoice, "57.49", date(2026, 11, 20))

    def rows(on: date) -> list[list[str]]:
        return tables_of("ageing", counter.shop.company, on)["Customers"]

    assert rows(date(2026, 11, 19))[0] == [
        "Gagnon (C-100)",
        "-57.49",
        "0.00",
        "0.00",
        "0.00",
        "-57.49",
        "0.00",
    ]
    assert rows(date(2026, 11, 20)) == [
        ["Total", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"]
    ]


@pytest.mark.parametrize(
    ("due_on", "overdue"),
    [
        (NOVEMBER_30, "0.00"),
        (NOVEMBER_30 - timedelta(days=1), "114.98"),
        (None, "114.98"),
    ],
    ids=["due that day", "due the day before", "due on receipt"],
)
def test_what_is_overdue_on_the_day_stands_beside_the_age(
    due_on: date | None, overdue: str, counter: Counter
) -> None:
    invoice = counter.issue("100.00", ISSUED)
    Invoice.objects.filter(pk=invoice.pk).update(due_on=due_on)
    counter.issue("200.00", NOVEMBER_30)

    rows = tables_of("ageing", counter.shop.company, NOVEMBER_30)["Customers"]

    assert rows[0] == [
        "Gagnon (C-100)",
        "229.95",
        "114.98",
        "0.00",
        "0.00",
        "344.93",
        overdue,
    ]
