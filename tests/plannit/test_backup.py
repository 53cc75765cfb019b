import json
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db.models import Sum

from accounting.guards import drop_guards, install_guards, missing_guards
from accounting.models import GLAccount, JournalLine
from companies.models import Company
from exports.models import ExportFile
from plannit.backup.archive import backed_up_models, names_of, table_of
from plannit.guards import ALL_GUARDS
from tests.exported import make_exported_sale
from tests.factories import make_account, make_company, make_member

pytestmark = pytest.mark.django_db(transaction=True)
Rows = dict[str, list[tuple[object, ...]]]
Sums = dict[str | None, tuple[object, object]]


@pytest.fixture
def company() -> Company:
    """Books with a sale, its payment and their batch, and a history of the rules."""
    company = make_company()
    make_member(company)
    make_exported_sale(company)
    return company


@pytest.fixture
def path(company: Company, tmp_path: Path) -> Path:
    """A backup of the books, which are lost: the database is as migrate leaves it."""
    path = tmp_path / "books.zip"
    back_up(path)
    assert company.pk
    lose_everything()
    return path


def back_up(path: Path) -> str:
    out = StringIO()
    call_command("backup", str(path), stdout=out)
    return out.getvalue()


def restore(path: Path) -> list[str]:
    out = StringIO()
    call_command("restore", str(path), stdout=out)
    return out.getvalue().splitlines()


def refusal(command: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        command(path)
    assert refused.value.returncode == 1
    return str(refused.value)


def lose_everything() -> None:
    """A new database, in which migrate numbered the models otherwise."""
    drop_guards(ALL_GUARDS, using="default")
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def all_rows() -> Rows:
    """Every row of every table of the backup, the bytes of files included."""
    return {
        table_of(model): [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in model._base_manager.order_by("pk").values_list()  # noqa: SLF001 - Django documents it
        ]
        for model in backed_up_models()
    }


def sums_by_account() -> Sums:
    rows = JournalLine.objects.values_list("account__number")
    sums = rows.annotate(Sum("debit"), Sum("credit")).order_by("account__number")
    return {number: (debits, credits_) for number, debits, credits_ in sums}


def rewrite(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a member of the archive, and its checksum with it."""
    with ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = change(members[name])
    with ZipFile(path, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)


def books_are_lost() -> bool:
    return not Company.objects.exists() and not ExportFile.objects.exists()


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


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "books.zip"
    path.write_text("mine")

    said = refusal(back_up, path)

    assert said == f"{path} exists and is never overwritten: choose another FILE."
    assert path.read_text() == "mine"


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "books.zip"

    assert "No such file or directory" in refusal(back_up, path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_with_rows_is_left_as_it_is(path: Path) -> None:
    make_company("boutique")

    said = refusal(restore, path)

    assert said.startswith("The database is not empty: ")
    assert said.endswith(" has rows. Restore into a new one, after migrate.")
    assert [company.slug for company in Company.objects.all()] == ["boutique"]
    assert missing_guards(ALL_GUARDS, using="default") == []


def test_a_backup_of_another_version_is_refused_by_name(path: Path) -> None:
    def without_the_last(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["migrations"].remove(["taxes", "0002_taxgroup_province"])
        return json.dumps(manifest).encode()

    rewrite(path, "backup.json", without_the_last)

    assert refusal(restore, path) == (
        "The backup is of another version of this program (taxes.0002_taxgroup_province):"
        " restore it with that version, then migrate."
    )
    assert books_are_lost()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("accounting_journalline.jsonl", lambda rows: rows.replace(b"95.00", b"59.00")),
        ("invoices_payment.jsonl", lambda rows: rows.splitlines(keepends=True)[0]),
        ("invoices_payment.jsonl", lambda rows: rows.replace(b'"amount"', b'"total"')),
        ("exports_exportfile.jsonl", lambda rows: rows[:-100]),
        ("backup.json", lambda manifest: manifest[:-100]),
    ],
    ids=["an amount", "a row missing", "another column", "half a row", "no manifest"],
)
def test_a_backup_that_was_changed_restores_nothing(
    path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    rewrite(path, name, change)

    assert f"{path} is not a whole backup: " in refusal(restore, path)
    assert books_are_lost()
    assert missing_guards(ALL_GUARDS, using="default") == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "books.zip"
    path.write_bytes(content)

    assert f"{path} is not a whole backup: " in refusal(restore, path)


def test_no_file_is_no_backup(tmp_path: Path) -> None:
    assert "No such file or directory" in refusal(restore, tmp_path / "books.zip")


def test_every_table_has_its_columns_in_the_backup(path: Path) -> None:
    with ZipFile(path) as archive:
        for model in backed_up_models():
            with archive.open(f"{table_of(model)}.jsonl") as rows:
                assert json.loads(next(rows)) == names_of(model)
