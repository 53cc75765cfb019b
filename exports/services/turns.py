"""One export of a company at a time; a turn ends with its process, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from companies.models import Company

EXPORT, FILES = 4_201, 4_202
"""Numbers of the two advisory locks that are taken on PostgreSQL."""
NAMES = {EXPORT: "export", FILES: "files"}


class ExportUnderWayError(Exception):
    """Somebody else's export of the company has its turn."""


@contextmanager
def turn_to_export(company: Company, *, waits: bool = True) -> Iterator[None]:
    """Hold the turn of the company: no other process does, and none that died."""
    with _turn(EXPORT, company, waits):
        yield


@contextmanager
def turn_to_write_files(company: Company, *, waits: bool = True) -> Iterator[None]:
    """Hold the command line's turn to put files in folders; ask for it before any lock.

    What still waits for its name in a folder is then of a process that died.
    """
    with _turn(FILES, company, waits):
        yield


def _turn(act: int, company: Company, waits: bool) -> AbstractContextManager[None]:  # noqa: FBT001 - private
    turn = _advised if connection.vendor == "postgresql" else _filed
    return turn(act, company, waits)


@contextmanager
def _advised(act: int, company: Company, waits: bool) -> Iterator[None]:  # noqa: FBT001 - private
    name = "pg_advisory_lock" if waits else "pg_try_advisory_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s, %s)", [act, company.pk])
        if cursor.fetchone() == (False,):
            raise ExportUnderWayError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [act, company.pk])


@contextmanager
def _filed(act: int, company: Company, waits: bool) -> Iterator[None]:  # noqa: FBT001 - private
    """A lock on a file beside the database; no other process sees one in memory."""
    sqlite: Any = connection
    if sqlite.is_in_memory_db():
        yield
        return
    name = sqlite.settings_dict["NAME"]
    with Path(f"{name}-{NAMES[act]}-{company.pk}").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ExportUnderWayError from None
        yield
