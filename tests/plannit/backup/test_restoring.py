"""What was lost comes back whole."""

import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection

from accounting.guards import drop_guards, install_guards, missing_guards
from accounting.models import GLAccount, JournalLine
from companies.models import Company
from exports.models import ExportFile, TakenBackImport
from plannit.backup.archive import backed_up_models, names_of, table_of
from plannit.guards import ALL_GUARDS
from tests.exports.journal import NOW
from tests.exports.outcomes import refuse, take, take_back
from tests.factories import make_account
from tests.plannit.backup.vault import (
    all_rows,
    back_up,
    books_are_lost,
    lose_everything,
    refusal,
    restore,
    sums_by_account,
)

LINE = "accounting_journalline"
pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_lost_comes_back_row_by_row(company: Company, tmp_path: Path) -> None:
    rows, sums = all_rows(), sums_by_account()
    back_up(tmp_path / "books.zip")
    lose_everything()
    assert books_are_lost()

    restore(tmp_path / "books.zip")

    assert all_rows() == rows
    assert sums_by_account() == sums
    assert len(rows["accounting_journalline"]) == 4
    assert Company.objects.get() == company


def test_what_became_of_a_file_comes_back(company: Company, tmp_path: Path) -> None:
    file = ExportFile.objects.get()
    take(file)
    take_back(file, NOW)
    refuse(file, report=f"{file.name}\nLigne 4")
    rows = all_rows()
    back_up(tmp_path / "books.zip")
    lose_everything()

    restore(tmp_path / "books.zip")

    assert all_rows() == rows
    assert Company.objects.get() == company
    errors = ExportFile.objects.get().errors
    assert errors is not None
    (fault,) = errors["faults"]
    assert (fault["text"], fault["clues"]) == ("Ligne 4", ["line"])
    assert TakenBackImport.objects.get().reason == "Autre société"


@pytest.mark.postgresql
def test_postgresql_knows_how_much_came_back(path: Path) -> None:
    restore(path)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [LINE])
        assert cursor.fetchone() == (JournalLine.objects.count(),)


def test_the_files_are_those_written(path: Path) -> None:
    restore(path)

    file = ExportFile.objects.get()
    assert sha256(file.content).hexdigest() == file.sha256
    assert bytes(file.content).startswith(b"GLImport.001 - Factures")


def test_the_books_are_proved_and_guarded_again(path: Path) -> None:
    said = restore(path)

    assert said[0].startswith("Restored, as it was on 20")
    assert said[1:] == ["1 company", "2 entries", "1 file", "1 invoice", "1 payment"]
    assert missing_guards(ALL_GUARDS, using="default") == []


def test_books_with_a_fault_come_back_and_the_fault_is_named(
    company: Company, tmp_path: Path
) -> None:
    drop_guards(ALL_GUARDS, using="default")
    JournalLine.objects.filter(debit=95, account__number="1201").update(debit=94)
    install_guards(ALL_GUARDS, using="default")
    path = tmp_path / "books.zip"
    back_up(path)
    lose_everything()

    assert " debits 94.00, credits 95.00." in refusal(restore, path)

    assert Company.objects.get() == company
    assert missing_guards(ALL_GUARDS, using="default") == []


def test_new_rows_are_numbered_after_those_restored(path: Path) -> None:
    restore(path)
    last = GLAccount.objects.latest("pk")

    account = make_account(Company.objects.get(), "9999")

    assert account.pk > last.pk


def test_a_backup_says_what_it_holds(company: Company, tmp_path: Path) -> None:
    rows = sum(len(each) for each in all_rows().values())
    path = tmp_path / "books.zip"

    said = back_up(path)

    assert company.pk
    assert said == f"{path}: {rows} rows of {len(all_rows())} tables.\n"
    # It holds the hashes of passwords.
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_person_signs_in_again_after_a_restore(path: Path) -> None:
    with ZipFile(path) as archive:
        names = set(archive.namelist())

    assert "companies_user.jsonl" in names
    assert "django_session.jsonl" not in names
    assert "usersessions_usersession.jsonl" not in names
    assert "mfa_authenticator.jsonl" in names


def test_every_table_has_its_columns_in_the_backup(path: Path) -> None:
    with ZipFile(path) as archive:
        for model in backed_up_models():
            with archive.open(f"{table_of(model)}.jsonl") as rows:
                assert json.loads(next(rows)) == names_of(model)
