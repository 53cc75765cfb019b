"""The shape of a backup: a zip with the rows of each table, and what to check of it.

`backup.json` names the migrations of the database, and the rows and SHA-256 of each
table. `<table>.jsonl` has the names of its columns, then a row a line.
"""

from typing import TypedDict

from django.apps import apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, Model

MANIFEST = "backup.json"
FORMAT = 1
# Who was signed in: a person signs in again.
LEFT_OUT = {"sessions.Session", "usersessions.UserSession"}
# Migrate fills them by itself, with numbers of its own, which rows of others name.
FILLED_BY_MIGRATE = ["auth.Permission", "contenttypes.ContentType"]
CHUNK = 500


class BackupError(Exception):
    """A backup cannot be made or restored; nothing was changed."""


class Table(TypedDict):
    rows: int
    sha256: str


class Manifest(TypedDict):
    format: int
    made_at: str
    migrations: list[list[str]]
    tables: dict[str, Table]


def backed_up_models() -> list[type[Model]]:
    """In the order of the layers, from the ground up."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models[::-1] if model._meta.label not in LEFT_OUT]  # noqa: SLF001 - _meta is Django's documented API


def table_of(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - _meta is Django's documented API


def columns_of(model: type[Model]) -> "list[Field[object, object]]":
    return list(model._meta.concrete_fields)  # noqa: SLF001 - _meta is Django's documented API


def names_of(model: type[Model]) -> list[str]:
    return [str(column.column) for column in columns_of(model)]


def chunk_of(model: type[Model]) -> int:
    """How many rows are in memory at once: of those that hold files, one."""
    has_bytes = any(isinstance(column, BinaryField) for column in columns_of(model))
    return 1 if has_bytes else CHUNK


def applied_migrations(*, using: str) -> list[list[str]]:
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted([app, name] for app, name in applied)
