import pytest

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
        ({"state": "UNPAID"}, [1], "$229.95 billed, $200.00 due"),
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

    page = desk.read("invoice_list", state="UNPAID")

    assert "$0.00 due" in page
