"""Lines without an account take the one that a rule gives later."""

from dataclasses import replace

import pytest

from accounting.journal.entry import JournalLine
from accounting.models import GLAccount, JournalEntry
from companies.models import Company
from tests.accounting.entries import credit, debit
from tests.accounting.services.plans import living, plan, record, revisions, written
from tests.factories import make_company, make_settings

pytestmark = pytest.mark.django_db

WAITING = (
    replace(debit(None, "10.00"), origin="missing:method:1"),
    replace(credit("1201", "10.00"), origin="sale"),
)
KNOWN = (
    replace(debit("1010", "10.00"), origin="method:1"),
    replace(credit("1201", "10.00"), origin="settings:payment_credit"),
)


@pytest.fixture
def company() -> Company:
    return make_settings(make_company()).company


def record_lines(company: Company, *lines: JournalLine) -> None:
    record(company, plan(lines=lines))


def test_a_line_waits_for_its_account_and_says_which_rule_was_asked(
    company: Company,
) -> None:
    record_lines(company, *WAITING)

    assert written(living()) == [
        (None, "10.00", "missing:method:1"),
        ("1201", "-10.00", "sale"),
    ]


def test_an_account_that_is_known_now_fills_the_line_that_lacked_it(
    company: Company,
) -> None:
    record_lines(company, *WAITING)

    record_lines(company, *KNOWN)

    assert revisions() == [(1, "READY")]
    # What had an account keeps it with its rule: only what was missing is filled.
    assert written(living()) == [
        ("1010", "10.00", "method:1"),
        ("1201", "-10.00", "sale"),
    ]


def test_a_line_that_still_waits_stays_as_it_is(company: Company) -> None:
    record_lines(company, *WAITING)

    record_lines(company, *WAITING)

    assert revisions() == [(1, "READY")]
    assert written(living())[0] == (None, "10.00", "missing:method:1")


def test_an_account_taken_for_another_writes_the_entry_anew(company: Company) -> None:
    record_lines(company, *KNOWN)

    record_lines(company, replace(debit("1015", "10.00"), origin="method:1"), KNOWN[1])

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY")]
    assert written(living())[0] == ("1015", "10.00", "method:1")
    withdrawn = JournalEntry.objects.get(revision=1)
    assert written(withdrawn)[0] == ("1010", "10.00", "method:1")


def test_an_account_that_no_rule_gives_any_more_writes_the_entry_anew(
    company: Company,
) -> None:
    record_lines(company, *KNOWN)

    record_lines(company, *WAITING)

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY")]
    assert written(living())[0] == (None, "10.00", "missing:method:1")


def test_an_account_fills_no_line_whose_amount_differs(company: Company) -> None:
    record_lines(company, *WAITING)

    record_lines(
        company,
        replace(debit("1010", "11.00"), origin="method:1"),
        replace(credit("1201", "11.00"), origin="sale"),
    )

    assert revisions() == [(1, "WITHDRAWN"), (2, "READY")]


def test_an_entry_once_in_a_batch_is_filled_by_nothing(company: Company) -> None:
    record_lines(company, *WAITING)
    JournalEntry.objects.update(was_exported=True)

    record_lines(company, *KNOWN)

    assert written(living())[0] == (None, "10.00", "missing:method:1")


def test_a_number_means_the_account_of_the_company(company: Company) -> None:
    make_settings(make_company("roy"))
    record_lines(company, *WAITING)

    record_lines(company, *KNOWN)

    own = GLAccount.objects.for_company(company)
    found = [line.account for line in living().lines.order_by("position")]
    assert found == [own.get(number="1010"), own.get(number="1201")]


def test_the_treatment_and_the_place_of_a_line_are_kept(company: Company) -> None:
    lines = (
        debit("1010", "10.00"),
        replace(credit("4000", "4.00"), tax_treatment="group:1"),
        replace(credit("4000", "6.00"), tax_treatment="group:2"),
    )

    record_lines(company, *lines)

    rows = living().lines.order_by("position")
    assert list(rows.values_list("position", "tax_treatment")) == [
        (1, ""),
        (2, "group:1"),
        (3, "group:2"),
    ]
