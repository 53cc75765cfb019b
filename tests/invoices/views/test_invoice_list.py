import re

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import Invoice
from tests.factories import make_customer
from tests.invoices.views.desk import Desk, days_ago


@pytest.fixture
def invoices(desk: Desk) -> list[Invoice]:
    """One paid, one overdue in part, one void, and a draft."""
    shop, counter = desk.shop, desk.counter
    paid = counter.issue("100.00", days_ago(30))
    counter.pay({paid: "114.98"}, days_ago(20))
    late = counter.issue("200.00", days_ago(20))
    Invoice.objects.filter(pk=late.pk).update(due_on=days_ago(1))
    counter.pay({late: "29.95"}, days_ago(10))
    void = counter.issue("400.00", days_ago(10))
    counter.void(void, days_ago(9))
    return [paid, late, void, shop.draft(shop.line("800.00"))]


@pytest.mark.parametrize(
    ("query", "shown", "totals"),
    [
        ({}, [0, 1, 2, 3], "$344.93 billed, $200.00 due"),
        ({"state": "DRAFT"}, [3], "$0.00 billed, $0.00 due"),
        ({"state": "ISSUED"}, [0, 1], "$344.93 billed, $200.00 due"),
        ({"state": "PAID"}, [0], "$114.98 billed, $0.00 due"),
        ({"state": "PART_PAID"}, [1], "$229.95 billed, $200.00 due"),
        ({"state": "UNPAID"}, [], "$0.00 billed, $0.00 due"),
        ({"state": "OWING"}, [1], "$229.95 billed, $200.00 due"),
        ({"state": "OVERDUE"}, [1], "$229.95 billed, $200.00 due"),
        ({"state": "VOID"}, [2], "$0.00 billed, $0.00 due"),
        ({"search": "00002"}, [1], "$229.95 billed, $200.00 due"),
        ({"search": "gagn"}, [0, 1, 2, 3], "$344.93 billed, $200.00 due"),
        ({"search": "tremblay"}, [], "$0.00 billed, $0.00 due"),
    ],
)
def test_the_list_is_narrowed_and_totalled(
    desk: Desk,
    invoices: list[Invoice],
    query: dict[str, str],
    shown: list[int],
    totals: str,
) -> None:
    page = desk.read("invoice_list", **query)

    seen = [i for i, row in enumerate(invoices) if f">{row}</a>" in page]
    assert seen == shown
    assert totals in page


def test_the_list_is_narrowed_by_date(desk: Desk, invoices: list[Invoice]) -> None:
    page = desk.read("invoice_list", first=f"{days_ago(20)}", last=f"{days_ago(11)}")

    assert [i for i, row in enumerate(invoices) if f">{row}</a>" in page] == [1]


def test_an_invoice_due_today_is_not_overdue(
    desk: Desk, invoices: list[Invoice]
) -> None:
    Invoice.objects.filter(pk=invoices[1].pk).update(due_on=days_ago())

    assert ">FAC-00002</a>" not in desk.read("invoice_list", state="OVERDUE")


def test_a_customer_is_found_by_the_name_on_the_invoice(
    desk: Desk, invoices: list[Invoice]
) -> None:
    desk.shop.customer.name = "Gagnon et filles"
    desk.shop.customer.save()
    make_customer(desk.shop.company, "C-200", name="Roy")

    assert ">FAC-00001</a>" in desk.read("invoice_list", search="et filles")
    assert ">FAC-00001</a>" not in desk.read("invoice_list", search="Roy")
    assert len(invoices) == 4


def test_what_cannot_be_understood_narrows_nothing(
    desk: Desk, invoices: list[Invoice]
) -> None:
    page = desk.read("invoice_list", first="hier", state="LOST")

    assert all(f">{row}</a>" in page for row in invoices)
    assert "Enter a valid date." in page


def test_a_cheque_whose_day_has_come_pays_before_the_list_is_shown(desk: Desk) -> None:
    invoice = desk.counter.issue("100.00", days_ago(9))
    desk.counter.pay({invoice: "114.98"}, days_ago(1), recorded_on=days_ago(5))
    invoice.refresh_from_db()
    assert invoice.balance.amount == invoice.total.amount

    page = desk.read("invoice_list", state="OWING")

    assert "$0.00 due" in page


def test_each_invoice_says_whether_it_is_paid(
    desk: Desk, invoices: list[Invoice]
) -> None:
    unpaid = desk.counter.issue("300.00", days_ago(5))
    credited = desk.counter.issue("500.00", days_ago(5))
    desk.counter.credit(credited, None, days_ago(4))
    today = desk.counter.issue("600.00", days_ago())
    page = desk.read("invoice_list")

    states = {
        str(invoice): state_in(row)
        for row in page.split("<tr")
        for invoice in [*invoices, unpaid, credited, today]
        if f">{invoice}</a>" in row
    }
    assert states == {
        "FAC-00001": "paid",
        "FAC-00002": "partly paid, overdue",
        "FAC-00003": "void",
        str(invoices[3]): "draft",
        "FAC-00004": "unpaid, overdue",
        "FAC-00006": "unpaid",
        "FAC-00005": "paid",
    }


def state_in(row: str) -> str:
    return str(re.findall(r'class="status status-[a-z-]+">([^<]+)<', row)[0])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_one_invoice_and_of_three(
    desk: Desk, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        desk.counter.issue("100.00", days_ago(5))

    with django_assert_num_queries(9):
        desk.read("invoice_list")


def test_the_page_of_an_invoice_says_what_the_list_does(
    desk: Desk, invoices: list[Invoice]
) -> None:
    states = [state_in(desk.read("invoice_detail", i.pk)) for i in invoices]

    assert states == ["paid", "partly paid, overdue", "void", "draft"]
