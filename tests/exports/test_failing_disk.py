"""A disk that fills up while a file is written, as the system itself says it."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounting.models import JournalEntry
from exports.models import ExportBatch
from tests.exports.journal import make_books, record_sale

pytestmark = pytest.mark.django_db


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond this many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def export(folder: Path) -> None:
    call_command(
        "export_journal",
        *("--company", "cote", "--through", "2026-11-24"),
        *("--format", "glimport", "--output", str(folder)),
    )


def test_scenario_87_a_full_disk_exports_nothing_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    company = make_books()
    record_sale(company, 1, on=date(2026, 10, 30))
    for number in range(2, 31):
        record_sale(company, number)
    folder = tmp_path / str(uuid4())

    # The file of October fits, that of November does not.
    with room_for(1_000), pytest.raises(CommandError, match="too large"):
        export(folder)

    assert not ExportBatch.objects.exists()
    assert set(JournalEntry.objects.values_list("status", flat=True)) == {"READY"}
    assert list(folder.iterdir()) == []

    export(folder)

    assert ExportBatch.objects.get().entry_count == 30
    assert sorted(path.name for path in folder.iterdir()) == [
        "GLImport.001",
        "GLImport.002",
    ]
