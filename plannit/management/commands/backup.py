from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.commands import SiteCommand, person
from companies.models import Company
from companies.services import log_taken
from plannit.backup.archive import BackupError
from plannit.backup.sealing import Seal, passphrase, read_recipient
from plannit.backup.writing import write_backup


class Command(SiteCommand):
    help = (
        "Write every row of the database to one file; people may go on working. It is"
        " sealed, in the format of the program age, to the keys of --encrypt; without"
        " one, with the passphrase in BACKUP_PASSPHRASE or in the file that"
        " BACKUP_PASSPHRASE_FILE names, if either is set."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--encrypt",
            action="append",
            default=[],
            metavar="age1…",
            help="a public key that can open it; once for each",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            recipients = [read_recipient(text) for text in options["encrypt"]]
            seal = Seal(recipients=recipients, passphrase=passphrase())
            manifest = write_backup(
                path=path, made_at=timezone.now(), using=DEFAULT_DB_ALIAS, seal=seal
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self._log(path)
        rows = sum(table["rows"] for table in manifest["tables"].values())
        message = _("%(path)s: %(rows)s rows of %(tables)s tables.")
        tables = len(manifest["tables"])
        self.stdout.write(message % {"path": path, "rows": rows, "tables": tables})
        if not (seal.recipients or seal.passphrase):
            message = _(
                "It is not encrypted: whoever has it reads what customers bought, and the"
                " hashes of passwords. --encrypt seals it."
            )
            self.stderr.write(message)

    def _log(self, path: Path) -> None:
        """Keep in the history of each company who took its rows, if it can be kept."""
        try:
            with transaction.atomic():
                for company in Company.objects.all():
                    name = f"{path.name} ({person()})"
                    log_taken(company=company, name=name, user=None)
        except DatabaseError as error:
            message = _(
                "The history does not say that this backup was taken: %(error)s"
            )
            self.stderr.write(message % {"error": error})
