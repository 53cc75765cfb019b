"""What a page offers to do: by the state of its row, and to whom."""

import re
from collections.abc import Callable

import pytest
from django.db.models import Model
from django.urls import resolve

from companies.capabilities import Can
from companies.models import Membership
from tests.invoices.counter import Counter
from tests.invoices.views.till import Till, ago

Role = Membership.Role
Page = tuple[str, list[Model]]

CHANGING = {Can.EDIT_DOCUMENTS, Can.REVERSE_DOCUMENTS}
LINK = re.compile(r'(?:href|action)="(/c/cote/[^"?#]*)')


def unpaid(counter: Counter) -> Page:
    return "invoice_detail", [counter.issue("100.00", ago(9))]


def paid(counter: Counter) -> Page:
    invoice = counter.issue("100.00", ago(9))
    counter.pay({invoice: "114.98"}, ago(8))
    return "invoice_detail", [invoice]


def owing_back(counter: Counter) -> Page:
    return "invoice_detail", [counter.issue("-100.00", ago(9))]


def void(counter: Counter) -> Page:
    return "invoice_detail", [counter.void(counter.issue("1.00", ago(9)), ago(8))]


def draft(counter: Counter) -> Page:
    return "invoice_detail", [counter.shop.draft(counter.shop.line("100.00"))]


def paid_by_a_deposit(counter: Counter) -> Page:
    invoice, deposit = counter.issue("100.00", ago(9)), counter.deposit("200", ago(9))
    counter.apply(deposit, invoice, "114.98", ago(8))
    return "invoice_detail", [invoice]


def customer(counter: Counter) -> Page:
    return "customer_detail", [counter.shop.customer]


def deposit(counter: Counter) -> Page:
    return "customercredit_detail", [counter.deposit("300.00", ago(9))]


def used_deposit(counter: Counter) -> Page:
    invoice, credit = counter.issue("100.00", ago(9)), counter.deposit("20", ago(9))
    counter.apply(credit, invoice, "20.00", ago(8))
    return "customercredit_detail", [credit]


def credit(counter: Counter) -> Page:
    counter.pay({}, ago(9), on_account="20.00")
    return "customercredit_detail", [counter.customer_credit()]


def spent(counter: Counter) -> Page:
    kept = counter.deposit("300.00", ago(9))
    counter.refund(kept, "300.00", ago(8))
    return "customercredit_detail", [kept]


def payment(counter: Counter) -> Page:
    invoice = counter.issue("100.00", ago(9))
    return "payment_detail", [counter.pay({invoice: "114.98"}, ago(8))]


def payment_to_come(counter: Counter) -> Page:
    invoice = counter.issue("100.00", ago(9))
    cheque = counter.pay({invoice: "114.98"}, ago(-8), recorded_on=ago(0))
    return "payment_detail", [cheque]


def payment_returned(counter: Counter) -> Page:
    cheque = counter.pay({counter.issue("100.00", ago(9)): "114.98"}, ago(8))
    counter.bounce(cheque, ago(7))
    return "payment_detail", [cheque]


def returned_payment(counter: Counter) -> Page:
    cheque = counter.pay({}, ago(9), on_account="20.00")
    counter.refund(cheque.credits.get(), "20.00", ago(8))
    return "invoice_detail", [counter.bounce(cheque, ago(7)).document or cheque]


def bad_debt(counter: Counter) -> Page:
    invoice = counter.issue("100.00", ago(9))
    return "writeoff_detail", [counter.write_off(invoice, "114.98", ago(8))]


def recovered_debt(counter: Counter) -> Page:
    debt = counter.write_off(counter.issue("100.00", ago(9)), "114.98", ago(8))
    counter.recover(debt, "114.98", ago(7))
    return "writeoff_detail", [debt]


