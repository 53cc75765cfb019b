from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from invoices.models import Invoice
from tests.invoices.views.desk import Desk, days_ago


def relieve(desk: Desk, number: str = "", expires_on: date | None = None) -> Invoice:
    customer = desk.shop.customer
    customer.is_exempt = True
    customer.certificate_number, customer.certificate_expires_on = number, expires_on
    customer.save()
    return desk.counter.issue("300.00", days_ago(5))


def test_the_page_shows_all_that_settles_the_invoice(desk: Desk) -> None:
    counter = desk.counter
    invoice = counter.issue("1000.00", days_ago(9))
    deposit = counter.deposit("300.00", days_ago(9))
    counter.apply(deposit, invoice, "300.00", days_ago(8))
    counter.pay({invoice: "100.00"}, days_ago(7))
    counter.credit(invoice, "400.00", days_ago(6))
    counter.write_off(invoice, "89.85", days_ago(5))

    page = desk.read("invoice_detail", invoice.pk)

    assert f">Deposit {days_ago(9):%Y-%m-%d}</a> {days_ago(8):%Y-%m-%d} $300.00" in page
    assert "Chèque $100.00" in page
    assert f">NC-00001</a> {days_ago(6):%Y-%m-%d} $459.90" in page
    assert f"(bad debt) {days_ago(5):%Y-%m-%d} $89.85" in page
    assert "Balance due: <strong>$200.00</strong>" in page
    for event in ("sale", "application", "payment", "credit note", "write-off"):
        assert f"({event})" in page


def test_what_ended_is_told_as_such(desk: Desk) -> None:
    invoice = desk.counter.issue("100.00", days_ago(9))
    payment = desk.counter.pay({invoice: "50.00"}, days_ago(8))
    desk.counter.bounce(payment, days_ago(3))

    page = desk.read("invoice_detail", invoice.pk)

    assert f"until {days_ago(3):%Y-%m-%d}" in page
    assert "(payment taken back)" in page
    assert "Balance due: <strong>$114.98</strong>" in page


def test_a_held_entry_says_why_it_waits(desk: Desk) -> None:
    desk.shop.wait_for_payment()
    invoice = desk.counter.issue("1000.00", days_ago(9))

    page = desk.read("invoice_detail", invoice.pk)

    assert "It waits until invoice FAC-00001 is paid: $1,149.75 is due." in page
    assert "exported, then reopened" not in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"is_active": False}, "(inactive: this entry cannot be exported)"),
        ({"is_control": True}, "(linked to a module: this entry cannot be exported)"),
    ],
)
def test_an_entry_on_a_refused_account_is_to_mend(
    desk: Desk, change: dict[str, bool], told: str
) -> None:
    invoice = desk.counter.issue("1000.00", days_ago(9))
    GLAccount.objects.filter(number="4000").update(**change)

    page = desk.read("invoice_detail", invoice.pk)

    assert '<span class="status status-needs-you">to mend</span>' in page
    assert "It stays behind until its accounts are mended." in page
    assert f"4000 Ventes – services {told}" in page
    assert page.count("this entry cannot be exported") == 1
    assert ">ready</span>" not in page


def test_row_11_an_invoice_that_opens_again_after_its_export_says_so(
    desk: Desk,
) -> None:
    desk.shop.wait_for_payment()
    invoice = desk.counter.issue("100.00", days_ago(9))
    payment = desk.counter.pay({invoice: "114.98"}, days_ago(8))
    desk.counter.export()
    assert "exported, then reopened" not in desk.read("invoice_detail", invoice.pk)

    desk.counter.bounce(payment, days_ago(1))

    page = desk.read("invoice_detail", invoice.pk)
    assert "exported, then reopened" in page
    desk.shop.change(only_when_paid=False)
    assert "exported, then reopened" not in desk.read("invoice_detail", invoice.pk)


@pytest.mark.parametrize(
    ("number", "days", "sentence"),
    [
        ("", 0, "Gagnon is relieved from taxes without a certificate"),
        ("CERT-1", 6, "The certificate of Gagnon expired on"),
        ("CERT-1", 5, ""),
    ],
)
def test_scenario_18_a_certificate_that_is_missing_or_expired_is_said(
    desk: Desk, number: str, days: int, sentence: str
) -> None:
    invoice = relieve(desk, number, days_ago(days))

    page = desk.read("invoice_detail", invoice.pk)

    assert (sentence or "Gagnon") in page
    assert ("alert-warning" in page) == bool(sentence)
    assert invoice.tax_total.amount == 0


def test_a_certificate_without_an_end_is_good(desk: Desk) -> None:
    invoice = relieve(desk, "CERT-1")

    assert "alert-warning" not in desk.read("invoice_detail", invoice.pk)


def test_what_can_be_done_depends_on_the_state(desk: Desk) -> None:
    invoice = desk.counter.issue("100.00", days_ago(9))
    names = {"invoice_void", "invoice_correct", "creditnote_create", "writeoff_create"}

    def offered() -> set[str]:
        page = desk.read("invoice_detail", invoice.pk)
        return {name for name in names if desk.at(name, invoice.pk) in page}

    assert offered() == names
    desk.counter.pay({invoice: "114.98"}, days_ago(8))
    assert offered() == names - {"writeoff_create"}
    desk.counter.void(invoice, days_ago(1))
    assert offered() == set()
    page = desk.read("invoice_detail", invoice.pk)
    assert desk.at("invoice_print", invoice.pk) in page
    assert desk.at("invoice_duplicate", invoice.pk) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_whatever_settles_the_invoice(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    desk.shop.wait_for_payment()
    invoice = desk.counter.issue("1000.00", days_ago(9))
    for _ in range(count):
        desk.counter.pay({invoice: "10.00"}, days_ago(8))
        desk.counter.credit(invoice, "10.00", days_ago(8))
        desk.counter.write_off(invoice, "10.00", days_ago(8))

    with django_assert_num_queries(37):
        desk.open("invoice_detail", invoice.pk)
