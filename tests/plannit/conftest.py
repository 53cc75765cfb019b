from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from tests.plannit.world import World, make_world


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001 - the database must be there first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """Made once for all the tests of a module; each takes back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


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
