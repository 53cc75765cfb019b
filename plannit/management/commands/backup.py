from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone
from django.utils.translation import gettext as _

from plannit.backup.archive import BackupError
from plannit.backup.writing import write_backup


class Command(BaseCommand):
    help = "Write every row of the database to one file; people may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            manifest = write_backup(
                path=path, made_at=timezone.now(), using=DEFAULT_DB_ALIAS
            )
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        message = _("%(path)s: %(rows)s rows of %(tables)s tables.")
        tables = len(manifest["tables"])
        self.stdout.write(message % {"path": path, "rows": rows, "tables": tables})
