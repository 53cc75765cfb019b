from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounting.guards import Guard, drop_guards, install_guards, missing_guards
from accounting.models import JournalEntry, JournalLine
from exports.models import ExportFile
from exports.services.cancelling import cancel_batch
from plannit.guards import ALL_GUARDS
from tests.carrying import place
from tests.exported import make_exported_sale, make_paid_sale
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


def exported_sale() -> JournalEntry:
    make_exported_sale(make_company())
    return JournalEntry.objects.get(event=JournalEntry.Event.SALE)


def ready_sale() -> JournalEntry:
    make_paid_sale(make_company())
    return JournalEntry.objects.get(event=JournalEntry.Event.SALE)


def new_entry(**values: Any) -> JournalEntry:
    values = {
        "status": Status.READY,
        "ready_on": date(2026, 11, 3),
        "company": make_company("autre"),
        **values,
    }
    return JournalEntry(
        source_kind="invoices.invoice",
        source_id=1,
        event=JournalEntry.Event.SALE,
        happened_on=date(2026, 11, 3),
        **values,
    )


def export(entry: JournalEntry) -> int:
    place([entry])
    rows = JournalEntry.objects.filter(pk=entry.pk)
    return rows.update(status=Status.EXPORTED, was_exported=True)


def test_an_exported_entry_takes_no_more_lines() -> None:
    entry = exported_sale()
    line = JournalLine(entry=entry, position=3, debit=Decimal("1.00"))

    with pytest.raises(IntegrityError, match="journalline_not_added_to_exported"):
        line.save()


@pytest.mark.parametrize(
    "values",
    [
        {"debit": Decimal("96.00")},
        {"position": 9},
        {"account": None},
        {"origin": "item:9"},
    ],
)
def test_a_line_with_an_account_never_changes(values: dict[str, Any]) -> None:
    entry = ready_sale()
    line = JournalLine.objects.filter(entry=entry, position=1)

    with pytest.raises(IntegrityError, match="journalline_only_fills_an_account"):
        line.update(**values)


def test_a_line_without_an_account_takes_one_and_nothing_else() -> None:
    entry = new_entry()
    entry.save()
    account = make_account(entry.company)
    JournalLine.objects.create(entry=entry, position=1, debit=Decimal("5.00"))
    JournalLine.objects.create(entry=entry, position=2, credit=Decimal("5.00"))
    lines = JournalLine.objects.filter(entry=entry)

    with (
        pytest.raises(IntegrityError, match="journalline_only_fills_an_account"),
        transaction.atomic(),
    ):
        lines.filter(position=1).update(account=account, debit=Decimal("6.00"))

    assert lines.update(account=account, origin="item:1") == 2


def test_an_exported_entry_keeps_its_lines() -> None:
    entry = exported_sale()

    with pytest.raises(IntegrityError, match="journalline_not_taken_from_exported"):
        JournalLine.objects.filter(entry=entry).delete()


def test_no_entry_begins_as_exported() -> None:
    entry = new_entry(status=Status.EXPORTED, was_exported=True)

    with pytest.raises(IntegrityError, match="journalentry_inserted_exported"):
        entry.save()


@pytest.mark.parametrize(
    ("debits", "credits_"),
    [(["5.00"], []), (["5.00"], ["5.01"]), (["0.10", "0.20"], ["0.31"])],
)
def test_an_entry_out_of_balance_is_not_exported(
    debits: list[str], credits_: list[str]
) -> None:
    entry = new_entry()
    entry.save()
    account = make_account(entry.company)
    for position, amount in enumerate(debits, start=1):
        entry.lines.create(position=position, account=account, debit=Decimal(amount))
    for position, amount in enumerate(credits_, start=len(debits) + 1):
        entry.lines.create(position=position, account=account, credit=Decimal(amount))

    with (
        pytest.raises(IntegrityError, match="journalentry_exported_is_complete"),
        transaction.atomic(),
    ):
        export(entry)

    # Or PostgreSQL refuses it once more when the test ends.
    entry.lines.all().delete()
    entry.delete()


def test_an_entry_without_an_account_is_not_exported() -> None:
    entry = new_entry()
    entry.save()
    entry.lines.create(position=1, debit=Decimal("5.00"))
    entry.lines.create(position=2, credit=Decimal("5.00"))

    with pytest.raises(IntegrityError, match="journalentry_exported_is_complete"):
        export(entry)


def test_cents_that_no_float_holds_balance() -> None:
    entry = new_entry()
    entry.save()
    account = make_account(entry.company)
    entry.lines.create(position=1, account=account, debit=Decimal("0.10"))
    entry.lines.create(position=2, account=account, debit=Decimal("0.20"))
    entry.lines.create(position=3, account=account, credit=Decimal("0.30"))

    assert export(entry) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"document_number": "FAC-2"},
        {"happened_on": date(2026, 11, 4)},
        {"status": Status.WITHDRAWN, "was_exported": False},
        {"status": Status.READY, "party": "Gagnon"},
    ],
)
def test_an_exported_entry_is_fixed(values: dict[str, Any]) -> None:
    entry = exported_sale()

    with pytest.raises(IntegrityError, match="journalentry_exported_is_fixed"):
        JournalEntry.objects.filter(pk=entry.pk).update(**values)


def test_a_cancelled_batch_makes_its_entries_ready_again() -> None:
    batch = make_exported_sale(make_company())

    cancel_batch(batch=batch, cancelled_at=batch.produced_at, cancelled_by=None)

    statuses = JournalEntry.objects.values_list("status", flat=True)
    assert list(statuses) == ["READY", "READY"]


@pytest.mark.parametrize(
    ("table", "guard"),
    [
        ("accounting_journalentry", "journalentry_exported_is_kept"),
        ("exports_exportfile", "exportfile_is_kept"),
        ("auditlog_logentry", "history_is_kept"),
    ],
)
def test_evidence_is_not_deleted(table: str, guard: str) -> None:
    exported_sale()

    with (
        pytest.raises(IntegrityError, match=guard),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of the test


def test_a_file_is_not_changed() -> None:
    exported_sale()

    with pytest.raises(IntegrityError, match="exportfile_is_fixed"):
        ExportFile.objects.update(content=b"other")


def test_the_history_is_not_changed() -> None:
    exported_sale()

    with pytest.raises(IntegrityError, match="history_is_fixed"):
        LogEntry.objects.update(object_repr="other")


def test_all_guards_are_installed() -> None:
    assert missing_guards(ALL_GUARDS, using="default") == []


def test_guards_come_back_with_the_next_migrate() -> None:
    drop_guards(ALL_GUARDS, using="default")
    assert len(missing_guards(ALL_GUARDS, using="default")) >= 11

    call_command("migrate", verbosity=0)

    assert missing_guards(ALL_GUARDS, using="default") == []


def test_a_guard_waits_for_its_table() -> None:
    guard = Guard(name="nothing_is_fixed", table="nothing", event="UPDATE")

    install_guards([guard], using="default")

    assert missing_guards([guard], using="default") == ["nothing_is_fixed"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_entry_balances_when_its_transaction_ends() -> None:
    entry = new_entry()

    with pytest.raises(IntegrityError, match="journalentry_inserted_balances"):
        entry.save()


@pytest.mark.django_db(transaction=True)
def test_tables_are_emptied_after_a_test_that_commits() -> None:
    exported_sale()

    assert ExportFile.objects.count() == 1
