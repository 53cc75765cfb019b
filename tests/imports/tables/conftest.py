from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from imports.tables.columns import Columns
from imports.tables.reading import read_table
from imports.tables.table import Table
from tests.imports.tables.sheets import LINES

Read = Callable[..., Table]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(content: str | bytes, columns: Columns = LINES) -> Table:
        path = tmp_path / "lines.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, columns)

    return write_and_read
