"""Work on a copy of the database, so that nobody waits while it lasts.

SQLite has one writer at a time, whichever company it writes for. What takes long is
done on a copy that nobody else sees; the lock is held only while the rows that it wrote
are put across. PostgreSQL locks one company alone: there the work is done at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from companies.models import Company
from companies.services import lock_company

T = TypeVar("T")
ATTEMPTS = 3
# More rows of any table than a row of a file makes.
IDS_EACH, IDS_MORE = 20, 1_000
# Its one change is the count of its lock, which is taken anew.
LEFT_OUT = "companies_company"
# Nothing of the copy outlives a failure: it is never put right after one.
FLEETING = {"init_command": "PRAGMA synchronous=OFF"}


class OutOfDateError(Exception):
    """The company was written to since the copy was made, or there are too few ids."""


@dataclass(frozen=True, slots=True)
class _Table:
    """`ids` are those that its new rows take, which nobody else gets."""

    name: str
    columns: list[str]
    ids: range


def work_apart(*, company: Company, rows: int, work: Callable[[], T]) -> T:
    """Do the work: a transaction that takes the company's lock first.

    `rows` is how many it was asked to bring in. Where somebody else writes for the
    company each time before it is done, the last time is under the lock.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        for _attempt in range(ATTEMPTS):
            with suppress(OutOfDateError):
                return _work_on_copy(company, rows, work)
    return work()


def _work_on_copy(company: Company, rows: int, work: Callable[[], T]) -> T:
    with _copied() as copy:
        tables = _reserve_ids(copy, rows * IDS_EACH + IDS_MORE)
        try:
            _watch(copy, tables)
            with _in_its_place(copy):
                count = Company.objects.get(pk=company.pk).lock_count
                result = work()
            with transaction.atomic():
                if lock_company(company).lock_count != count + 1:
                    raise OutOfDateError
                _put_across(copy, tables)
        finally:
            _give_ids_back(tables)
    return result


@contextmanager
def _copied() -> Iterator[Any]:
    """Copy the database as it is at one moment, and attach it as `copied`."""
    connection.ensure_connection()
    copy = connection.copy()
    copy.settings_dict["OPTIONS"] |= FLEETING
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "copy.sqlite3"))
        copy.settings_dict["NAME"] = path
        copy.ensure_connection()
        connection.connection.backup(copy.connection)
        with copy.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=MEMORY")
        with connection.cursor() as cursor:
            cursor.execute("ATTACH DATABASE %s AS copied", [path])
    # The file has no name any more: it goes with the process, however that ends.
    try:
        yield copy
    finally:
        copy.close()
        with connection.cursor() as cursor:
            cursor.execute("DETACH DATABASE copied")


@contextmanager
def _in_its_place(copy: Any) -> Iterator[None]:
    """Give the copy to everything in this thread that asks for the database."""
    ordinary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = ordinary


def _reserve_ids(copy: Any, count: int) -> list[_Table]:
    """Take ids for what the work will add: other rows name them, also in words."""
    with copy.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'"
        )
        names = [name for (name,) in cursor.fetchall() if name != LEFT_OUT]
    tables = []
    with transaction.atomic():
        for name in names:
            first = _last_id(connection, name) + 1
            ids = range(first, first + count)
            _set_last_id(connection, name, ids[-1])
            tables.append(_Table(name, _columns(copy, name), ids))
    for table in tables:
        _set_last_id(copy, table.name, table.ids.start - 1)
    return tables


def _give_ids_back(tables: list[_Table]) -> None:
    """Give back the ids that are not used, unless somebody took some after them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            if _last_id(connection, table.name) == table.ids[-1]:
                cursor.execute(f"SELECT MAX(id) FROM {table.name}")  # noqa: S608 - our own names
                (used,) = cursor.fetchone()
                last = max(used or 0, table.ids.start - 1)
                _set_last_id(connection, table.name, last)


def _columns(copy: Any, name: str) -> list[str]:
    with copy.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [name])
        return [f'"{column}"' for (column,) in cursor.fetchall()]


def _last_id(database: Any, name: str) -> int:
    with database.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        return int((cursor.fetchone() or (0,))[0])


def _set_last_id(database: Any, name: str, last: int) -> None:
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
        cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [name, last])


def _watch(copy: Any, tables: list[_Table]) -> None:
    """Remember which rows that were there are changed or deleted."""
    with copy.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE touched (name TEXT, id INTEGER, PRIMARY KEY (name, id))"
        )
        for table in tables:
            for event in ("UPDATE", "DELETE"):
                cursor.execute(
                    f"CREATE TRIGGER {event}_{table.name} AFTER {event} ON {table.name}"  # noqa: S608 - our own names
                    f" WHEN OLD.id < {table.ids.start} BEGIN INSERT OR IGNORE"
                    f" INTO touched VALUES ('{table.name}', OLD.id); END"
                )


def _put_across(copy: Any, tables: list[_Table]) -> None:
    """Write what the work wrote; what is new comes last, in the place of what is not."""
    if any(_last_id(copy, table.name) > table.ids[-1] for table in tables):
        raise OutOfDateError
    with connection.cursor() as cursor:
        for statement in (_delete, _change, _add):
            for table in tables:
                cursor.execute(statement(table))


def _touched(table: _Table) -> str:
    return f"(SELECT id FROM copied.touched WHERE name = '{table.name}')"  # noqa: S608 - our own names


def _delete(table: _Table) -> str:
    name = table.name
    return (
        f"DELETE FROM {name} WHERE id IN {_touched(table)}"  # noqa: S608 - our own names
        f" AND id NOT IN (SELECT id FROM copied.{name})"
    )


def _change(table: _Table) -> str:
    name, columns = table.name, ", ".join(table.columns)
    return (
        f"UPDATE {name} SET ({columns}) ="  # noqa: S608 - our own names
        f" (SELECT {columns} FROM copied.{name} changed WHERE changed.id = {name}.id)"
        f" WHERE id IN {_touched(table)}"
    )


def _add(table: _Table) -> str:
    name, columns = table.name, ", ".join(table.columns)
    return (
        f"INSERT INTO {name} ({columns}) SELECT {columns}"  # noqa: S608 - our own names
        f" FROM copied.{name} WHERE id >= {table.ids.start} ORDER BY id"
    )
