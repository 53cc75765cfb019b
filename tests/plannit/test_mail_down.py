"""A mail server that is down, or never answers, breaks no page and tells nothing."""

import logging
import socket
import time
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.companies.mail import wait_for_mail
from tests.companies.second_factors import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "alice@example.com", "x@example.com"


def ask_reset(client: Client, email: str) -> tuple[int, str]:
    answer = client.post(reverse("account_reset_password"), {"email": email})
    return answer.status_code, answer.headers["Location"]


def writes(asked: CaptureQueriesContext) -> int:
    """Reads differ by one: allauth looks for the address of an unknown person twice."""
    verbs = ("INSERT", "UPDATE", "DELETE")
    return sum(query["sql"].startswith(verbs) for query in asked)


@pytest.fixture
def silent_server(settings: Settings) -> Iterator[None]:
    """It takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield
    wait_for_mail()


@pytest.fixture
def no_server(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.usefixtures("silent_server")
def test_nobody_waits_for_a_server_that_says_nothing(client: Client) -> None:
    make_user(KNOWN)
    done = (302, reverse("account_reset_password_done"))
    started_at = time.monotonic()

    assert [ask_reset(client, email) for email in (KNOWN, UNKNOWN)] == [done, done]
    assert time.monotonic() - started_at < 10  # EMAIL_TIMEOUT


@pytest.mark.usefixtures("no_server")
def test_a_mail_that_was_not_sent_is_logged_and_asked_for_again(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user(KNOWN)

    ask_reset(client, KNOWN)
    wait_for_mail()

    [record] = [each for each in caplog.records if each.name == "companies.mail"]
    assert (record.message, record.levelno) == ("mail_not_sent", logging.ERROR)
    assert vars(record)["user"] == user.pk
    assert vars(record)["reason"] == "ConnectionRefusedError"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ask_reset(client, KNOWN)
    wait_for_mail()
    assert [message.to for message in mail.outbox] == [[KNOWN]]


def test_an_unknown_address_makes_the_same_work_and_no_mail(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(KNOWN)
    prepared: list[str] = []

    def render(name: str, *_context: object) -> str:
        prepared.append(name)
        return "text"

    monkeypatch.setattr("allauth.account.adapter.render_to_string", render)

    work = []
    for email in (KNOWN, UNKNOWN):
        prepared.clear()
        with CaptureQueriesContext(connection) as asked:
            ask_reset(client, email)
        work.append((len(prepared), writes(asked)))
    wait_for_mail()

    assert work[0] == work[1]
    assert min(work[0]) > 0
    assert [message.to for message in mail.outbox] == [[KNOWN]]


def test_a_wrong_password_makes_the_same_work_for_a_known_address(
    client: Client,
) -> None:
    make_user(KNOWN)

    counts = []
    for email in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as asked:
            data = {"login": email, "password": "wrong"}
            client.post(reverse("account_login"), data)
        counts.append(writes(asked))

    assert counts[0] == counts[1] > 0


@pytest.mark.usefixtures("no_server")
def test_a_new_address_is_asked_for_while_no_mail_is_sent(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    alice = make_user(KNOWN)
    sign_in(client, alice)

    answer = client.post(reverse("email_change"), {"email": "new@example.com"})
    wait_for_mail()

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("email_change"),
    )
    [record] = [each for each in caplog.records if each.name == "companies.mail"]
    assert (record.message, record.__dict__["user"]) == ("mail_not_sent", alice.pk)
