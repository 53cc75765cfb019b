"""Guessing is slowed down, and shuts nobody out but the place that guesses."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.urls import reverse
from environ import FileAwareEnv
from pytest_django import Settings

from plannit.environment import read_proxy_count
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ALICE = "alice@example.com"
SLOWED = "Too many failed login attempts. Try again later."


class Clock:
    """The time by which attempts are counted."""

    now = datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time", clock)
    return clock


@pytest.fixture
def behind_a_proxy(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def attempt(
    client: Client, *, email: str = ALICE, right: bool = False, **meta: Any
) -> Any:
    """Try to sign in, by default with a wrong password."""
    password = "correct horse battery" if right else "wrong"
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data, **meta)


def succeeds(client: Client, **meta: Any) -> bool:
    return bool(attempt(client, right=True, **meta).status_code == 302)


def through_the_proxy(address: str) -> dict[str, Any]:
    return {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": address}


@pytest.mark.usefixtures("behind_a_proxy")
def test_a_stranger_behind_the_same_proxy_shuts_nobody_out(client: Client) -> None:
    make_user(ALICE)
    for _attempt in range(60):
        attempt(client, **through_the_proxy("203.0.113.66"))

    assert succeeds(client, **through_the_proxy("198.51.100.7"))


@pytest.mark.usefixtures("behind_a_proxy")
def test_a_visitor_does_not_choose_the_address_that_is_counted(client: Client) -> None:
    make_user(ALICE)
    answers = [
        attempt(client, **through_the_proxy(f"192.0.2.{number}, 203.0.113.66"))
        for number in range(31)
    ]

    assert answers[-1].status_code == 429
    assert not succeeds(client, **through_the_proxy("192.0.2.200, 203.0.113.66"))


def test_without_a_proxy_the_header_says_nothing(client: Client) -> None:
    for number in range(30):
        attempt(client, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    answer = attempt(client, HTTP_X_FORWARDED_FOR="192.0.2.200")

    assert answer.status_code == 429
    assert "<h1>Too many requests</h1>" in answer.text


def test_five_guesses_then_one_a_minute(client: Client, clock: Clock) -> None:
    make_user(ALICE)
    said = []
    for _minute in range(3):
        for _attempt in range(7):
            answer = attempt(client)
            [error] = answer.context["form"].non_field_errors()
            said.append(error == SLOWED)
        clock.sleep(61)

    first, second, third = said[:7], said[7:14], said[14:]
    assert first == [False] * 6 + [True]
    assert second == third == [False] + [True] * 6
    assert succeeds(client)


def test_guesses_from_everywhere_slow_down_and_never_stop_the_person(
    client: Client, clock: Clock
) -> None:
    make_user(ALICE)
    for number in range(60):
        attempt(client, REMOTE_ADDR=f"192.0.2.{number}")

    home: dict[str, Any] = {"REMOTE_ADDR": "198.51.100.7"}
    mistyped = attempt(client, **home)
    too_soon = succeeds(client, **home)
    clock.sleep(61)

    assert mistyped.status_code == 200
    assert (too_soon, succeeds(client, **home)) == (False, True)


def test_whoever_signs_in_often_is_not_counted() -> None:
    make_user(ALICE)

    assert [succeeds(Client()) for _time in range(8)] == [True] * 8


def test_an_address_that_nobody_has_is_slowed_down_alike(client: Client) -> None:
    make_user(ALICE)

    ours = [attempt(client, REMOTE_ADDR="192.0.2.1") for _ in range(8)]
    theirs = [
        attempt(client, email="x@example.com", REMOTE_ADDR="192.0.2.2")
        for _ in range(8)
    ]

    def errors(answers: list[Any]) -> list[str]:
        return [str(answer.context["form"].non_field_errors()) for answer in answers]

    assert errors(ours) == errors(theirs)


def test_attempts_are_counted_in_the_database_for_all_workers() -> None:
    cache.set("attempts", [1.5], 60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM companies_cache")
        assert cursor.fetchone() == (1,)
    assert settings.CACHES["default"]["LOCATION"] == "companies_cache"


@pytest.fixture
def env() -> FileAwareEnv:
    return FileAwareEnv()  # type: ignore[no-untyped-call]  # environ has no annotations


@pytest.mark.parametrize("count", ["", "0", "-1", "yes"])
def test_a_proxy_needs_its_count(
    monkeypatch: pytest.MonkeyPatch, env: FileAwareEnv, count: str
) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", count)

    with pytest.raises(ImproperlyConfigured, match="usually 1"):
        read_proxy_count(env, is_behind=True)


def test_a_count_needs_its_proxy(
    monkeypatch: pytest.MonkeyPatch, env: FileAwareEnv
) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "1")

    with pytest.raises(ImproperlyConfigured, match="needs BEHIND_PROXY=yes"):
        read_proxy_count(env, is_behind=False)


def test_the_count_of_proxies_is_read(
    monkeypatch: pytest.MonkeyPatch, env: FileAwareEnv
) -> None:
    monkeypatch.delenv("TRUSTED_PROXY_COUNT", raising=False)
    assert read_proxy_count(env, is_behind=False) == 0

    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "2")
    assert read_proxy_count(env, is_behind=True) == 2
