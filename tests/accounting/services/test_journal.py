from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounting.journal.dating import Event
from accounting.journal.entry import JournalLine, UnbalancedEntryError
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from accounting.services.journal import record_plans
from companies.models import Company
from tests.accounting.entries import credit, debit
from tests.factories import make_company, make_settings

pytestmark = pytest.mark.django_db

KIND = "invoices.payment"
DAY = date(2026, 11, 3)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def plan(amount: str = "10.00", source_id: int = 1) -> EntryPlan:
    return EntryPlan(
        source_kind=KIND,
        source_id=source_id,
        event=Event.PAYMENT,
        document_number="FAC-00001",
        party="Gagnon",
        happened_on=DAY,
        ready_on=DAY,
        lines=(debit("1010", amount), credit("1201", amount)),
    )


def record(company: Company, *plans: EntryPlan, ids: tuple[int, ...] = (1,)) -> None:
    record_plans(company=company, plans=plans, sources={KIND: ids})


def revisions() -> list[tuple[int, str]]:
    entries = JournalEntry.objects.order_by("source_id", "revision")
    return list(entries.values_list("revision", "status"))


def test_the_same_plan_changes_nothing(company: Company) -> None:
    record(company, plan())
    record(company, plan())

    assert revisions() == [(1, "READY")]


def test_other_lines_make_another_revision(company: Company) -> None:
    record(company, plan("10.00"))
    record(company, plan("11.00"))

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY")]


def test_an_event_that_comes_back_takes_the_next_revision(company: Company) -> None:
    record(company, plan())
    record(company)
    record(company)
    record(company, plan())

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY")]


def test_what_was_in_a_batch_is_left_alone(company: Company) -> None:
    record(company, plan())
    JournalEntry.objects.update(was_exported=True)

    record(company, plan("11.00"))
    record(company)

    assert revisions() == [(1, "READY")]


@pytest.mark.parametrize(
    "lines", [(debit("1010", "1.00"),), (debit("1010", "1.00"),) * 2]
)
def test_lines_that_do_not_balance_are_refused(
    company: Company, lines: tuple[JournalLine, ...]
) -> None:
    with pytest.raises(UnbalancedEntryError):
        record(company, replace(plan(), lines=lines))


def test_ten_replaced_entries_cost_the_queries_of_one(company: Company) -> None:
    counts = []
    for ids in ((1,), tuple(range(2, 12))):
        record(company, *(plan("10.00", pk) for pk in ids), ids=ids)
        with CaptureQueriesContext(connection) as queries:
            record(company, *(plan("11.00", pk) for pk in ids), ids=ids)
        counts.append(len(queries))

    assert counts[0] == counts[1]
