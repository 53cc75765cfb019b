"""The entries of an invoice paid with money that was already here."""

from dataclasses import replace
from datetime import date

import pytest

from invoices.planning.applications import applied_on, plan_application
from invoices.planning.facts import (
    APPLICATION,
    ApplicationFacts,
    InvoiceState,
    Rule,
)
from invoices.planning.routing import route_application
from tests.invoices.planning.facts import (
    HELD,
    IMMEDIATE,
    LATER,
    OFF,
    OTHER_RECEIVABLE,
    PAID,
    PART,
    SETTLED,
    STRICT,
    SWITCH,
    application,
    sides,
)

GIVER = replace(SETTLED, id=8, number="0500", receivable=OTHER_RECEIVABLE)
PASSED = application(HELD, GIVER, through_deposits=True)


def planned(
    facts: ApplicationFacts, rule: Rule = STRICT
) -> list[tuple[str, str, date | None]]:
    """Each entry as its event, its lines and the day it is ready."""
    plans = plan_application(facts, rule)
    assert {plan.happened_on for plan in plans} <= {PART, LATER}
    return [(plan.event.value, sides(plan.lines), plan.ready_on) for plan in plans]


@pytest.mark.parametrize(
    ("invoice", "happened_on", "rule", "day"),
    [
        (HELD, PART, STRICT, None),
        (SETTLED, PART, STRICT, PAID),
        (SETTLED, LATER, STRICT, LATER),
        (HELD, PART, OFF, SWITCH),
        (HELD, LATER, OFF, LATER),
        (SETTLED, PART, OFF, SWITCH),
        (replace(SETTLED, settled_on=PART), PART, OFF, PART),
        (replace(HELD, is_prior=True), PART, OFF, PART),
        (replace(HELD, issued_on=PAID), PART, OFF, PAID),
        (HELD, PART, replace(OFF, changed_on=None), PART),
    ],
)
def test_an_application_is_ready_with_its_sale_and_never_before_its_day(
    invoice: InvoiceState, happened_on: date, rule: Rule, day: date | None
) -> None:
    assert applied_on(invoice, happened_on, rule) == day


def test_a_deposit_moves_to_the_receivable_of_the_invoice_it_pays() -> None:
    moved = "D 2150 500.00 / C 1201 500.00"

    assert planned(application(SETTLED)) == [("application", moved, PAID)]
    assert planned(application(HELD)) == [("application", moved, None)]


def test_what_a_document_owes_back_moves_between_receivables() -> None:
    same = replace(GIVER, receivable=HELD.receivable)

    assert planned(application(SETTLED, GIVER)) == [
        ("application", "D 1202 500.00 / C 1201 500.00", PAID)
    ]
    assert planned(application(SETTLED, same)) == [("application", "", PAID)]


def test_what_passes_by_deposits_leaves_its_document_on_its_own_day() -> None:
    assert planned(PASSED) == [
        ("application", "D 2150 500.00 / C 1201 500.00", None),
        ("transfer", "D 1202 500.00 / C 2150 500.00", PART),
    ]


def test_an_undone_application_that_never_left_leaves_nothing() -> None:
    assert planned(replace(PASSED, ended_on=LATER)) == []
    assert planned(application(SETTLED, ended_on=LATER)) == []


def test_an_undone_application_of_a_deposit_gives_it_back() -> None:
    undone = application(SETTLED, ended_on=LATER, application_left=True)

    assert planned(undone) == [("unapplied", "D 1201 500.00 / C 2150 500.00", LATER)]
    [plan] = plan_application(undone, STRICT)
    assert plan.reverses == (APPLICATION, 5, "application")


def test_what_went_between_receivables_goes_back_between_them() -> None:
    undone = application(SETTLED, GIVER, ended_on=LATER, application_left=True)

    assert planned(undone) == [("unapplied", "D 1201 500.00 / C 1202 500.00", LATER)]


def test_what_passed_by_deposits_and_left_whole_goes_back_whole() -> None:
    undone = replace(PASSED, ended_on=LATER, application_left=True, transfer_left=True)

    assert planned(undone) == [
        ("transfer", "D 1202 500.00 / C 2150 500.00", PART),
        ("unapplied", "D 1201 500.00 / C 1202 500.00", LATER),
    ]
    assert plan_application(undone, STRICT)[1].reverses == (
        APPLICATION,
        5,
        "application",
    )


def test_what_left_for_deposits_alone_goes_back_from_there() -> None:
    undone = replace(PASSED, ended_on=LATER, transfer_left=True)

    assert planned(undone) == [("unapplied", "D 2150 500.00 / C 1202 500.00", LATER)]
    [plan] = plan_application(undone, STRICT)
    assert plan.reverses == (APPLICATION, 5, "transfer")


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        (application(HELD, GIVER), True),
        (application(SETTLED, GIVER), False),
        (application(SETTLED, GIVER, through_deposits=True), True),
        (application(HELD, GIVER, ended_on=LATER), False),
        (application(HELD), False),
    ],
    ids=["held", "released", "once that way", "undone", "a deposit"],
)
@pytest.mark.parametrize("rule", [STRICT, IMMEDIATE], ids=["strict", "immediate"])
def test_money_of_a_document_passes_by_deposits_while_the_invoice_is_held(
    facts: ApplicationFacts, rule: Rule, *, passes: bool
) -> None:
    assert route_application(facts, rule) == replace(facts, through_deposits=passes)
