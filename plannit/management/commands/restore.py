from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from companies.services import refresh_statistics
from plannit.backup.archive import BackupError
from plannit.backup.reading import restore_backup


class Command(BaseCommand):
    help = "Put a backup back into a new database, after migrate, and prove the books."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(path=options["file"], using=DEFAULT_DB_ALIAS)
        except BackupError as error:
            raise CommandError(str(error)) from error
        refresh_statistics()
        message = _("Restored, as it was on %(made_at)s.")
        self.stdout.write(message % {"made_at": manifest["made_at"]})
        call_command("verify", stdout=self.stdout)
