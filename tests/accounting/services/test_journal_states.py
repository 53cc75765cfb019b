"""A living entry follows its plan; it is written anew only when its lines differ."""

from datetime import date
from typing import Any

import pytest

from accounting.journal.dating import Event
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from tests.accounting.entries import credit, debit
from tests.accounting.services.plans import (
    DAY,
    KIND,
    living,
    plan,
    record,
    revisions,
    written,
)
from tests.factories import make_company, make_settings

pytestmark = pytest.mark.django_db

LATER = date(2026, 11, 10)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def state() -> tuple[str, date | None]:
    entry = living()
    return entry.status, entry.ready_on


def test_a_new_entry_says_all_that_its_plan_does(company: Company) -> None:
    record(company, plan(happened_on=DAY, ready_on=LATER))

    entry = JournalEntry.objects.get()
    assert (
        entry.company,
        entry.source_kind,
        entry.source_id,
        entry.event,
        entry.document_number,
        entry.party,
        entry.happened_on,
        entry.ready_on,
        entry.status,
        entry.was_exported,
    ) == (
        company,
        KIND,
        1,
        "payment",
        "FAC-00001",
        "Gagnon",
        DAY,
        LATER,
        "READY",
        False,
    )
    assert written(entry) == [("1010", "10.00", ""), ("1201", "-10.00", "")]


def test_an_entry_that_waits_is_held_until_its_day(company: Company) -> None:
    record(company, plan(ready_on=None))
    assert state() == ("HELD", None)

    record(company, plan(ready_on=LATER))
    assert state() == ("READY", LATER)

    record(company, plan(ready_on=None))
    assert state() == ("HELD", None)
    assert revisions() == [(1, "HELD")]


@pytest.mark.parametrize(
    "changes",
    [
        {"document_number": "FAC-00002"},
        {"party": "Tremblay"},
        {"happened_on": LATER},
        {"ready_on": LATER},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_fact_changes_the_entry_and_not_its_revision(
    company: Company, changes: dict[str, Any]
) -> None:
    record(company, plan())

    record(company, plan(**changes))

    assert revisions() == [(1, "READY")]
    [(name, value)] = changes.items()
    assert getattr(living(), name) == value


def test_an_event_that_moves_nothing_has_no_effect(company: Company) -> None:
    record(company, plan(lines=(), ready_on=None))

    assert state() == ("NO_EFFECT", DAY)
    assert written(living()) == []


@pytest.mark.parametrize(
    ("ready_on", "kept"), [(None, DAY), (LATER, LATER)], ids=["waits", "ready"]
)
def test_an_event_without_effect_stays_so_when_its_lines_cannot_change(
    company: Company, ready_on: date | None, kept: date
) -> None:
    record(company, plan(lines=()))

    record(company, plan(lines=None, ready_on=ready_on))

    assert state() == ("NO_EFFECT", kept)
    assert revisions() == [(1, "NO_EFFECT")]


def test_a_plan_without_lines_leaves_those_there_are(company: Company) -> None:
    record(company, plan())

    record(company, plan(lines=None, ready_on=None))

    assert revisions() == [(1, "HELD")]
    assert written(living()) == [("1010", "10.00", ""), ("1201", "-10.00", "")]


def test_what_comes_to_move_nothing_is_withdrawn_for_an_entry_without_effect(
    company: Company,
) -> None:
    record(company, plan())

    record(company, plan(lines=()))
    record(company, plan())

    assert revisions() == [(1, "WITHDRAWN"), (2, "WITHDRAWN"), (3, "READY")]


def test_what_was_withdrawn_comes_back_without_effect_as_another_entry(
    company: Company,
) -> None:
    record(company, plan())
    record(company)

    record(company, plan(lines=()))

    assert revisions() == [(1, "WITHDRAWN"), (2, "NO_EFFECT")]
    assert written(living()) == []


def test_what_was_in_the_books_before_has_no_lines_here(company: Company) -> None:
    record(company, plan(is_prior=True, ready_on=None))

    assert state() == ("PRIOR", DAY)
    assert written(living()) == []


def test_what_was_in_the_books_before_stays_as_it_is(company: Company) -> None:
    record(company, plan(is_prior=True))

    record(company, plan("11.00", is_prior=True, ready_on=LATER))

    assert state() == ("PRIOR", LATER)
    assert revisions() == [(1, "PRIOR")]


def test_a_cut_over_that_is_corrected_writes_the_entry_anew(company: Company) -> None:
    record(company, plan(is_prior=True))
    record(company, plan())
    assert written(living()) == [("1010", "10.00", ""), ("1201", "-10.00", "")]

    record(company, plan(is_prior=True))

    assert written(living()) == []
    assert revisions() == [(1, "WITHDRAWN"), (2, "WITHDRAWN"), (3, "PRIOR")]


def test_lines_in_another_order_or_more_of_them_make_another_revision(
    company: Company,
) -> None:
    record(company, plan(lines=(debit("1010", "10.00"), credit("1201", "10.00"))))
    record(company, plan(lines=(credit("1201", "10.00"), debit("1010", "10.00"))))
    thirds = (credit("1201", "4.00"), credit("1201", "6.00"), debit("1010", "10.00"))
    record(company, plan(lines=thirds))

    assert revisions() == [(1, "WITHDRAWN"), (2, "WITHDRAWN"), (3, "READY")]
    assert [amount for _, amount, _ in written(living())] == ["-4.00", "-6.00", "10.00"]


def test_each_event_of_a_document_follows_its_own_plan(company: Company) -> None:
    tip = plan("2.00", event=Event.TIP_PAYOUT)
    record(company, plan(), tip)

    record(company, plan("11.00"), tip)

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY"), (1, "READY")]


def test_only_what_was_planned_for_is_withdrawn(company: Company) -> None:
    record(company, plan(source_id=1), plan(source_id=2), ids=(1, 2))

    record(company, ids=(2,))
    record_plans(company=company, plans=[], sources={"invoices.refund": [1]})
    record_plans(company=company, plans=[], sources={})

    assert revisions() == [(1, "READY"), (1, "WITHDRAWN")]


def test_the_same_document_number_of_another_company_is_left_alone(
    company: Company,
) -> None:
    other = make_settings(make_company("roy")).company
    record(other, plan("99.00"))

    record(company, plan("10.00"))
    record(company)

    entry = JournalEntry.objects.for_company(other).get()
    assert (entry.revision, entry.status) == (1, "READY")
    accounts = {line.account for line in entry.lines.select_related("account__company")}
    assert {account.company for account in accounts if account} == {other}


def test_nothing_of_an_entry_that_was_in_a_batch_moves(company: Company) -> None:
    record(company, plan())
    JournalEntry.objects.update(was_exported=True)

    record(
        company,
        plan(document_number="FAC-9", party="X", happened_on=LATER, ready_on=None),
    )

    entry = JournalEntry.objects.get()
    assert (
        entry.document_number,
        entry.party,
        entry.happened_on,
        entry.ready_on,
        entry.status,
    ) == ("FAC-00001", "Gagnon", DAY, DAY, "READY")
