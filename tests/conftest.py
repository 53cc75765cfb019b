from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation


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
