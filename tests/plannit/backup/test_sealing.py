"""A sealed backup is read by nobody without the key, and is a file of age."""

import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pyrage.x25519 import Identity

from companies.models import Company
from tests.exports.test_failing_disk import room_for
from tests.plannit.backup.vault import (
    all_rows,
    books_are_lost,
    lose_everything,
    refusal,
    restore,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "quatre mots au hasard"


@pytest.fixture
def identity() -> Identity:
    return Identity.generate()


@pytest.fixture
def key(identity: Identity, tmp_path: Path) -> Path:
    """A file such as age-keygen writes."""
    path = tmp_path / "key.txt"
    path.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return path


def back_up(path: Path, *recipients: Identity) -> None:
    keys = [f"--encrypt={each.to_public()}" for each in recipients]
    call_command("backup", str(path), *keys, stdout=StringIO(), stderr=StringIO())


def restore_with(path: Path, key: Path) -> None:
    call_command("restore", str(path), f"--identity={key}", stdout=StringIO())


def test_what_is_sealed_to_a_key_comes_back(
    company: Company, identity: Identity, key: Path, tmp_path: Path
) -> None:
    rows, path = all_rows(), tmp_path / "books.age"
    back_up(path, Identity.generate(), identity)
    lose_everything()

    restore_with(path, key)

    assert all_rows() == rows
    assert Company.objects.get() == company
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_sealed_backup_says_nothing_and_is_of_age(
    company: Company, identity: Identity, tmp_path: Path
) -> None:
    path = tmp_path / "books.age"

    back_up(path, identity)

    content = path.read_bytes()
    assert company.pk
    assert content.startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert b"companies_user" not in content
    opened = pyrage.decrypt(content, [identity])
    assert "companies_user.jsonl" in ZipFile(BytesIO(opened)).namelist()
    assert [each.name for each in tmp_path.iterdir()] == ["books.age"]


def test_what_is_sealed_with_a_passphrase_comes_back(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text(f"{WORDS}\n")
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(secret))
    rows, path = all_rows(), tmp_path / "books.age"
    back_up(path)
    assert pyrage.passphrase.decrypt(path.read_bytes(), WORDS).startswith(b"PK")
    lose_everything()

    restore(path)

    assert all_rows() == rows
    assert Company.objects.get() == company


def test_a_backup_without_a_seal_says_so(tmp_path: Path) -> None:
    err = StringIO()

    call_command("backup", str(tmp_path / "books.zip"), stdout=StringIO(), stderr=err)

    assert err.getvalue() == (
        "It is not encrypted: whoever has it reads what customers bought, and the hashes"
        " of passwords. --encrypt seals it.\n"
    )


def test_without_its_key_nothing_is_restored(
    company: Company, identity: Identity, tmp_path: Path
) -> None:
    path, other = tmp_path / "books.age", tmp_path / "other.txt"
    other.write_text(str(Identity.generate()))
    back_up(path, identity)
    assert company.pk
    lose_everything()

    assert refusal(restore, path) == f"{path} is sealed to a key: give --identity FILE."
    with pytest.raises(CommandError, match=r"is not opened: No matching keys found\.$"):
        restore_with(path, other)
    assert books_are_lost()


def test_without_its_passphrase_nothing_is_restored(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "books.age"
    monkeypatch.setenv("BACKUP_PASSPHRASE", WORDS)
    back_up(path)
    assert company.pk
    lose_everything()

    monkeypatch.setenv("BACKUP_PASSPHRASE", "trois mots")
    assert refusal(restore, path) == f"{path} is not opened: Decryption failed."
    monkeypatch.delenv("BACKUP_PASSPHRASE")
    said = f"{path} is sealed with a passphrase: set BACKUP_PASSPHRASE_FILE."
    assert refusal(restore, path) == said
    assert books_are_lost()


@pytest.mark.parametrize("cut", [40, 1_000, -1], ids=["header", "middle", "last"])
def test_a_sealed_backup_that_was_cut_restores_nothing(
    company: Company, identity: Identity, key: Path, tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "books.age"
    back_up(path, identity)
    path.write_bytes(path.read_bytes()[:cut])
    assert company.pk
    lose_everything()

    with pytest.raises(CommandError, match="is not opened"):
        restore_with(path, key)

    assert books_are_lost()


@pytest.mark.parametrize(
    "text", ["age1abc", "AGE-SECRET-KEY-1ABC", "ssh-ed25519 AAAA", ""]
)
def test_what_is_no_public_key_seals_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match="is not a public key of age"):
        call_command("backup", str(tmp_path / "books.age"), f"--encrypt={text}")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"# nothing\n", b"AGE-SECRET-KEY-1X\n"]
)
def test_what_is_no_key_opens_nothing(tmp_path: Path, content: bytes) -> None:
    key = tmp_path / "key.txt"
    key.write_bytes(content)

    with pytest.raises(CommandError, match="has no key of age"):
        restore_with(tmp_path / "books.age", key)


def test_a_full_disk_leaves_no_sealed_backup(
    company: Company, identity: Identity, tmp_path: Path
) -> None:
    assert company.pk

    with room_for(2_000), pytest.raises(CommandError, match="too large"):
        back_up(tmp_path / "books.age", identity)

    assert list(tmp_path.iterdir()) == []


LARGE = """
import resource, sys
from pathlib import Path
from pyrage.x25519 import Identity
from plannit.backup.sealing import Seal, sealing
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before, seal = peak(), Seal(recipients=[Identity.generate().to_public()])
with Path(sys.argv[1]).open("wb") as file, sealing(file, seal) as stream:
    for _megabyte in range(200):
        stream.write(bytes(1_000_000))
print(peak() - before)
"""


def test_sealing_to_a_key_needs_no_memory_for_the_whole(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", LARGE, str(tmp_path / "large")],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (tmp_path / "large").stat().st_size > 200_000_000
    assert int(done.stdout) < 30_000  # kilobytes
