from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounting.journal.entry import JournalLine, UnbalancedEntryError
from accounting.models import JournalEntry
from companies.models import Company
from tests.accounting.entries import debit
from tests.accounting.services.plans import plan, record, revisions
from tests.factories import make_company, make_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


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
