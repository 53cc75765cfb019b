"""Base of the commands: one sentence where the surroundings fail."""

import os
import sys
from getpass import getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    InterfaceError,
    OperationalError,
    connections,
)
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

SURROUNDINGS = (OSError, UnicodeEncodeError, DatabaseError, InterfaceError)
UNHEARD = 74
"""As sysexits.h says: what the command did is done, what it says went nowhere."""


def person() -> str:
    """Name the machine's user who runs the command; a container may have no names."""
    try:
        return getuser()
    except (KeyError, OSError):
        return str(os.getuid())


class UnheardError(Exception):
    """Output cannot be written: the disk is full, or its reader went away."""


class Said(OutputWrapper):
    """Standard output, whose failures are told from those of files."""

    def write(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as Django's own does
        try:
            super().write(*args, **kwargs)
        except OSError as error:
            raise UnheardError(str(error)) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise UnheardError(str(error)) from error


class SiteCommand(BaseCommand):
    """A command that tells in a sentence what a file, a disk or the database refuses.

    An error of the program stays one, with its traceback; `--traceback` shows all.
    """

    refused = 1
    """The status after such a sentence."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        is_heard_elsewhere = options.get("stdout")
        options["stdout"] = Said(is_heard_elsewhere or sys.stdout, ending="")
        try:
            said = super().execute(*args, **options)
            options["stdout"].flush()
        except UnheardError as error:
            if not is_heard_elsewhere:
                _forget_output()
            message = _("What was to be said could not be written: %(error)s")
            raise CommandError(
                message % {"error": error}, returncode=UNHEARD
            ) from error
        except SURROUNDINGS as error:
            sentence = _sentence_of(error)
            if sentence is None:
                raise
            raise CommandError(sentence, returncode=self.refused) from error
        return said


def _sentence_of(error: Exception) -> str | None:
    """Return the refusal that no program can avoid; None if it may be its own fault."""
    if isinstance(error, OSError):
        return str(error)
    if isinstance(error, UnicodeEncodeError):
        return _("This is not in UTF-8: %(text)s") % {"text": ascii(error.object)}
    if isinstance(error, DatabaseError) and _is_behind():
        return _("The database is not of this version: run manage.py migrate first.")
    # SQLite says by DatabaseError itself that a file is no database.
    if isinstance(error, OperationalError | InterfaceError) or (
        type(error) is DatabaseError
    ):
        return _("The database refuses: %(error)s") % {"error": str(error).strip()}
    return None


def _is_behind() -> bool:
    """Return True if a migration was not applied, as far as the database answers."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except (DatabaseError, InterfaceError):
        return False


def _forget_output() -> None:
    """Keep Python from writing at its end what cannot be written, and saying so again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
