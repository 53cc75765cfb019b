"""Backups that only who has the key can read, in the format of the program age."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

import pyrage
from django.utils.translation import gettext as _
from environ.fileaware_mapping import FileAwareMapping

from plannit.backup.archive import BackupError

HEADER = b"age-encryption.org/v1"
PASSPHRASE_HEADER = HEADER + b"\n-> scrypt "
FAILURES = (pyrage.DecryptError, pyrage.EncryptError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Public keys, each of which can open the backup; or a passphrase; or neither."""

    recipients: Sequence[pyrage.x25519.Recipient] = ()
    passphrase: str = ""


def passphrase() -> str:
    """Read it from the environment, or from the file that the environment names."""
    try:
        text = FileAwareMapping(cache=False).get("BACKUP_PASSPHRASE", "")  # type: ignore[no-untyped-call]  # environ has no annotations
    except UnicodeDecodeError as error:
        message = _("The file that BACKUP_PASSPHRASE_FILE names is not in UTF-8.")
        raise BackupError(message) from error
    return str(text).strip("\r\n")


def read_recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        message = _("“%(text)s” is not a public key of age, which starts with age1.")
        raise BackupError(message % {"text": text}) from error


def read_identities(path: Path) -> list[pyrage.x25519.Identity]:
    """Read the keys of a file that age-keygen wrote, a line each, `#` before remarks."""
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        keys = [line for line in lines if line and not line.startswith("#")]
        identities = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (pyrage.IdentityError, UnicodeDecodeError):
        identities = []
    if not identities:
        message = _("%(path)s has no key of age: a line starts with AGE-SECRET-KEY-1.")
        raise BackupError(message % {"path": path})
    return identities


@contextmanager
def sealing(file: IO[bytes], seal: Seal) -> Iterator[IO[bytes]]:
    """Give where to write what the file is to hold, sealed."""
    if seal.recipients:
        with _sealing_to_keys(file, seal.recipients) as stream:
            yield stream
    elif seal.passphrase:
        # pyrage seals with a passphrase only what is in memory as a whole.
        clear = BytesIO()
        yield clear
        file.write(pyrage.passphrase.encrypt(clear.getvalue(), seal.passphrase))
    else:
        yield file


@contextmanager
def _sealing_to_keys(
    file: IO[bytes], recipients: Sequence[pyrage.x25519.Recipient]
) -> Iterator[IO[bytes]]:
    """What is written goes by a pipe to a thread that seals it: never to a disk."""
    failures: list[Exception] = []
    reading, writing = (
        open(end, mode)  # noqa: PTH123, SIM115 - ends of a pipe, each closed below
        for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True)
    )

    def seal() -> None:
        with reading:
            try:
                pyrage.encrypt_io(reading, file, list(recipients))
            except FAILURES as error:
                failures.append(error)

    thread = Thread(target=seal)
    thread.start()
    try:
        with writing:
            yield writing
    except BrokenPipeError:
        pass
    finally:
        thread.join()
    if failures:
        raise BackupError(str(failures[0])) from failures[0]


@contextmanager
def opening(
    path: Path, *, identities: Sequence[pyrage.x25519.Identity], passphrase: str
) -> Iterator[IO[bytes]]:
    """Give the backup, opened into a file that has no name and ends with the process."""
    with path.open("rb") as file, TemporaryFile() as clear:
        start = file.read(len(PASSPHRASE_HEADER))
        file.seek(0)
        if not start.startswith(HEADER):
            yield file
            return
        by_passphrase = start == PASSPHRASE_HEADER
        if not (passphrase if by_passphrase else identities):
            raise BackupError(_needed(path, by_passphrase=by_passphrase))
        try:
            if by_passphrase:
                clear.write(pyrage.passphrase.decrypt(file.read(), passphrase))
            else:
                pyrage.decrypt_io(file, clear, list(identities))
        except FAILURES as error:
            message = _("%(path)s is not opened: %(error)s.")
            raise BackupError(message % {"path": path, "error": error}) from error
        clear.seek(0)
        yield clear


def _needed(path: Path, *, by_passphrase: bool) -> str:
    message = (
        _("%(path)s is sealed with a passphrase: set BACKUP_PASSPHRASE_FILE.")
        if by_passphrase
        else _("%(path)s is sealed to a key: give --identity FILE.")
    )
    return message % {"path": path}
