"""Everything dated before the cut-over is in the old books, whatever its kind."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from accounting.journal.cents import ZERO
from accounting.models import JournalEntry
from invoices.models import Invoice, PaymentMethod
from invoices.services.applying import undo_application
from invoices.services.cut_over import (
    export_prior,
    reopen_cut_over,
    set_cut_over,
    sign_cut_over,
)
from invoices.services.forfeiting import forfeit_deposit
from invoices.services.paying_out import hand_over_tips, record_payout
from invoices.services.refusals import DocumentError
from invoices.verification import cut_over_faults, document_faults
from reports.queries.cut_over import cut_over_list
from tests.invoices.counter import HUNDRED, HUNDRED_BACK, Counter
from tests.invoices.refusing import refuses

SOLD, PAID, EVE = date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 31)
FIRST, AFTER, LATER = date(2026, 11, 1), date(2026, 11, 12), date(2026, 11, 20)

# What it needs, then itself.
Steps = Iterator[None]
Act = Callable[[Counter, date], Steps]


def void(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    yield
    counter.void(invoice, on)


def void_paid(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, PAID)
    yield
    counter.void(invoice, on)


def write_off(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    yield
    counter.write_off(invoice, "14.98", on)


def recover(counter: Counter, on: date) -> Steps:
    loss = counter.write_off(counter.issue("100.00", SOLD), "114.98", PAID)
    yield
    counter.recover(loss, "60.00", on)


def refund_surplus(counter: Counter, on: date) -> Steps:
    credit = counter.pay({}, PAID, on_account="50.00").credits.get()
    yield
    counter.refund(credit, "20.00", on)


def refund_document(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, PAID)
    counter.credit(invoice, "40.00", PAID)
    yield
    counter.refund(invoice, "15.99", on)


def bounce(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "114.98"}, PAID)
    yield
    counter.bounce(payment, on)


def bounce_refunded(counter: Counter, on: date) -> Steps:
    """Bounce a deposit of which a part was refunded: its customer owes that part."""
    deposit = counter.deposit("300.00", SOLD)
    counter.refund(deposit, "100.00", PAID)
    assert deposit.payment is not None
    yield
    counter.bounce(deposit.payment, on)


def apply(counter: Counter, on: date) -> Steps:
    deposit = counter.deposit("30.00", SOLD)
    invoice = counter.issue("100.00", SOLD)
    yield
    counter.apply(deposit, invoice, "20.00", on)


def undo(counter: Counter, on: date) -> Steps:
    deposit = counter.deposit("30.00", SOLD)
    applied = counter.apply(deposit, counter.issue("100.00", SOLD), "20.00", PAID)
    yield
    undo_application(application=applied, undone_on=on)


def forfeit(counter: Counter, on: date) -> Steps:
    deposit = counter.deposit("50.00", SOLD)
    yield
    forfeit_deposit(
        credit=deposit,
        amount=Decimal("20.00"),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=on,
        reason="Annulé par le client",
    )


def pay_out(counter: Counter, on: date) -> Steps:
    card = counter.method(f"Carte {PaymentMethod.objects.count()}", "1050")
    yield
    record_payout(
        company=counter.shop.company,
        clearing=card,
        bank=counter.shop.account("1010"),
        paid_on=on,
        gross=Decimal("100.00"),
        fee=Decimal("3.00"),
    )


def tip(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, PAID, tip="15.00")
    yield
    hand_over_tips(
        company=counter.shop.company,
        amount=Decimal("5.00"),
        paid_on=on,
        method=counter.shop.method,
    )


def free(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    payment = counter.pay({invoice: "114.98"}, SOLD)
    yield
    counter.free(payment, invoice, on)


def move(counter: Counter, on: date) -> Steps:
    wrong, right = counter.issue("100.00", SOLD), counter.issue("50.00", SOLD)
    payment = counter.pay({wrong: "114.98"}, SOLD)
    yield
    counter.move(payment, wrong, right, on)


def correct(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, PAID)
    yield
    counter.correct(invoice, "80.00", on)


def credit(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    yield
    counter.credit(invoice, "40.00", on)


def issue(counter: Counter, on: date) -> Steps:
    yield
    counter.issue("100.00", on)


def pay(counter: Counter, on: date) -> Steps:
    invoice = counter.issue("100.00", SOLD)
    yield
    counter.pay({invoice: "14.98"}, on)


# What is open on the day, after the event of before it; and when it is of after it.
EVENTS: dict[str, tuple[Act, list[str], list[str]]] = {
    "void": (void, [], ["FAC-00001 114.98"]),
    "void of what was paid": (void_paid, ["credit 114.98"], []),
    "write-off": (write_off, ["FAC-00001 100.00"], ["FAC-00001 114.98"]),
    "recovery": (recover, [], []),
    "refund of a credit": (refund_surplus, ["credit 30.00"], ["credit 50.00"]),
    "refund of a document": (
        refund_document,
        ["FAC-00001 -30.00"],
        ["FAC-00001 -45.99"],
    ),
    "return": (bounce, ["FAC-00001 114.98"], []),
    "return of what was refunded": (
        bounce_refunded,
        ["FAC-00001 100.00"],
        ["deposit 200.00"],
    ),
    "application": (
        apply,
        ["FAC-00001 94.98", "deposit 10.00"],
        ["FAC-00001 114.98", "deposit 30.00"],
    ),
    "undone application": (
        undo,
        ["FAC-00001 114.98", "deposit 30.00"],
        ["FAC-00001 94.98", "deposit 10.00"],
    ),
    "forfeiture": (forfeit, ["deposit 30.00"], ["deposit 50.00"]),
    "payout": (pay_out, [], []),
    "tips handed over": (tip, ["tips 10.00"], ["tips 15.00"]),
    "freed payment": (free, ["FAC-00001 114.98", "credit 114.98"], []),
    "moved payment": (
        move,
        ["FAC-00001 114.98", "credit 57.49"],
        ["FAC-00002 57.49"],
    ),
    "correction": (correct, ["credit 23.00"], []),
    "credit note": (credit, ["FAC-00001 68.99"], ["FAC-00001 114.98"]),
    "sale": (issue, ["FAC-00001 114.98"], []),
    "payment": (pay, ["FAC-00001 100.00"], ["FAC-00001 114.98"]),
}
BEFORE = [(act, listed) for act, listed, _after in EVENTS.values()]
SINCE = [(act, listed) for act, _before, listed in EVENTS.values()]


@pytest.fixture
def counter(counter: Counter) -> Counter:
    counter.choose(tips="2400", bad_debts="5300", card_fees="5310")
    return counter


def cut_over(counter: Counter) -> None:
    set_cut_over(company=counter.shop.company, first_day=FIRST)


def do(act: Act, counter: Counter, on: date) -> None:
    for _step in act(counter, on):
        """Nothing comes between."""


def to_sign(counter: Counter) -> list[str]:
    """The list to sign: each open document, deposit and credit, and the tips."""
    invoices, credits_, *tips = cut_over_list(counter.shop.company, LATER)
    return [
        *(f"{row[0]} {row[-1]}" for row in invoices.rows),
        *(f"{str(row[2]).split()[0]} {row[-1]}" for row in credits_.rows),
        *(f"tips {row[-1]}" for table in tips for row in table.rows),
    ]


def assert_proved(counter: Counter) -> None:
    assert list(document_faults(counter.shop.company)) == []


@pytest.mark.parametrize("is_set_first", [True, False], ids=["set first", "set last"])
@pytest.mark.parametrize(("act", "listed"), BEFORE, ids=list(EVENTS))
def test_scenario_95_whatever_is_dated_before_the_day_is_in_the_old_books(
    counter: Counter, act: Act, listed: list[str], *, is_set_first: bool
) -> None:
    if is_set_first:
        cut_over(counter)
        do(act, counter, EVE)
    else:
        do(act, counter, EVE)
        cut_over(counter)

    assert [line for line in counter.journal() if not line.startswith("prior ")] == []
    assert counter.filed(AFTER) == []
    assert to_sign(counter) == listed
    assert_proved(counter)


@pytest.mark.parametrize("is_set_first", [True, False], ids=["set first", "set last"])
@pytest.mark.parametrize(("act", "listed"), SINCE, ids=list(EVENTS))
def test_scenario_95_what_is_of_the_day_leaves_the_list_as_it_was(
    counter: Counter, act: Act, listed: list[str], *, is_set_first: bool
) -> None:
    if is_set_first:
        cut_over(counter)
        do(act, counter, FIRST)
    else:
        do(act, counter, FIRST)
        cut_over(counter)

    assert to_sign(counter) == listed
    assert_proved(counter)


@pytest.mark.parametrize("act", [act for act, *_ in EVENTS.values()], ids=list(EVENTS))
def test_scenario_95_a_later_day_takes_events_in_and_an_earlier_one_gives_them_back(
    counter: Counter, act: Act
) -> None:
    do(act, counter, FIRST)
    before = sorted(counter.journal())
    set_cut_over(company=counter.shop.company, first_day=AFTER)
    assert all(line.startswith("prior ") for line in counter.journal())
    assert_proved(counter)

    set_cut_over(company=counter.shop.company, first_day=date(2026, 10, 1))

    assert sorted(counter.journal()) == before
    assert to_sign(counter) == []
    assert_proved(counter)


def test_scenario_95_an_invoice_void_before_the_day_has_nothing_to_export(
    counter: Counter,
) -> None:
    cut_over(counter)
    do(void, counter, EVE)

    assert counter.journal() == ["prior sale 10-28", "prior void 10-31"]
    assert to_sign(counter) == []


def test_scenario_95_a_document_to_export_is_exported_with_what_happened_to_it(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    other = counter.issue("50.00", SOLD)
    payment = counter.pay({invoice: "114.98", other: "10.00"}, PAID)
    counter.bounce(payment, EVE)
    counter.pay({invoice: "14.98"}, EVE)
    counter.write_off(invoice, "100.00", EVE)
    cut_over(counter)
    assert to_sign(counter) == ["FAC-00002 57.49"]

    export_prior(invoice=invoice, is_prior=False)

    loss = "D 5300 86.97, D 2310 4.35, D 2320 8.68 / C 1201 100.00"
    assert sorted(counter.journal()) == [
        "R! payment 10-29 D 1010 124.98 / C 1201 114.98, C 1201 10.00",
        "R! payment 10-31 D 1010 14.98 / C 1201 14.98",
        "R! return 10-31 D 1201 114.98, D 1201 10.00 / C 1010 124.98",
        f"R! sale 10-28 {HUNDRED}",
        f"R! write_off 10-31 {loss}",
        "prior sale 10-28",
    ]
    assert_proved(counter)

    export_prior(invoice=invoice, is_prior=True)

    assert [line for line in counter.journal() if not line.startswith("prior ")] == []
    assert_proved(counter)


def test_scenario_95_what_replaces_a_document_to_export_is_exported_too(
    counter: Counter,
) -> None:
    invoice = counter.issue("80.00", SOLD)
    cut_over(counter)
    export_prior(invoice=invoice, is_prior=False)

    counter.correct(invoice, "100.00", EVE)

    assert counter.journal() == [f"R! sale 10-31 {HUNDRED}"]
    assert_proved(counter)


def test_scenario_95_money_moved_before_the_day_to_a_document_to_export_goes_with_it(
    counter: Counter,
) -> None:
    wrong, right = counter.issue("50.00", SOLD), counter.issue("100.00", SOLD)
    cut_over(counter)
    payment = counter.pay({wrong: "57.49"}, PAID)
    export_prior(invoice=right, is_prior=False)

    counter.move(payment, wrong, right, EVE)

    assert sorted(counter.journal()) == [
        "R! payment 10-29 D 1010 57.49 / C 1201 57.49",
        f"R! sale 10-28 {HUNDRED}",
        "prior sale 10-28",
    ]
    assert to_sign(counter) == ["FAC-00001 57.49"]
    assert_proved(counter)


def test_scenario_95_choices_stay_when_the_day_is_saved_again(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    cut_over(counter)
    export_prior(invoice=invoice, is_prior=False)

    cut_over(counter)

    assert counter.journal() == [f"R! sale 10-28 {HUNDRED}"]


def test_scenario_95_what_is_undone_later_of_before_is_exported(
    counter: Counter,
) -> None:
    deposit = counter.deposit("30.00", SOLD)
    invoice = counter.issue("100.00", SOLD)
    applied = counter.apply(deposit, invoice, "20.00", PAID)
    cut_over(counter)

    undo_application(application=applied, undone_on=AFTER)

    assert counter.journal()[-1] == ("R! unapplied 11-12 D 1201 20.00 / C 2150 20.00")
    assert to_sign(counter) == ["FAC-00001 94.98", "deposit 10.00"]
    assert_proved(counter)


def test_scenario_95_a_payment_moved_since_the_day_leaves_where_it_was_by_then(
    counter: Counter,
) -> None:
    wrong, right = counter.issue("100.00", SOLD), counter.issue("100.00", FIRST)
    counter.move(counter.pay({wrong: "114.98"}, SOLD), wrong, right, AFTER)

    cut_over(counter)

    assert sorted(counter.journal()) == [
        f"R! sale 11-01 {HUNDRED}",
        "prior payment 10-28",
        "prior sale 10-28",
        "– transfer 11-12",
    ]
    assert to_sign(counter) == []
    assert_proved(counter)


def test_scenario_95_void_since_the_day_it_is_taken_back(counter: Counter) -> None:
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, PAID)
    cut_over(counter)

    counter.void(invoice, AFTER)

    assert sorted(counter.journal()) == [
        "R! transfer 11-12 D 1201 114.98 / C 2160 114.98",
        f"R! void 11-12 {HUNDRED_BACK}",
        "prior payment 10-29",
        "prior sale 10-28",
    ]
    assert to_sign(counter) == []
    assert invoice.status == Invoice.Status.VOID
    assert counter.customer_credit().balance.amount == Decimal("114.98") > ZERO
    assert_proved(counter)


def sign(counter: Counter) -> None:
    sign_cut_over(company=counter.shop.company, signed_on=AFTER, signed_by=None)


SIGNED = (
    "31 Oct 2026 is before 1 Nov 2026, the first day of the books kept"
    " here, and the list of what was open that day is signed: choose 1 Nov 2026"
    " or later, or have the list reopened."
)


@pytest.mark.parametrize("act", [act for act, *_ in EVENTS.values()], ids=list(EVENTS))
def test_scenario_95_once_the_list_is_signed_nothing_before_the_day_is_taken(
    counter: Counter, act: Act
) -> None:
    cut_over(counter)
    steps = act(counter, EVE)
    next(steps)
    sign(counter)
    journal, listed = counter.journal(), to_sign(counter)

    with pytest.raises(DocumentError) as refusal, transaction.atomic():
        next(steps, None)

    assert str(refusal.value) == SIGNED
    assert (counter.journal(), to_sign(counter)) == (journal, listed)

    reopen_cut_over(company=counter.shop.company)
    do(act, counter, EVE)
    assert_proved(counter)


@pytest.mark.parametrize("act", [act for act, *_ in EVENTS.values()], ids=list(EVENTS))
def test_scenario_95_once_the_list_is_signed_what_is_of_the_day_is_taken(
    counter: Counter, act: Act
) -> None:
    cut_over(counter)
    steps = act(counter, FIRST)
    next(steps)
    sign(counter)

    next(steps, None)

    assert_proved(counter)


def test_scenario_95_a_document_to_export_takes_what_is_dated_before_the_day(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    cut_over(counter)
    export_prior(invoice=invoice, is_prior=False)
    sign(counter)

    counter.pay({invoice: "14.98"}, EVE)
    counter.write_off(invoice, "100.00", EVE)

    loss = "D 5300 86.97, D 2310 4.35, D 2320 8.68 / C 1201 100.00"
    assert counter.journal() == [
        f"R! sale 10-28 {HUNDRED}",
        "R! payment 10-31 D 1010 14.98 / C 1201 14.98",
        f"R! write_off 10-31 {loss}",
    ]


def test_scenario_95_a_signed_list_keeps_its_day_and_its_choices(
    counter: Counter,
) -> None:
    invoice = counter.issue("100.00", SOLD)
    cut_over(counter)
    sign(counter)

    with refuses("The list of what was open is signed: have it reopened first."):
        set_cut_over(company=counter.shop.company, first_day=AFTER)
    with refuses("The list of what was open is signed: have it reopened first."):
        export_prior(invoice=invoice, is_prior=False)

    cut_over(counter)
    assert counter.journal() == ["prior sale 10-28"]


def test_scenario_95_the_list_is_signed_on_its_day_at_the_earliest(
    counter: Counter,
) -> None:
    company = counter.shop.company
    with refuses("Choose the first day of the books kept here."):
        sign_cut_over(company=company, signed_on=EVE, signed_by=None)
    cut_over(counter)
    with refuses("The list is of 1 Nov 2026: sign it that day or later."):
        sign_cut_over(company=company, signed_on=EVE, signed_by=None)


def test_scenario_95_a_cheque_of_before_is_taken_before_the_list_is_signed(
    counter: Counter,
) -> None:
    cut_over(counter)
    invoice = counter.issue("100.00", SOLD)
    counter.pay({invoice: "114.98"}, EVE, recorded_on=SOLD)

    sign(counter)

    assert counter.journal() == ["prior sale 10-28", "prior payment 10-31"]
    assert to_sign(counter) == []
    assert_proved(counter)


def test_verify_tells_what_is_on_the_wrong_side_of_the_cut_over(
    counter: Counter,
) -> None:
    counter.issue("100.00", SOLD)
    late = counter.issue("100.00", FIRST)
    cut_over(counter)
    entries = JournalEntry.objects.order_by("happened_on")
    entries.filter(status="READY").update(happened_on=EVE)
    Invoice.objects.filter(pk=late.pk).update(is_prior=True, issued_on=EVE)
    JournalEntry.objects.filter(status="PRIOR").update(happened_on=FIRST)

    assert list(cut_over_faults(counter.shop.company)) == [
        (
            "FAC-00002 (sale) is dated before 1 Nov 2026, when the books here"
            " begin: the old books have it, and it would be exported."
        ),
        "FAC-00001 (sale) is taken as in the old books, and is not in them.",
    ]
