"""What takes more than the capability of staff: what is in the books, and money let go."""

import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from accounting.models import JournalEntry
from companies.models import Membership
from invoices.models import Invoice
from invoices.services.correcting import start_correction
from tests.exports.interrupting import LOCKING, before
from tests.invoices.counter import Counter
from tests.invoices.views import filled
from tests.invoices.views.filled import Form, rows_of_all
from tests.invoices.views.till import Till, ago

Fill = Callable[[Counter], Form]
Role = Membership.Role
ASK = (
    "It is in the books: to void, credit, correct or move it, ask an administrator or"
    " someone who may undo what was exported."
)


def correction_to_issue(counter: Counter) -> Form:
    return "invoice_issue", [draft_of_correction(counter)], {}


def correction_to_add_to(counter: Counter) -> Form:
    _, _, sent = filled.draft_line(counter)
    return "line_add", [draft_of_correction(counter)], sent


def correction_to_take_from(counter: Counter) -> Form:
    return "line_remove", [draft_of_correction(counter).lines.get()], {}


def correction_on_other_terms(counter: Counter) -> Form:
    sent = {"discount": "10.00", "issuer": ""}
    return "invoice_terms", [draft_of_correction(counter)], sent


def correction_to_give_up(counter: Counter) -> Form:
    return "invoice_delete", [draft_of_correction(counter)], {}


def draft_of_correction(counter: Counter) -> Invoice:
    return start_correction(invoice=counter.issue("100.00", ago(9)))


CHANGES: list[Fill] = [
    filled.void,
    filled.correction,
    filled.credit_note,
    filled.mistake,
    filled.move,
    filled.freeing,
    filled.undoing,
    correction_to_issue,
    correction_to_add_to,
    correction_to_take_from,
    correction_on_other_terms,
    correction_to_give_up,
]
"""Acts that are anybody's until the document is exported."""
MONEY_LET_GO: list[Fill] = [
    filled.refund_of_a_credit,
    filled.refund_of_a_document,
    filled.write_off,
    filled.forfeiture,
    filled.tip_payout,
]
"""Acts that never are."""
DAILY: list[Fill] = [
    filled.payment,
    filled.customer_payment,
    filled.deposit,
    filled.application,
    filled.application_of_a_source,
    filled.application_of_a_document,
    filled.recovery,
    filled.returned,
    filled.payout,
    filled.interest,
    filled.duplicate,
]
"""Acts of staff, whatever was exported."""


def by_name(fill: Fill) -> str:
    return fill.__name__


each_change = pytest.mark.parametrize("fill", CHANGES, ids=by_name)


@pytest.fixture
def till(till: Till) -> Till:
    till.counter.choose(bad_debts="5300", tips="2400", interest="4910")
    return now(till, Role.STAFF, may_reverse=False)


def now(till: Till, role: Role, *, may_reverse: bool) -> Till:
    """The person at the till has this role from now on."""
    Membership.objects.update(role=role, may_reverse=may_reverse)
    return till


def is_refused(till: Till, form: Form) -> bool:
    """Whether neither the page nor its form is for the person; nothing was done."""
    name, rows, sent = form
    had = rows_of_all()
    opened, answer = till.open(name, *rows), till.send(name, *rows, **sent)
    assert opened.status_code in {answer.status_code, 405}
    assert rows_of_all() == had or answer.status_code == 302
    return bool(answer.status_code == 403)


@each_change
def test_staff_change_what_was_never_exported(till: Till, fill: Fill) -> None:
    name, rows, sent = fill(till.counter)

    assert till.send(name, *rows, **sent).status_code == 302


@each_change
@pytest.mark.parametrize("since", ["exported", "cancelled"])
def test_staff_do_not_change_what_was_once_in_a_batch(
    till: Till, fill: Fill, since: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "companies.access")
    form = fill(till.counter)
    till.counter.export()
    if since == "cancelled":
        till.counter.cancel()

    assert is_refused(till, form)

    name, rows, _ = form
    told = vars([r for r in caplog.records if r.message == "access_refused"][-1])
    assert (told["capability"], told["user"], told["page"]) == (
        "reverse_documents",
        Membership.objects.get().user_id,
        till.at(name, *rows),
    )


@each_change
def test_who_may_reverse_needs_nothing_else(till: Till, fill: Fill) -> None:
    name, rows, sent = fill(till.counter)
    now(till, Role.ACCOUNTANT, may_reverse=True)

    assert is_refused(till, (name, rows, sent))
    till.counter.export()

    assert till.send(name, *rows, **sent).status_code == 302


@each_change
def test_an_accountant_without_the_tick_only_looks(till: Till, fill: Fill) -> None:
    form = fill(till.counter)
    now(till, Role.ACCOUNTANT, may_reverse=False)

    assert is_refused(till, form)
    till.counter.export()

    assert is_refused(till, form)


@pytest.mark.parametrize("fill", MONEY_LET_GO, ids=by_name)
def test_money_is_let_go_by_who_may_reverse_alone(till: Till, fill: Fill) -> None:
    name, rows, sent = fill(till.counter)

    assert is_refused(till, (name, rows, sent))
    now(till, Role.ADMIN, may_reverse=False)
    assert is_refused(till, (name, rows, sent))
    now(till, Role.ACCOUNTANT, may_reverse=True)
    assert till.send(name, *rows, **sent).status_code == 302


