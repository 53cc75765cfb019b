from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.commands import SiteCommand
from companies.models import Company
from plannit.demo.company import PASSWORD, PEOPLE, SLUG, create_demo_company
from plannit.demo.sales import create_demo_sales


class Command(SiteCommand):
    help = "Make the demonstration company, its sales and its files, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = Path(settings.BASE_DIR) / "demo"
        parser.add_argument("--output", type=Path, default=default, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not settings.DEBUG:
            raise CommandError(_("The demonstration has known passwords: DEBUG only."))
        if not Company.objects.filter(slug=SLUG).exists():
            today = timezone.localdate()
            company = create_demo_company(today=today)
            create_demo_sales(company=company, today=today)
            call_command(
                "export_journal",
                f"--company={SLUG}",
                f"--through={today}",
                "--format=glimport",
                "--format=xlsx",
                f"--output={options['output']}",
                stdout=self.stdout,
            )
        self.stdout.write(_("Files: %(folder)s") % {"folder": options["output"]})
        self.stdout.write(_("Address: %(url)s") % {"url": settings.SITE_URL})
        for email, role in PEOPLE.items():
            self.stdout.write(f"  {email}  {PASSWORD}  ({role.label})")
