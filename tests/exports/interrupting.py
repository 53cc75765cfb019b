"""Something else that happens while a batch is produced, at a moment that is certain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# Asked when a batch has been rendered, before it takes the lock.
RENDERED = '"exports_exportbatch"."key" = '
# Only PostgreSQL has it: the turn to store a batch.
TURN = "pg_advisory_lock"
# How PostgreSQL is asked for the lock of a company.
LOCKING = "FOR NO KEY UPDATE"
STORING = 'INSERT INTO "exports_exportbatch"'


@contextmanager
def before(
    statement: str, action: Callable[[], object], *, times: int
) -> Iterator[list[str]]:
    """Act before the first so many statements of this connection that contain a text.

    Gives the list of all of them, which fills as they come.
    """
    seen: list[str] = []

    def watch(
        execute: Callable[..., object], sql: str, params: object, *rest: Any
    ) -> object:
        if statement in sql:
            seen.append(sql)
            if len(seen) <= times:
                action()
        return execute(sql, params, *rest)

    with connection.execute_wrapper(watch):
        yield seen
