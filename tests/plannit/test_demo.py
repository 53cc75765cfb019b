from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounting.formats.glimport_reader import parse
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


def test_the_demonstration_stays_out_of_production(settings: Settings) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="known passwords"):
        call_command("load_demo")