@pytest.mark.parametrize("fill", DAILY, ids=by_name)
def test_staff_go_on_with_what_was_exported(till: Till, fill: Fill) -> None:
    name, rows, sent = fill(till.counter)
    till.counter.export()

    assert till.send(name, *rows, **sent).status_code == 302


def test_staff_are_not_led_to_refunds(till: Till) -> None:
    assert till.open("refund_new").status_code == 403


@each_change
@pytest.mark.parametrize("keyed", [True, False])
def test_what_is_exported_after_the_page_was_opened_is_refused(
    till: Till, fill: Fill, *, keyed: bool
) -> None:
    """The batch gets the lock first: the form is judged by what it finds then."""
    name, rows, sent = fill(till.counter)
    assert till.open(name, *rows).status_code in {200, 405}
    key: dict[str, Any] = {"form_key": str(uuid4())} if keyed else {}
    had = rows_of_all()

    locking = LOCKING if connection.features.has_select_for_update else "lock_count +"
    with before(locking, till.counter.export, times=1):
        answer = till.send(name, *rows, **sent, **key)

    assert (answer.status_code, rows_of_all()) == (403, had)


@pytest.mark.parametrize("fill", [filled.void, filled.credit_note, filled.correction])
def test_what_the_old_books_hold_is_in_the_books(till: Till, fill: Fill) -> None:
    form = fill(till.counter)
    till.counter.shop.change(cut_over_on=ago(1))
    Invoice.objects.update(is_prior=True)

    assert is_refused(till, form)


def test_an_invoice_whose_payment_left_is_in_the_books(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    till.counter.pay({invoice: "114.98"}, ago(8))
    till.counter.export("payment")

    assert is_refused(till, ("invoice_void", [invoice], {"reason": "Erreur"}))


def test_a_deposit_that_left_does_not_keep_the_invoice_that_waits(till: Till) -> None:
    till.counter.shop.wait_for_payment()
    invoice = till.counter.issue("100.00", ago(9))
    till.counter.pay({invoice: "50.00"}, ago(8))
    till.counter.export("payment")

    assert till.send("invoice_void", invoice, reason="Erreur").status_code == 302


def actions_of(till: Till, invoice: Invoice) -> tuple[set[str], int]:
    """What the page leads to do with it, and how often it says whom to ask."""
    page = till.read("invoice_detail", invoice)
    here = re.escape(till.at("invoice_detail", invoice))
    return set(re.findall(rf'"{here}([a-z-]+)/"', page)), page.count(ASK)


def test_the_page_of_an_exported_invoice_says_whom_to_ask(till: Till) -> None:
    invoice = till.counter.issue("100.00", ago(9))
    daily = {"apply", "pay", "duplicate", "print"}
    changes = {"correct", "credit", "void"}

    assert actions_of(till, invoice) == (daily | changes, 0)
    till.counter.export()
    assert actions_of(till, invoice) == (daily, 1)
    now(till, Role.STAFF, may_reverse=True)
    assert actions_of(till, invoice) == (daily | changes | {"write-off"}, 0)
    now(till, Role.ACCOUNTANT, may_reverse=True)
    assert actions_of(till, invoice) == (changes | {"write-off", "print"}, 0)
    now(till, Role.ACCOUNTANT, may_reverse=False)
    assert actions_of(till, invoice) == ({"print"}, 0)


def test_the_page_of_an_exported_payment_says_whom_to_ask(till: Till) -> None:
    _, [payment], _ = filled.mistake(till.counter)
    assert ASK not in till.read("payment_detail", payment)
    till.counter.export()

    page = till.read("payment_detail", payment)

    assert page.count(ASK) == 1
    assert "Returned by the bank…" in page
    assert "Entered by mistake…" not in page
    assert "Move to another invoice" not in page


def test_the_draft_of_a_correction_says_whom_to_ask(till: Till) -> None:
    draft = draft_of_correction(till.counter)
    assert ASK not in till.read("invoice_detail", draft)
    till.counter.export()

    page = till.read("invoice_detail", draft)

    assert page.count(ASK) == 1
    assert "<form" not in page.partition("<main")[2]


def test_staff_see_the_entries_of_a_document_and_not_the_journal(till: Till) -> None:
    till.counter.shop.wait_for_payment()
    invoice = till.counter.issue("100.00", ago(9))
    entry = JournalEntry.objects.get()

    page = till.read("invoice_detail", invoice)

    assert "<td> 1201 Comptes-clients Plannit </td>" in page
    assert '<td class="amount">$114.98</td>' in page
    assert "It waits until invoice FAC-00001 is paid: $114.98 is due." in page
    assert "/entries/" not in page
    for address in (
        reverse("accounting:entry_list", args=["cote"]),
        reverse("accounting:entry_detail", args=["cote", entry.pk]),
    ):
        assert till.client.get(address).status_code == 403
