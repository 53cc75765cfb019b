"""Triggers for what the database itself must refuse, whoever asks.

A guard is one condition over NEW and OLD that SQLite and PostgreSQL both read. They
are dropped before migrations, because SQLite cannot rename a table that the triggers
of another one mention, and put back after them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Refuses an INSERT, UPDATE or DELETE of a row where `condition` is true.

    A `deferred` one looks when the transaction ends, which SQLite cannot, at the rows
    of which `concerns` was true by then: the others need not wait in its queue.
    """

    name: str
    table: str
    event: str
    condition: str = "TRUE"
    concerns: str = "TRUE"
    deferred: bool = False


def differ(*columns: str) -> str:
    """The condition that one of these columns, none of them null, changes."""
    old, new = (", ".join(f"{row}.{c}" for c in columns) for row in ("OLD", "NEW"))
    return f"({old}) <> ({new})"


def applicable(guards: Iterable[Guard], *, using: str) -> list[Guard]:
    can_defer = connections[using].vendor == "postgresql"
    return [guard for guard in guards if can_defer or not guard.deferred]


def install_guards(guards: Iterable[Guard], *, using: str) -> None:
    """Put the guards, as they are written now, on those of the tables that exist."""
    connection = connections[using]
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    drop_guards(guards, using=using)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for guard in applicable(guards, using=using):
            if guard.table in tables:
                for statement in statements(guard):
                    cursor.execute(statement)


def drop_guards(guards: Iterable[Guard], *, using: str) -> None:
    connection = connections[using]
    statement = "DROP TRIGGER IF EXISTS {}"
    if connection.vendor == "postgresql":
        statement = "DROP FUNCTION IF EXISTS {}() CASCADE"
    with connection.cursor() as cursor:
        for guard in guards:
            cursor.execute(statement.format(guard.name))


def missing_guards(guards: Iterable[Guard], *, using: str) -> list[str]:
    """The names of the guards that are not there, or are switched off."""
    connection = connections[using]
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    expected = applicable(guards, using=using)
    return [guard.name for guard in expected if guard.name not in present]


def keep_guards(guards: Sequence[Guard], *, sender: AppConfig) -> None:
    """Drop the guards before the migrations of this app, install them after."""

    def drop(using: str, **_kwargs: Any) -> None:
        drop_guards(guards, using=using)

    def install(using: str, **_kwargs: Any) -> None:
        install_guards(guards, using=using)

    pre_migrate.connect(drop, sender=sender, weak=False)
    post_migrate.connect(install, sender=sender, weak=False)


def _sqlite(guard: Guard) -> list[str]:
    trigger = (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW WHEN {guard.condition}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.name}'); END"
    )
    return [trigger]


def _postgresql(guard: Guard) -> list[str]:
    row = "OLD" if guard.event == "DELETE" else "NEW"
    when, wait = "BEFORE", ""
    if guard.deferred:
        when, wait = "AFTER", "DEFERRABLE INITIALLY DEFERRED"
    function = (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{guard.name}'"
        " USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; RETURN {row}; END $$"
    )
    trigger = (
        f"CREATE {'CONSTRAINT ' if guard.deferred else ''}TRIGGER {guard.name}"
        f" {when} {guard.event} ON {guard.table} {wait}"
        f" FOR EACH ROW WHEN ({guard.concerns}) EXECUTE FUNCTION {guard.name}()"
    )
    return [function, trigger]
