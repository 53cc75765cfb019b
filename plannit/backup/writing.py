import json
import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connections, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from plannit.backup.archive import (
    FORMAT,
    MANIFEST,
    BackupError,
    Manifest,
    Table,
    applied_migrations,
    backed_up_models,
    chunk_of,
    columns_of,
    names_of,
    table_of,
)
from plannit.backup.sealing import Seal, sealing


def write_backup(*, path: Path, made_at: datetime, using: str, seal: Seal) -> Manifest:
    """Write all rows as they are at one moment; the file appears once it is whole."""
    if path.exists():
        message = _("%(path)s exists and is never overwritten: choose another FILE.")
        raise BackupError(message % {"path": path})
    # It holds what people wrote and their passwords' hashes: for its owner alone.
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            with (
                sealing(file.file, seal) as stream,
                ZipFile(stream, "w", ZIP_DEFLATED) as archive,
                _snapshot(using),
            ):
                manifest = _write_tables(archive, made_at, using)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).rename(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return manifest


@contextmanager
def _snapshot(using: str) -> Iterator[None]:
    """Everything read inside is of one moment, and nobody waits to write."""
    connection = connections[using]
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # of SQLite's connections alone
    try:
        with transaction.atomic(using=using):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                    )
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]  # of SQLite's connections alone


def _write_tables(archive: ZipFile, made_at: datetime, using: str) -> Manifest:
    manifest = Manifest(
        format=FORMAT,
        made_at=made_at.isoformat(),
        migrations=applied_migrations(using=using),
        tables={
            table_of(model): _write_table(archive, model, using)
            for model in backed_up_models()
        },
    )
    archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return manifest


def _write_table(archive: ZipFile, model: type[Model], using: str) -> Table:
    digest, count = sha256(), -1
    name = f"{table_of(model)}.jsonl"
    with archive.open(name, "w", force_zip64=True) as member:
        for row in _rows(model, using):
            line = json.dumps(row, default=_as_text, ensure_ascii=False) + "\n"
            digest.update(line.encode())
            member.write(line.encode())
            count += 1
    return Table(rows=count, sha256=digest.hexdigest())


def _rows(model: type[Model], using: str) -> Iterator[tuple[object, ...] | list[str]]:
    yield names_of(model)
    rows = model._base_manager.using(using).order_by("pk")  # noqa: SLF001 - Django documents it
    values = rows.values_list(*(column.attname for column in columns_of(model)))
    yield from values.iterator(chunk_size=chunk_of(model))


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
