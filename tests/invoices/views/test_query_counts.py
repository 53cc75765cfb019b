"""A page asks as often of one row as of three."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_item
from tests.invoices.counter import Counter
from tests.invoices.views.till import Till, ago

Page = tuple[str, list[Model]]


def customer(counter: Counter, count: int) -> Page:
    for _ in range(count):
        counter.issue("100.00", ago(9))
        counter.deposit("10.00", ago(8))
    return "customer_detail", [counter.shop.customer]


def customers_payment(counter: Counter, count: int) -> Page:
    for _ in range(count):
        counter.issue("100.00", ago(9))
    return "customer_pay", [counter.shop.customer]


def payment(counter: Counter, count: int) -> Page:
    invoices = [counter.issue("100.00", ago(9)) for _ in range(count)]
    paid = counter.pay(dict.fromkeys(invoices, "114.98"), ago(8))
    for invoice in invoices:
        counter.free(paid, invoice, ago(7))
    return "payment_detail", [paid]


def held_payment(counter: Counter, count: int) -> Page:
    counter.shop.wait_for_payment()
    invoices = [counter.issue("100.00", ago(9)) for _ in range(count)]
    return "payment_detail", [counter.pay(dict.fromkeys(invoices, "50.00"), ago(8))]


def credit(counter: Counter, count: int) -> Page:
    kept = counter.deposit("300.00", ago(9))
    for _ in range(count):
        counter.apply(kept, counter.issue("10.00", ago(8)), "5.00", ago(7))
        counter.refund(kept, "10.00", ago(7))
    return "customercredit_detail", [kept]


def credit_note(counter: Counter, count: int) -> Page:
    shop = counter.shop
    lines = [shop.line("100.00", description=f"Visite {n}") for n in range(count)]
    return "creditnote_detail", [
        counter.credit_lines(shop.issue(*lines, on=ago(9)), None, ago(8))
    ]


def new_credit_note(counter: Counter, count: int) -> Page:
    lines = [counter.shop.line("100.00") for _ in range(count)]
    return "creditnote_create", [counter.shop.issue(*lines, on=ago(9))]


def bad_debt(counter: Counter, count: int) -> Page:
    debt = counter.write_off(counter.issue("100.00", ago(9)), "114.98", ago(8))
    for _ in range(count):
        counter.recover(debt, "10.00", ago(7))
    return "writeoff_detail", [debt]


def draft(counter: Counter, count: int) -> Page:
    shop = counter.shop
    item = make_item(shop.company, "SRV", credit_account=shop.account("4000"))
    lines = [shop.line("100.00", None, item=item) for _ in range(count)]
    return "invoice_detail", [shop.draft(*lines)]


def printed(counter: Counter, count: int) -> Page:
    lines = [counter.shop.line("100.00") for _ in range(count)]
    return "invoice_print", [counter.shop.issue(*lines, on=ago(9))]


def credit_notes(counter: Counter, count: int) -> Page:
    for _ in range(count):
        counter.credit(counter.issue("100.00", ago(9)), "10.00", ago(8))
    return "creditnote_list", []


def refunds(counter: Counter, count: int) -> Page:
    kept = counter.deposit("300.00", ago(9))
    for _ in range(count):
        counter.refund(kept, "10.00", ago(8))
    return "refund_list", []


def sources(counter: Counter, count: int) -> Page:
    for _ in range(count):
        counter.deposit("10.00", ago(9))
    return "invoice_apply", [counter.issue("100.00", ago(9))]


QUERIES: dict[Callable[[Counter, int], Page], int] = {
    customer: 9,
    customers_payment: 11,
    payment: 15,
    held_payment: 17,
    credit: 14,
    credit_note: 10,
    new_credit_note: 14,
    bad_debt: 11,
    draft: 16,
    printed: 6,
    credit_notes: 6,
    refunds: 5,
    sources: 8,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("scene", QUERIES, ids=[scene.__name__ for scene in QUERIES])
def test_a_page_asks_the_same_of_one_row_and_of_three(
    till: Till,
    scene: Callable[[Counter, int], Page],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    till.counter.choose(bad_debts="5300")
    name, rows = scene(till.counter, count)
    till.open(name, *rows)

    with django_assert_num_queries(QUERIES[scene]):
        till.read(name, *rows)
