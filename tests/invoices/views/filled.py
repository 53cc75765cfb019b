"""Each form of documents and money, filled in as a person would: its page, what the
page is about, and what is sent."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.factories import make_item
from tests.invoices.counter import Counter
from tests.invoices.views.till import ago

Form = tuple[str, list[Model], dict[str, Any]]


def payment(counter: Counter) -> Form:
    sent = {"amount": "50.00", "method": counter.shop.method}
    return "payment_create", [counter.issue("100.00", ago(9))], sent


def customer_payment(counter: Counter) -> Form:
    invoice = counter.issue("100.00", ago(9))
    sent = {"amount": "50.00", "method": counter.shop.method}
    to = {f"invoice_{invoice.pk}": "50.00"}
    return "customer_pay", [counter.shop.customer], sent | to


def deposit(counter: Counter) -> Form:
    shop = counter.shop
    sent: dict[str, Any] = {
        "customer": shop.customer,
        "amount": "300.00",
        "method": shop.method,
    }
    return "customercredit_create", [], sent


def application(counter: Counter) -> Form:
    invoice, credit = counter.issue("100.00", ago(9)), counter.deposit("50.00", ago(9))
    return "customercredit_apply", [credit], {"invoice": invoice, "amount": "20.00"}


def application_of_a_source(counter: Counter) -> Form:
    invoice, credit = counter.issue("100.00", ago(9)), counter.deposit("50.00", ago(9))
    sent = {"source": f"credit:{credit.pk}", "amount": "20.00"}
    return "invoice_apply", [invoice], sent


def application_of_a_document(counter: Counter) -> Form:
    invoice, minus = counter.issue("100.00", ago(9)), counter.issue("-100.00", ago(9))
    return "invoice_give", [minus], {"invoice": invoice, "amount": "20.00"}


def undoing(counter: Counter) -> Form:
    invoice, credit = counter.issue("100.00", ago(9)), counter.deposit("50.00", ago(9))
    applied = counter.apply(credit, invoice, "20.00", ago(8))
    return "application_undo", [applied], {}


def refund_of_a_credit(counter: Counter) -> Form:
    sent = {"amount": "20.00", "method": counter.shop.method}
    return "customercredit_refund", [counter.deposit("50.00", ago(9))], sent


def refund_of_a_document(counter: Counter) -> Form:
    sent = {"amount": "20.00", "method": counter.shop.method}
    return "invoice_refund", [counter.issue("-100.00", ago(9))], sent


def forfeiture(counter: Counter) -> Form:
    group = counter.shop.groups["TPS+TVQ"]
    sent = {"amount": "20.00", "tax_group": group, "reason": "Désisté"}
    return "customercredit_forfeit", [counter.deposit("50.00", ago(9))], sent


def credit_note(counter: Counter) -> Form:
    invoice = counter.issue("100.00", ago(9))
    return "creditnote_create", [invoice], {f"line_{invoice.lines.get().pk}": "40.00"}


def write_off(counter: Counter) -> Form:
    sent = {"kind": "BAD_DEBT", "amount": "20.00", "reason": "Introuvable"}
    return "writeoff_create", [counter.issue("100.00", ago(9))], sent


def recovery(counter: Counter) -> Form:
    debt = counter.write_off(counter.issue("100.00", ago(9)), "50.00", ago(8))
    sent = {"amount": "20.00", "method": counter.shop.method}
    return "recovery_create", [debt], sent


def payout(counter: Counter) -> Form:
    counter.choose(card_fees="5310")
    card, bank = counter.method("Carte", "1050"), counter.shop.account("1010")
    counter.pay({counter.issue("200.00", ago(9)): "229.95"}, ago(9), method=card)
    sent = {"clearing": card, "bank": bank, "gross": "114.98", "fee": "3.63"}
    return "payout_create", [], sent


def tip_payout(counter: Counter) -> Form:
    invoice = counter.issue("100.00", ago(9))
    counter.pay({invoice: "114.98"}, ago(9), tip="30.00")
    sent = {"amount": "15.00", "method": counter.shop.method}
    return "tippayout_create", [], sent


def interest(counter: Counter) -> Form:
    counter.choose(interest="4910")
    return "customer_interest", [counter.shop.customer], {"amount": "12.34"}


def returned(counter: Counter) -> Form:
    paid = counter.pay({counter.issue("100.00", ago(9)): "114.98"}, ago(9))
    return "payment_return", [paid], {"kind": "BANK"}


def mistake(counter: Counter) -> Form:
    paid = counter.pay({counter.issue("100.00", ago(9)): "114.98"}, ago(9))
    return "payment_mistake", [paid], {"reason": "Autre client"}


def move(counter: Counter) -> Form:
    wrong, right = counter.issue("100.00", ago(9)), counter.issue("100.00", ago(9))
    part = counter.part(counter.pay({wrong: "114.98"}, ago(9)), wrong)
    return "paymentallocation_move", [part], {"invoice": right}


def freeing(counter: Counter) -> Form:
    invoice = counter.issue("100.00", ago(9))
    part = counter.part(counter.pay({invoice: "114.98"}, ago(9)), invoice)
    return "paymentallocation_free", [part], {}


def void(counter: Counter) -> Form:
    return "invoice_void", [counter.issue("100.00", ago(9))], {"reason": "Erreur"}


def correction(counter: Counter) -> Form:
    return "invoice_correct", [counter.issue("100.00", ago(9))], {}


def duplicate(counter: Counter) -> Form:
    return "invoice_duplicate", [counter.issue("100.00", ago(9))], {}


def issue(counter: Counter) -> Form:
    return "invoice_issue", [counter.shop.draft(counter.shop.line("100.00"))], {}


def draft_line(counter: Counter) -> Form:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    shop, group = counter.shop, counter.shop.groups["TPS+TVQ"]
    sold = {"unit_price": 20, "credit_account": shop.account("4000")}
    item = make_item(shop.company, "POSE", **sold)
    return "line_add", [draft], {"item": item, "quantity": "1", "tax_group": group}


def draft_invoice(counter: Counter) -> Form:
    return "invoice_create", [], {"customer": counter.shop.customer}


FORMS: list[Callable[[Counter], Form]] = [
    payment,
    customer_payment,
    deposit,
    application,
    application_of_a_source,
    application_of_a_document,
    undoing,
    refund_of_a_credit,
    refund_of_a_document,
    forfeiture,
    credit_note,
    write_off,
    recovery,
    payout,
    tip_payout,
    interest,
    returned,
    mistake,
    move,
    freeing,
    void,
    correction,
    duplicate,
    issue,
    draft_line,
    draft_invoice,
]


def rows_of_all() -> dict[str, int]:
    own = [*apps.get_app_config("invoices").get_models()]
    journal = [*apps.get_app_config("accounting").get_models()]
    return {str(model): model._default_manager.count() for model in own + journal}  # noqa: SLF001 - the documented way to any manager
