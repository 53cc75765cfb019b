from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.services import refresh_statistics
from plannit.backup.archive import BackupError
from plannit.backup.reading import restore_backup
from plannit.backup.sealing import passphrase, read_identities


class Command(SiteCommand):
    help = (
        "Put a backup back into a new database, after migrate, and prove the books. One"
        " that is sealed is opened with --identity, or with the passphrase in"
        " BACKUP_PASSPHRASE or in the file that BACKUP_PASSPHRASE_FILE names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the secret key, as age-keygen writes it",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        identity = options["identity"]
        try:
            manifest = restore_backup(
                path=options["file"],
                using=DEFAULT_DB_ALIAS,
                identities=read_identities(identity) if identity else (),
                passphrase=passphrase(),
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        refresh_statistics()
        message = _("Restored, as it was on %(made_at)s.")
        self.stdout.write(message % {"made_at": manifest["made_at"]})
        call_command("verify", stdout=self.stdout)
