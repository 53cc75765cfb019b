import json
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connections, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from pyrage.x25519 import Identity

from accounting.guards import drop_guards, install_guards
from plannit.backup.archive import (
    FILLED_BY_MIGRATE,
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
from plannit.backup.sealing import opening
from plannit.guards import ALL_GUARDS

SPOILT = (
    *(OSError, BadZipFile, zlib.error, EOFError, RuntimeError),
    *(LookupError, TypeError, ValueError, AttributeError, ValidationError),
    *(IntegrityError, DataError),
)
"""What a file that is no whole backup makes the readers of zip, JSON and rows raise."""


def restore_backup(
    *,
    path: Path,
    using: str,
    identities: Sequence[Identity] = (),
    passphrase: str = "",
) -> Manifest:
    """Put all rows back into a database that has none: all of them, or nothing."""
    try:
        with (
            opening(path, identities=identities, passphrase=passphrase) as file,
            ZipFile(file) as archive,
            transaction.atomic(using=using),
        ):
            manifest: Manifest = json.loads(archive.read(MANIFEST))
            _check_fits(manifest, using)
            _check_is_empty(using)
            _restore_tables(archive, manifest, using)
    except SPOILT as error:
        message = _("%(path)s is not a whole backup: %(error)s")
        raise BackupError(message % {"path": path, "error": error}) from error
    ContentType.objects.clear_cache()
    return manifest


def _check_fits(manifest: Manifest, using: str) -> None:
    theirs, ours = manifest["migrations"], applied_migrations(using=using)
    differing = [
        each for each in (*theirs, *ours) if (each in theirs) != (each in ours)
    ]
    if manifest["format"] != FORMAT or differing:
        names = ", ".join(".".join(each) for each in differing)
        message = _(
            "The backup is of another version of this program (%(names)s): restore it"
            " with that version, then migrate."
        )
        raise BackupError(message % {"names": names})


def _check_is_empty(using: str) -> None:
    for model in backed_up_models():
        is_filled = model._meta.label in FILLED_BY_MIGRATE  # noqa: SLF001 - _meta is Django's documented API
        if not is_filled and model._base_manager.using(using).exists():  # noqa: SLF001 - Django documents it
            message = _(
                "The database is not empty: %(table)s has rows. Restore into a new one,"
                " after migrate."
            )
            raise BackupError(message % {"table": table_of(model)})


def _restore_tables(archive: ZipFile, manifest: Manifest, using: str) -> None:
    """Without the guards: books with a fault come back too, and verify names it."""
    connection = connections[using]
    drop_guards(ALL_GUARDS, using=using)
    for label in FILLED_BY_MIGRATE:
        apps.get_model(label)._base_manager.using(using).all().delete()  # noqa: SLF001 - Django documents it
    for model in backed_up_models():
        _restore_table(archive, model, manifest["tables"][table_of(model)], using)
    resets = connection.ops.sequence_reset_sql(no_style(), backed_up_models())
    with connection.cursor() as cursor:
        for statement in resets:
            cursor.execute(statement)
    install_guards(ALL_GUARDS, using=using)


def _restore_table(
    archive: ZipFile, model: type[Model], expected: Table, using: str
) -> None:
    digest, count = sha256(), 0
    with archive.open(f"{table_of(model)}.jsonl") as member:
        names = next(member)
        digest.update(names)
        if json.loads(names) != names_of(model):
            raise ValueError(table_of(model))
        while lines := list(islice(member, chunk_of(model))):
            for line in lines:
                digest.update(line)
            _insert(model, map(json.loads, lines), using)
            count += len(lines)
    if Table(rows=count, sha256=digest.hexdigest()) != expected:
        raise ValueError(table_of(model))


def _insert(model: type[Model], rows: Iterator[list[object]], using: str) -> None:
    """As the rows were: the times of the saving and its signals are not wanted."""
    connection, columns = connections[using], columns_of(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in names_of(model))
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(table_of(model))} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    prepared = [
        [
            column.get_db_prep_save(column.to_python(value), connection)
            for column, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, prepared)
