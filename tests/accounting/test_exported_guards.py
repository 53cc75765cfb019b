"""Column by column, what the database keeps of what was exported."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounting.models import GLAccount, JournalEntry, JournalLine
from tests.accounting.models.journal_rows import add_entry, add_lines
from tests.carrying import export
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


@pytest.fixture
def account() -> GLAccount:
    return make_account(make_company())


@pytest.fixture
def exported(account: GLAccount) -> JournalEntry:
    entry = add_entry(account.company)
    add_lines(entry, account)
    export([entry])
    entry.refresh_from_db()
    return entry


@pytest.fixture
def waiting(account: GLAccount) -> JournalLine:
    """The first of two lines, neither of which has its account."""
    entry = add_entry(account.company, source_id=2, status=Status.WITHDRAWN)
    amount = Decimal("5.00")
    entry.lines.create(position=2, credit=amount, origin="missing:text")
    return entry.lines.create(position=1, debit=amount, origin="missing:text")


@pytest.mark.parametrize(
    "values",
    [
        {"source_kind": "invoices.payment"},
        {"source_id": 2},
        {"event": JournalEntry.Event.VOID},
        {"revision": 2},
        {"document_number": "FAC-00002"},
        {"party": "Gagnon"},
        {"happened_on": date(2026, 11, 4)},
        {"ready_on": date(2026, 11, 4)},
        {"status": Status.READY, "was_exported": False},
        {"status": Status.HELD, "ready_on": None, "was_exported": False},
        {"status": Status.NO_EFFECT, "was_exported": False},
        {"status": Status.PRIOR, "was_exported": False},
    ],
)
def test_nothing_of_an_exported_entry_changes(
    exported: JournalEntry, values: dict[str, Any]
) -> None:
    with (
        pytest.raises(IntegrityError, match="journalentry_exported_is_fixed"),
        transaction.atomic(),
    ):
        JournalEntry.objects.filter(pk=exported.pk).update(**values)


def test_an_exported_entry_stays_in_its_company(exported: JournalEntry) -> None:
    rows = JournalEntry.objects.filter(pk=exported.pk)

    with pytest.raises(IntegrityError, match="journalentry_exported_is_fixed"):
        rows.update(company=make_company("roy"))


def test_what_a_batch_gives_back_is_ready_and_remembers_it(
    exported: JournalEntry,
) -> None:
    rows = JournalEntry.objects.filter(pk=exported.pk)

    assert rows.update(status=Status.READY) == 1

    exported.refresh_from_db()
    assert (exported.status, exported.was_exported) == ("READY", True)


def test_what_was_never_exported_is_written_and_deleted_freely(
    account: GLAccount,
) -> None:
    entry = add_entry(account.company)
    add_lines(entry, account)
    rows = JournalEntry.objects.filter(pk=entry.pk)

    rows.update(status=Status.HELD, ready_on=None, party="Gagnon", revision=3)
    entry.lines.all().delete()

    assert rows.delete()[0] == 1


@pytest.mark.parametrize(
    "values",
    [
        {"position": 9},
        {"debit": Decimal("6.00")},
        {"debit": Decimal(0), "credit": Decimal("5.00")},
        {"tax_treatment": "group:2"},
    ],
    ids=" ".join,
)
def test_a_line_that_waits_takes_an_account_and_nothing_else(
    account: GLAccount, waiting: JournalLine, values: dict[str, Any]
) -> None:
    rows = JournalLine.objects.filter(pk=waiting.pk)

    with (
        pytest.raises(IntegrityError, match="journalline_only_fills_an_account"),
        transaction.atomic(),
    ):
        rows.update(account=account, **values)

    assert rows.update(account=account, origin="line") == 1


def test_a_line_that_waits_stays_in_its_entry(
    account: GLAccount, waiting: JournalLine
) -> None:
    other = add_entry(account.company, status=Status.WITHDRAWN, revision=2)

    with pytest.raises(IntegrityError, match="journalline_only_fills_an_account"):
        JournalLine.objects.filter(pk=waiting.pk).update(entry=other)


def test_no_line_of_an_exported_entry_changes(
    account: GLAccount, exported: JournalEntry
) -> None:
    other = make_account(account.company, "4000")

    with pytest.raises(IntegrityError, match="journalline_only_fills_an_account"):
        JournalLine.objects.filter(entry=exported).update(account=other)


def test_a_line_is_not_moved_into_an_exported_entry(
    exported: JournalEntry, waiting: JournalLine
) -> None:
    with pytest.raises(IntegrityError, match="journalline_only_fills_an_account"):
        JournalLine.objects.filter(pk=waiting.pk).update(entry=exported, position=3)
