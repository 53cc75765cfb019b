"""Nothing is overwritten, and no half of a backup is restored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from accounting.guards import missing_guards
from companies.models import Company
from plannit.guards import ALL_GUARDS
from tests.factories import make_company
from tests.plannit.backup.vault import (
    back_up,
    books_are_lost,
    refusal,
    restore,
    rewrite,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
