import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounting.formats.glimport_reader import parse
from companies.models import User
from companies.queries import has_proven_mailbox
from exports.models import ExportBatch
from invoices.models import Invoice

pytestmark = pytest.mark.django_db


def test_the_demonstration_makes_files_once(tmp_path: Path, settings: Settings) -> None:
    settings.DEBUG = True
    out = StringIO()

    call_command("load_demo", output=tmp_path / "demo", stdout=out)
    call_command("load_demo", output=tmp_path / "demo", stdout=out)

    batch = ExportBatch.objects.get()
    files = sorted((tmp_path / "demo").glob("GLImport.*"))
    assert Invoice.objects.count() == 60
    assert sum(len(parse(f.read_bytes()).entries) for f in files) == batch.entry_count
    assert out.getvalue().count("admin@demo.example  demo-plannit") == 2
    assert all(has_proven_mailbox(person) for person in User.objects.all())


def test_the_demonstration_stays_out_of_production(settings: Settings) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="known passwords"):
        call_command("load_demo")


def test_the_demonstration_says_where_it_is_served(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DEBUG = True
    settings.SITE_URL = "http://127.0.0.1:9000"
    out = StringIO()

    call_command("load_demo", output=tmp_path, stdout=out)

    assert "Address: http://127.0.0.1:9000\n" in out.getvalue()


def test_make_demo_passes_on_the_address_that_it_serves(settings: Settings) -> None:
    steps = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "demo", "ADDRESS=127.0.0.1:9000"],  # noqa: S607 - make of the path
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    address = "SITE_URL=http://127.0.0.1:9000"
    assert steps[-2:] == [
        f"{address} .venv/bin/python manage.py load_demo",
        f"{address} .venv/bin/python manage.py runserver 127.0.0.1:9000",
    ]
