from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from accounting.guards import drop_guards
from plannit.guards import ALL_GUARDS


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read the sentences as they are written in the code."""
    with translation.override("en-ca"):
        yield


@pytest.fixture
def client(client: Client) -> Client:
    """A browser whose owner chose English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-ca"
    return client


@pytest.fixture(autouse=True)
def emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Guards are off while tables are emptied; the flush itself puts them back."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = marker is not None and marker.kwargs.get("transaction", False)
    if is_transactional:
        request.getfixturevalue("transactional_db")
    yield
    if is_transactional:
        drop_guards(ALL_GUARDS, using="default")
