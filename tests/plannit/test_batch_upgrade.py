"""What batches said of all their files is said of each of them after an upgrade."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from accounting.guards import missing_guards
from accounting.models import JournalEntry
from companies.models import Company, User
from exports.models import ExportBatch, ExportFile
from exports.rejections import tell_errors
from exports.services.abandoning import recover_entries
from plannit.guards import ALL_GUARDS

BEFORE = [("exports", "0007_exportbatch_begun"), ("accounting", "0004_daily_detail")]
AT = datetime(2026, 10, 31, 22, tzinfo=UTC)
REPORT = "GLImport.004\r\nLigne 4 : compte\r\nGLImport.005\r\nErreur interne\r\n"
PROFILE = {
    "base_name": "GLImport",
    "encoding": "cp1252",
    "trailing_blank_lines": 0,
    "max_entries_per_file": 1,
    "one_period_per_file": True,
    "length_line": True,
    "account_width": 7,
    "account_justify": "right",
    "header_width": 42,
    "entry_number": False,
    "decimal_mark": ".",
    "department_width": 0,
    "split_large_amounts": False,
}


class Books:
    """Batches of two sales, each in a file of its own, as they were kept before."""

    def __init__(self, apps: StateApps) -> None:
        self.apps = apps
        self.company = self.add("companies.Company", slug="cote", name="Côté")
        self.user = self.add("companies.User", email="luc@cote.example.com")
        self.account = self.add(
            "accounting.GLAccount",
            company=self.company,
            number="1201",
            name="Compte-clients Plannit",
            category="asset",
        )
        self.sales = 0

    def add(self, label: str, **values: Any) -> Any:
        return self.apps.get_model(label)._base_manager.create(**values)  # noqa: SLF001 - Django documents it

    def add_batch(self, number: int, status: str, **values: Any) -> Any:
        batch = self.add(
            "exports.ExportBatch",
            company=self.company,
            number=number,
            status=status,
            through=date(2026, 10, 31),
            produced_at=AT,
            key=uuid4(),
            detail="detailed",
            language="fr-ca",
            profile=PROFILE,
            entry_count=2,
            total=Decimal("20.00"),
            **values,
        )
        for _file in range(2):
            self.sales += 1
            self._carry(self._add_sale(), batch)
        return batch

    def _add_sale(self) -> Any:
        entry = self.add(
            "accounting.JournalEntry",
            company=self.company,
            source_kind="invoices.invoice",
            source_id=self.sales,
            event="sale",
            document_number=f"FAC-{self.sales:05}",
            party="Gagnon",
            happened_on=date(2026, 10, 5),
            ready_on=date(2026, 10, 5),
            status="READY",
        )
        line = {"entry": entry, "account": self.account, "origin": "sale"}
        self.add("accounting.JournalLine", position=1, debit=Decimal(10), **line)
        self.add("accounting.JournalLine", position=2, credit=Decimal(10), **line)
        return entry

    def _carry(self, entry: Any, batch: Any) -> None:
        name = f"GLImport.{self.sales:03}"
        content = "".join(
            f"{line}\r\n"
            for line in (
                f"{name} - Factures",
                "LGL7",
                f"E261005{entry.document_number} Gagnon".ljust(42),
                "T   1201    10.00         ",
                "T   1201             10.00",
            )
        )
        is_released = batch.status in ("REJECTED", "CANCELLED")
        self.add(
            "exports.BatchEntry",
            batch=batch,
            file=self.add_file(batch, "glimport", name, content),
            entry=entry,
            position=self.sales,
            dated_on=entry.happened_on,
            released_at=AT if is_released else None,
        )
        entry.status = "READY" if is_released else "EXPORTED"
        entry.was_exported = True
        entry.save()

    def add_file(self, batch: Any, format_id: str, name: str, content: str) -> Any:
        return self.add(
            "exports.ExportFile",
            batch=batch,
            format=format_id,
            name=name,
            first_on=date(2026, 10, 1),
            last_on=date(2026, 10, 31),
            entry_count=1,
            total=Decimal("10.00"),
            content=content.encode(),
            sha256="",
        )


@pytest.fixture
def books(new_database: None) -> Books:  # noqa: ARG001 - the models are its
    """A batch in each state that there was; the first has a copy in Excel."""
    executor = MigrationExecutor(connections["default"])
    executor.migrate(BEFORE)
    books = Books(executor.loader.project_state(BEFORE).apps)
    luc = books.user
    produced = books.add_batch(1, "PRODUCED")
    books.add_file(produced, "xlsx", "lot-1.xlsx", "")
    rejected = {"rejected_at": AT, "rejected_by": luc}
    books.add_batch(2, "REJECTED", error_report=REPORT, **rejected)
    imported = {"imported_at": AT, "imported_by": luc}
    books.add_batch(3, "IMPORTED", acomba_period="10", **imported)
    books.add_batch(4, "CANCELLED", cancelled_at=AT, cancelled_by=luc)
    books.add_batch(5, "BEGUN")
    books.add_batch(6, "REJECTED", rejected_at=AT)
    return books


# One test, because all the migrations take as long as a hundred others.
def test_each_file_has_the_state_of_its_batch(books: Books) -> None:
    call_command("migrate", verbosity=0)

    assert_states_are_kept()
    assert_who_and_when_are_kept()
    assert_errors_are_read()
    assert missing_guards(ALL_GUARDS, using="default") == []
    assert_what_was_begun_is_taken_back()
    assert_it_can_be_undone(books)


def files(number: int) -> list[ExportFile]:
    return list(ExportFile.objects.filter(batch__number=number))


def assert_states_are_kept() -> None:
    assert {batch.number: batch.state for batch in ExportBatch.objects.all()} == {
        1: "PRODUCED",
        2: "REJECTED",
        3: "IMPORTED",
        4: "CANCELLED",
        5: "BEGUN",
        6: "REJECTED",
    }
    assert [file.state for file in files(1)] == ["PRODUCED", "PRODUCED", None]
    assert [file.state for file in files(5)] == ["PRODUCED", "PRODUCED"]


def assert_who_and_when_are_kept() -> None:
    luc = User.objects.get()
    for file in files(2):
        assert (file.rejected_at, file.rejected_by) == (AT, luc)
        assert file.error_report == REPORT
    for file in files(3):
        assert (file.imported_at, file.imported_by) == (AT, luc)
        assert file.acomba_period == "10"
    for file in files(4):
        assert (file.cancelled_at, file.cancelled_by) == (AT, luc)
    for file in files(6):
        assert (file.rejected_by, file.error_report, file.errors) == (None, "", None)


def assert_errors_are_read() -> None:
    """The report names the second file of its batch."""
    third, fourth = tell_errors(files(2))
    assert third.faults == []
    (fault,) = fourth.faults or []
    assert fault.text == "Ligne 4 : compte"
    assert [str(clue) for clue in fault.clues] == ["its line"]
    assert [e.document_number for e in fault.found.entries] == ["FAC-00004"]


def assert_what_was_begun_is_taken_back() -> None:
    recover_entries(company=Company.objects.get(), recovered_at=AT)
    assert ExportBatch.objects.get(number=5).state == "CANCELLED"
    assert JournalEntry.objects.filter(status="EXPORTED").count() == 4


def assert_it_can_be_undone(books: Books) -> None:
    call_command("migrate", "exports", "0007", verbosity=0)

    batches = books.apps.get_model("exports.ExportBatch").objects.order_by("number")
    _first, second, third, *_others = batches
    assert [batch.status for batch in batches] == [
        "PRODUCED",
        "REJECTED",
        "IMPORTED",
        "CANCELLED",
        "CANCELLED",
        "REJECTED",
    ]
    assert (second.error_report, second.rejected_at) == (REPORT, AT)
    assert (third.acomba_period, third.imported_by_id) == ("10", books.user.pk)
