"""What settled an invoice and when, and what releases it for good."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from invoices.models import Invoice
from invoices.planning.facts import InvoiceState
from invoices.queries.rule import account_numbers
from invoices.queries.states import invoice_states
from invoices.services.applying import apply_document, undo_application
from tests.invoices.counter import Counter
from tests.invoices.shop import mark_exported

SOLD, EARLY, LATE = date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 20)
Act = Callable[[Counter, Invoice], object]


def state_of(counter: Counter, invoice: Invoice) -> InvoiceState:
    numbers = account_numbers(counter.shop.company)
    return invoice_states([invoice.pk], numbers)[invoice.pk]


def apply_deposit(counter: Counter, invoice: Invoice) -> object:
    deposit = counter.deposit("114.98", SOLD)
    return counter.apply(deposit, invoice, "114.98", LATE)


@pytest.mark.parametrize(
    "settle",
    [
        lambda counter, invoice: counter.pay({invoice: "114.98"}, LATE),
        lambda counter, invoice: counter.credit(invoice, None, LATE),
        lambda counter, invoice: counter.write_off(invoice, "114.98", LATE),
        apply_deposit,
    ],
    ids=["payment", "credit note", "write-off", "deposit"],
)
def test_an_invoice_is_settled_by_whatever_settles_it_on_its_day(
    counter: Counter, settle: Act
) -> None:
    invoice = counter.issue("100.00", SOLD)
    assert state_of(counter, invoice).settled_on is None

    settle(counter, invoice)

    assert state_of(counter, invoice).settled_on == LATE


def test_the_last_of_what_settles_an_invoice_gives_the_day(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)

    counter.pay({invoice: "50.00"}, LATE)
    counter.pay({invoice: "64.98"}, EARLY)

    assert state_of(counter, invoice).settled_on == LATE


def test_an_invoice_with_nothing_to_collect_is_settled_at_issue(
    counter: Counter,
) -> None:
    assert state_of(counter, counter.issue("-20.00", SOLD)).settled_on == SOLD


def test_money_that_was_taken_off_again_gives_no_day(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.bounce(counter.pay({invoice: "114.98"}, LATE), LATE)

    assert state_of(counter, invoice).settled_on is None
    counter.pay({invoice: "114.98"}, EARLY)

    assert state_of(counter, invoice).settled_on == EARLY


def test_a_deposit_that_was_taken_off_again_gives_no_day(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    applied = counter.apply(counter.deposit("50.00", SOLD), invoice, "50.00", LATE)
    undo_application(application=applied, undone_on=LATE)

    counter.pay({invoice: "114.98"}, EARLY)

    assert state_of(counter, invoice).settled_on == EARLY


def test_a_cheque_of_a_later_day_settles_nothing_yet(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, LATE, recorded_on=SOLD)

    counter.pay({invoice: "114.98"}, EARLY)

    assert state_of(counter, invoice).settled_on == EARLY


def test_money_moved_here_settles_from_the_day_it_was_moved(counter: Counter) -> None:
    wrong, right = (counter.issue("100.00", SOLD) for _ in range(2))

    counter.move(counter.pay({wrong: "114.98"}, EARLY), wrong, right, LATE)

    assert state_of(counter, right).settled_on == LATE
    assert state_of(counter, wrong).settled_on is None


def test_what_an_application_gave_keeps_its_giver_settled_until_undone(
    counter: Counter,
) -> None:
    giver, taker = counter.issue("-100.00", SOLD), counter.issue("100.00", SOLD)
    application = apply_document(
        from_invoice=giver, invoice=taker, amount=Decimal("14.98"), applied_on=EARLY
    )
    Invoice.objects.filter(pk=giver.pk).update(balance=Decimal("1.00"))
    assert state_of(counter, giver).settled_on == SOLD

    undo_application(application=application, undone_on=LATE)
    Invoice.objects.filter(pk=giver.pk).update(balance=Decimal("1.00"))

    assert state_of(counter, giver).settled_on is None


@pytest.mark.parametrize(
    "touch",
    [
        lambda counter, sale: mark_exported(counter.pay({sale: "50.00"}, EARLY)),
        lambda counter, sale: mark_exported(counter.credit(sale, "20.00", EARLY)),
        lambda counter, sale: mark_exported(counter.write_off(sale, "20.00", EARLY)),
        lambda _, sale: mark_exported(sale),
    ],
    ids=["payment", "credit note", "write-off", "sale"],
)
def test_what_left_on_its_receivable_releases_an_invoice_for_good(
    counter: Counter, touch: Act
) -> None:
    invoice, other = (counter.issue("100.00", SOLD) for _ in range(2))
    assert not state_of(counter, invoice).is_kept

    touch(counter, invoice)

    assert state_of(counter, invoice).is_kept
    assert not state_of(counter, other).is_kept


@pytest.mark.parametrize("event", ["payment", "application"])
def test_what_waits_in_deposits_releases_its_invoice_once_it_was_applied(
    counter: Counter, event: str
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "50.00"}, EARLY)
    counter.shop.change(LATE, only_when_paid=False)
    entry = payment if event == "payment" else payment.allocations.get()

    mark_exported(entry)

    assert state_of(counter, invoice).is_kept == (event == "application")


@pytest.mark.parametrize("left_first", [True, False])
def test_a_payment_the_bank_took_back_releases_what_it_paid_if_it_left_before(
    counter: Counter, *, left_first: bool
) -> None:
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "50.00"}, EARLY)
    if left_first:
        mark_exported(payment)

    counter.bounce(payment, LATE)
    mark_exported(payment)

    assert state_of(counter, invoice).is_kept == left_first


def test_a_replacement_inherits_the_release_through_all_it_replaces(
    counter: Counter,
) -> None:
    first = counter.issue("100.00", SOLD)
    mark_exported(first)

    second = counter.correct(first, "90.00", EARLY)
    third = counter.correct(second, "80.00", LATE)

    assert state_of(counter, third).is_kept
    assert not state_of(counter, counter.issue("100.00", SOLD)).is_kept


def test_what_replaces_an_invoice_that_never_left_is_not_released(
    counter: Counter,
) -> None:
    never_left, left = (counter.issue("100.00", SOLD) for _ in range(2))
    mark_exported(left)

    replacement = counter.correct(never_left, "90.00", EARLY)

    assert not state_of(counter, replacement).is_kept


def test_a_state_tells_the_invoice_as_it_was_frozen(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    mark_exported(invoice)
    counter.void(invoice, LATE)

    state = state_of(counter, invoice)

    told = (state.number, state.party, state.receivable.number)
    assert told == ("FAC-00001", "Gagnon", "1201")
    assert (state.issued_on, state.voided_on) == (SOLD, LATE)
    assert (state.sale_ready_on, state.sale_was_exported) == (SOLD, True)


def test_a_draft_has_no_state(counter: Counter) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))

    assert invoice_states([draft.pk], account_numbers(counter.shop.company)) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_states_ask_the_same_for_one_invoice_and_for_three(
    counter: Counter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    counter.issue("100.00", SOLD)
    invoices = [counter.issue("100.00", SOLD) for _ in range(count)]
    counter.pay(dict.fromkeys(invoices, "50.00"), EARLY)
    numbers = account_numbers(counter.shop.company)
    ids = [invoice.pk for invoice in invoices]

    with django_assert_num_queries(7):
        states = invoice_states(ids, numbers)

    assert sorted(states) == sorted(ids)
