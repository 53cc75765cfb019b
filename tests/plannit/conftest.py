from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler


@pytest.fixture
def new_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:  # noqa: ARG001 - the usual database must be there first
    """Another database than that of the tests, with no table yet."""
    usual = connections["default"]
    name = str(tmp_path / "upgraded.sqlite3")
    if usual.vendor == "postgresql":
        name = f"{usual.settings_dict['NAME']}_upgraded"
        execute(f"CREATE DATABASE {name}")
    databases = {"default": {**usual.settings_dict, "NAME": name}}
    connections["default"] = ConnectionHandler(databases)["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        if usual.vendor == "postgresql":
            execute(f"DROP DATABASE {name}")


def execute(statement: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)
