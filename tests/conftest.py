import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.utils import ConnectionHandler
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Playwright

from accounting.guards import drop_guards
from plannit.guards import ALL_GUARDS
from tests.companies.mail import wait_for_mail

hypothesis_settings.register_profile(
    "ci", hypothesis_settings.get_profile("ci"), stateful_step_count=30
)
hypothesis_settings.register_profile(
    "soak", deadline=None, max_examples=1_000, stateful_step_count=60
)

CHROMIUM = shutil.which("chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PASSING_BY = ("browser", "walk")
NO_CHROMIUM = "needs Chromium: apt install chromium, or bash .ci/run"
NO_SQLITE = "needs SQLite: leave DATABASE_URL out"
NO_POSTGRESQL = (
    "needs PostgreSQL: apt install postgresql and set DATABASE_URL, or bash .ci/run"
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that the machine cannot run says what it misses."""
    if item.get_closest_marker("browser") and CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip(NO_POSTGRESQL)
    if item.get_closest_marker("sqlite") and connection.vendor != "sqlite":
        pytest.skip(NO_SQLITE)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Browser tests come last: Playwright's loop stays in the thread after them.

    Where coverage is measured, they and the walks of the books are left out: what they
    pass by is not tested for that, and they would take half as long again.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    is_measured = not config.getoption("no_cov", default=False)
    for item in items:
        if is_measured and any(map(item.get_closest_marker, PASSING_BY)):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The system's Chromium, which asks nothing of the network by itself."""
    chromium = {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}
    return browser_type_launch_args | chromium


@pytest.fixture(scope="session")
def playwright(django_db_setup: None, playwright: Playwright) -> Iterator[Playwright]:  # noqa: ARG001 - the database outlives the browser
    """Django takes Playwright's loop for an async caller: it is not one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read the sentences as they are written in the code."""
    with translation.override("en-ca"):
        yield


@pytest.fixture(autouse=True)
def mailed() -> Iterator[None]:
    """No mail of a test comes in the next one."""
    yield
    wait_for_mail()


@pytest.fixture
def client(client: Client) -> Client:
    """A browser whose owner chose English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-ca"
    return client


@pytest.fixture(autouse=True)
def emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Guards are off while tables are emptied; the flush itself puts them back."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = bool(
        {"live_server", "transactional_db"} & set(request.fixturenames)
        or (marker and marker.kwargs.get("transaction"))
    )
    if is_transactional:
        request.getfixturevalue("transactional_db")
    yield
    if is_transactional:
        drop_guards(ALL_GUARDS, using="default")


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[str]:  # noqa: ARG001 - it must be there first
    """The name of a database that other processes see: SQLite's is in memory."""
    usual = connections["default"]
    name = usual.settings_dict["NAME"]
    if usual.vendor == "postgresql":
        yield name
        return
    path = tmp_path / "books.sqlite3"
    usual.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        usual.connection.backup(file)
    databases = {"default": {**usual.settings_dict, "NAME": str(path)}}
    connections["default"] = ConnectionHandler(databases)["default"]
    yield str(path)
    connections["default"].close()
    connections["default"] = usual
