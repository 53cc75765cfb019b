import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounting.journal.dating import Event
from accounting.journal.plan import EntryPlan
from accounting.models import JournalEntry
from companies.models import Company
from tests.accounting.entries import credit, debit
from tests.accounting.services.plans import KIND, living, plan, record
from tests.factories import make_company, make_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def returned(amount: str = "10.00", source_id: int = 1) -> EntryPlan:
    """The bank took the payment back."""
    return plan(
        amount,
        source_id,
        event=Event.RETURN,
        lines=(debit("1201", amount), credit("1010", amount)),
        reverses=(KIND, source_id, "payment"),
    )


def test_a_reversal_points_at_the_entry_it_undoes(company: Company) -> None:
    record(company, plan(), returned())

    assert living(event="return").reverses == living(event="payment")
    assert living(event="payment").reverses is None


def test_a_reversal_follows_the_next_revision_of_what_it_undoes(
    company: Company,
) -> None:
    record(company, plan(), returned())

    record(company, plan("11.00"), returned("11.00"))

    payment = living(event="payment")
    assert (payment.revision, living(event="return").reverses) == (2, payment)


def test_a_reversal_written_again_points_at_the_same_entry(company: Company) -> None:
    record(company, plan(), returned())

    record(company, plan(), returned("11.00"))

    payment = living(event="payment")
    assert payment.revision == 1
    assert living(event="return").reverses == payment


def test_a_reversal_of_what_is_gone_points_at_nothing(company: Company) -> None:
    record(company, plan(), returned())

    record(company, returned())

    assert living().reverses is None


def test_a_reversal_that_was_in_a_batch_keeps_pointing(company: Company) -> None:
    record(company, plan(), returned())
    payment = living(event="payment")
    JournalEntry.objects.filter(event="return").update(was_exported=True)

    record(company, plan("11.00"), returned("11.00"))

    assert living(event="return").reverses == payment


def test_a_reversal_finds_what_it_undoes_in_an_earlier_call(company: Company) -> None:
    record(company, plan())

    record(company, returned(), plan())

    assert living(event="return").reverses == living(event="payment")


def test_a_reversal_never_points_into_another_company(company: Company) -> None:
    other = make_settings(make_company("roy")).company
    record(other, plan())

    record(company, returned())

    assert living(event="return").reverses is None


def test_reversals_of_many_cost_the_queries_of_one(company: Company) -> None:
    counts = []
    for ids in ((1,), tuple(range(2, 12))):
        plans = [
            each for pk in ids for each in (plan("10.00", pk), returned("10.00", pk))
        ]
        with CaptureQueriesContext(connection) as queries:
            record(company, *plans, ids=ids)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert JournalEntry.objects.filter(reverses__isnull=False).count() == 11