def difference(counter: Counter) -> Page:
    counter.choose(rounding="5390")
    invoice = counter.issue("100.00", ago(9))
    return "writeoff_detail", [counter.write_off(invoice, "0.05", ago(8), "DIFFERENCE")]


CORRECTIONS = {"invoice_correct", "creditnote_create", "invoice_void"}
ISSUED = CORRECTIONS | {"invoice_duplicate"}
DUE = ISSUED | {"payment_create", "invoice_apply", "writeoff_create"}
DRAFT = {"line_add", "line_remove", "invoice_terms", "invoice_issue", "invoice_delete"}
OFFERED: list[tuple[Callable[[Counter], Page], set[str]]] = [
    (unpaid, DUE),
    (paid, ISSUED),
    (owing_back, ISSUED | {"invoice_refund", "invoice_give"}),
    (void, {"invoice_duplicate"}),
    (draft, DRAFT),
    (paid_by_a_deposit, ISSUED | {"application_undo"}),
    (
        customer,
        {
            "invoice_create",
            "customer_pay",
            "customercredit_create",
            "customer_interest",
        },
    ),
    (
        deposit,
        {"customercredit_apply", "customercredit_refund", "customercredit_forfeit"},
    ),
    (used_deposit, {"application_undo"}),
    (credit, {"customercredit_apply", "customercredit_refund"}),
    (spent, set()),
    (
        payment,
        {
            "payment_return",
            "payment_mistake",
            "paymentallocation_move",
            "paymentallocation_free",
        },
    ),
    (payment_to_come, {"payment_mistake"}),
    (payment_returned, set()),
    (returned_payment, {"payment_create", "invoice_apply", "writeoff_create"}),
    (bad_debt, {"recovery_create"}),
    (recovered_debt, set()),
    (difference, set()),
]
MONEY_LET_GO = {
    "customercredit_forfeit",
    "customercredit_refund",
    "invoice_refund",
    "refund_new",
    "tippayout_create",
    "writeoff_create",
}
LISTS = {
    "customer_list": {"customer_create"},
    "invoice_list": {"invoice_create"},
    "creditnote_list": set(),
    "payment_list": set(),
    "customercredit_list": {"customercredit_create"},
    "refund_list": {"refund_new"},
    "payout_list": {"payout_create"},
    "tippayout_list": {"tippayout_create"},
}


def offered(till: Till, name: str, *rows: Model) -> set[str]:
    """The addresses that change documents to which the page leads."""
    matches = [resolve(link) for link in LINK.findall(till.read(name, *rows))]
    return {
        match.url_name or ""
        for match in matches
        if CHANGING.intersection(getattr(match.func, "capabilities", ()))
    }


each_page = pytest.mark.parametrize(
    ("scene", "expected"), OFFERED, ids=[scene.__name__ for scene, _ in OFFERED]
)


@each_page
def test_a_page_offers_what_its_row_allows(
    till: Till, scene: Callable[[Counter], Page], expected: set[str]
) -> None:
    till.counter.choose(bad_debts="5300")
    name, rows = scene(till.counter)

    assert offered(till, name, *rows) == expected


def test_a_list_offers_to_add_to_it(till: Till) -> None:
    assert {name: offered(till, name) for name in LISTS} == LISTS


@pytest.mark.parametrize(
    ("may_reverse", "expected"),
    [
        (False, set()),
        (True, MONEY_LET_GO),
    ],
)
def test_an_accountant_is_offered_nothing_that_is_refused(
    till: Till, *, may_reverse: bool, expected: set[str]
) -> None:
    """None of the documents was exported: there is nothing of them to reverse."""
    till.counter.choose(bad_debts="5300")
    pages = [scene(till.counter) for scene, _ in OFFERED]
    Membership.objects.update(role=Role.ACCOUNTANT, may_reverse=may_reverse)

    seen = [offered(till, name, *rows) for name, rows in pages]
    seen += [offered(till, name) for name in LISTS]

    assert set().union(*seen) == expected
