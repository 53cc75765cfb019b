import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import settings

from tests.exports.faults.books import Books, record_books

SOAKED = 20
# Only SQLite can be told how large its database may become.
collect_ignore = ["test_full_database.py"] if connection.vendor == "postgresql" else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Two seeds of ten kills, and twenty of them in a soak."""
    if "seed" in metafunc.fixturenames:
        is_soak = settings.get_current_profile_name() == "soak"
        metafunc.parametrize("seed", range(SOAKED if is_soak else 2))


@pytest.fixture
def books(shared_database: str, tmp_path: Path) -> Iterator[Books]:
    """A company with 120 sales of three months, and a process that exports them."""
    command = [sys.executable, "-m", "tests.exports.faults.nursery", shared_database]
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=django_settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        yield record_books(nursery, tmp_path)
