from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounting.journal.dating import Event
from accounting.models import GLAccount, JournalEntry
from companies.models import Company
from tests.accounting.models.journal_rows import (
    DAY,
    add_entry,
    add_lines,
    readied,
)
from tests.carrying import place
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


@pytest.fixture
def account() -> GLAccount:
    return make_account(make_company())


@pytest.fixture
def company(account: GLAccount) -> Company:
    return account.company


def refused(company: Company, **values: Any) -> str:
    """What the database says of an entry that it does not take."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        add_entry(company, **values)
    return str(error.value)


@pytest.mark.parametrize("status", [Status.READY, Status.NO_EFFECT, Status.PRIOR])
def test_what_does_not_wait_has_a_day(company: Company, status: Status) -> None:
    said = refused(company, status=status, ready_on=None)

    assert "journalentry_held_has_no_ready_date" in said


def test_an_entry_is_not_exported_without_a_day(account: GLAccount) -> None:
    entry = readied(account, 1)
    place([entry])
    rows = JournalEntry.objects.filter(pk=entry.pk)

    with (
        pytest.raises(IntegrityError, match="journalentry_held_has_no_ready_date"),
        transaction.atomic(),
    ):
        rows.update(status=Status.EXPORTED, was_exported=True, ready_on=None)


def test_a_held_entry_has_no_day_yet(company: Company) -> None:
    said = refused(company, status=Status.HELD, ready_on=DAY)

    assert "journalentry_held_has_no_ready_date" in said


@pytest.mark.parametrize("ready_on", [None, DAY])
def test_a_withdrawn_entry_keeps_the_day_it_had(
    company: Company, ready_on: date | None
) -> None:
    entry = add_entry(company, status=Status.WITHDRAWN, ready_on=ready_on)

    entry.refresh_from_db()
    assert (entry.status, entry.ready_on) == ("WITHDRAWN", ready_on)


@pytest.mark.parametrize(
    ("status", "ready_on"),
    [
        (Status.HELD, None),
        (Status.WITHDRAWN, DAY),
        (Status.NO_EFFECT, DAY),
        (Status.PRIOR, DAY),
    ],
)
def test_what_was_once_in_a_batch_stays_released(
    company: Company, status: Status, ready_on: date | None
) -> None:
    said = refused(company, status=status, ready_on=ready_on, was_exported=True)

    assert "journalentry_once_exported_stays_released" in said


def test_an_exported_entry_remembers_that_it_was(account: GLAccount) -> None:
    entry = readied(account, 1)
    place([entry])

    with (
        pytest.raises(IntegrityError, match="journalentry_exported_was_exported"),
        transaction.atomic(),
    ):
        JournalEntry.objects.filter(pk=entry.pk).update(status=Status.EXPORTED)


@pytest.mark.parametrize(
    "state", [{"status": Status.READY}, {"status": Status.HELD, "ready_on": None}]
)
def test_an_event_has_one_living_entry(
    account: GLAccount, state: dict[str, Any]
) -> None:
    readied(account, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        add_entry(account.company, revision=2, **state)


def test_a_revision_is_written_once_even_when_it_was_withdrawn(
    company: Company,
) -> None:
    add_entry(company, status=Status.WITHDRAWN)

    with pytest.raises(IntegrityError), transaction.atomic():
        add_entry(company, status=Status.WITHDRAWN)

    add_entry(company, status=Status.WITHDRAWN, revision=2)
    assert JournalEntry.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"source_id": 2},
        {"source_kind": "invoices.payment"},
        {"event": JournalEntry.Event.VOID},
        {"revision": 2, "status": Status.WITHDRAWN},
    ],
    ids=["document", "kind", "event", "withdrawn"],
)
def test_another_event_has_an_entry_of_its_own(
    account: GLAccount, other: dict[str, Any]
) -> None:
    readied(account, 1)

    entry = add_entry(account.company, **other)
    add_lines(entry, account)

    assert JournalEntry.objects.count() == 2


def test_two_companies_number_their_documents_alike(account: GLAccount) -> None:
    other = make_account(make_company("roy"))

    readied(account, 1)
    readied(other, 1)

    assert JournalEntry.objects.for_company(other.company).count() == 1


@pytest.mark.parametrize(
    ("debit", "credit"),
    [
        ("5.00", "5.00"),
        ("0.00", "0.00"),
        ("-5.00", "0.00"),
        ("0.00", "-5.00"),
        ("-5.00", "5.00"),
    ],
)
def test_a_line_has_one_positive_side(
    company: Company, debit: str, credit: str
) -> None:
    entry = add_entry(company, status=Status.WITHDRAWN)

    with pytest.raises(IntegrityError, match="journalline_one_positive_side"):
        entry.lines.create(position=1, debit=Decimal(debit), credit=Decimal(credit))


def test_two_lines_never_stand_in_one_place(account: GLAccount) -> None:
    first = add_entry(account.company, status=Status.WITHDRAWN)
    second = add_entry(account.company, status=Status.WITHDRAWN, revision=2)
    add_lines(first, account)
    add_lines(second, account)

    with pytest.raises(IntegrityError), transaction.atomic():
        first.lines.create(position=2, account=account, debit=Decimal("1.00"))


def test_neither_an_account_nor_an_entry_with_lines_is_deleted(
    account: GLAccount,
) -> None:
    entry = add_entry(account.company, status=Status.WITHDRAWN)
    add_lines(entry, account)

    for row in (account, entry):
        with pytest.raises(ProtectedError):
            row.delete()


def test_an_entry_is_undone_by_one_other(account: GLAccount) -> None:
    sale = readied(account, 1)
    readied(account, 1, event=JournalEntry.Event.VOID, reverses=sale)

    with pytest.raises(IntegrityError), transaction.atomic():
        add_entry(account.company, source_id=2, reverses=sale)


def test_the_database_knows_every_event_that_an_entry_tells() -> None:
    assert JournalEntry.Event.values == [event.value for event in Event]
    assert len(set(JournalEntry.Event.labels)) == len(Event)


def test_an_entry_is_called_by_its_document_and_what_it_tells(
    account: GLAccount,
) -> None:
    entry = readied(account, 1, event=JournalEntry.Event.CREDIT_NOTE)

    assert str(entry) == "FAC-00001 (credit note)"
    assert str(entry.lines.get(position=2)) == f"{entry.pk}/2"
