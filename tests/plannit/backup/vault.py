"""Books that are backed up, lost and restored, or refused."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db.models import Sum

from accounting.guards import drop_guards
from accounting.models import JournalLine
from companies.models import Company
from exports.models import ExportFile
from plannit.backup.archive import backed_up_models, table_of
from plannit.guards import ALL_GUARDS

Rows = dict[str, list[tuple[object, ...]]]
Sums = dict[str | None, tuple[object, object]]


def back_up(path: Path) -> str:
    out = StringIO()
    call_command("backup", str(path), stdout=out)
    return out.getvalue()


def restore(path: Path) -> list[str]:
    out = StringIO()
    call_command("restore", str(path), stdout=out)
    return out.getvalue().splitlines()


def refusal(command: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        command(path)
    assert refused.value.returncode == 1
    return str(refused.value)


def lose_everything() -> None:
    """A new database, in which migrate numbered the models otherwise."""
    drop_guards(ALL_GUARDS, using="default")
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def all_rows() -> Rows:
    """Every row of every table of the backup, the bytes of files included."""
    return {
        table_of(model): [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in model._base_manager.order_by("pk").values_list()  # noqa: SLF001 - Django documents it
        ]
        for model in backed_up_models()
    }


def sums_by_account() -> Sums:
    rows = JournalLine.objects.values_list("account__number")
    sums = rows.annotate(Sum("debit"), Sum("credit")).order_by("account__number")
    return {number: (debits, credits_) for number, debits, credits_ in sums}


def rewrite(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a member of the archive, and its checksum with it."""
    with ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = change(members[name])
    with ZipFile(path, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)


def books_are_lost() -> bool:
    return not Company.objects.exists() and not ExportFile.objects.exists()
