from typing import Any

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS

from companies.commands import SiteCommand
from plannit.verification import faults, proved


class Command(SiteCommand):
    help = "Prove the books again; name the first thing that is wrong, if any."

    def handle(self, *_args: Any, **_options: Any) -> None:
        fault = next(faults(using=DEFAULT_DB_ALIAS), None)
        if fault is not None:
            raise CommandError(fault)
        for line in proved():
            self.stdout.write(line)
