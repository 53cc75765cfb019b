"""Commands in processes of their own, as the one who installs the site runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PRODUCTION = {
    "DEBUG": "no",
    "SECRET_KEY": "".join(chr(code) for code in range(33, 127)),
    "ALLOWED_HOSTS": "plannit.example",
    "DATABASE_URL": "sqlite://:memory:",
}


CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
ASK = """
from django.conf import settings
print(settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT)
"""


def run(
    *arguments: str, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def without(name: str) -> dict[str, str]:
    return {key: text for key, text in PRODUCTION.items() if key != name}


@pytest.mark.parametrize(
    ("https", "names"),
    [
        ("yes", {"'__Host-csrftoken'", "'__Host-sessionid'"}),
        ("no", {"'csrftoken'", "'sessionid'"}),
    ],
)
def test_only_the_host_itself_sets_the_cookies_of_a_session(
    https: str, names: set[str]
) -> None:
    answer = run(
        "manage.py",
        "diffsettings",
        "--all",
        environment=PRODUCTION | {"HTTPS": https},
    )

    settings_there = dict(
        line.removeprefix("### ").split(" = ", 1)
        for line in answer.stdout.splitlines()
        if " = " in line
    )
    cookies = ("CSRF_COOKIE", "SESSION_COOKIE")
    assert {settings_there[f"{cookie}_NAME"] for cookie in cookies} == names
    for cookie in cookies:  # or no browser takes a cookie of such a name
        assert settings_there[f"{cookie}_PATH"] == "'/'"
        assert settings_there[f"{cookie}_DOMAIN"] == "None"
        assert settings_there[f"{cookie}_SECURE"] == str(https == "yes")


def test_the_settings_of_production_pass() -> None:
    answer = run(*CHECK, environment=PRODUCTION)

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", None, "security.W009"),
        ("SECRET_KEY", "short", "security.W009"),
        ("DEBUG", "yes", "security.W018"),
        ("ALLOWED_HOSTS", None, "Set in the environment: ALLOWED_HOSTS."),
        ("DATABASE_URL", None, "Set in the environment: DATABASE_URL."),
        ("HTTPS", "no", "security.W008"),
        ("HSTS_SECONDS", "0", "security.W004"),
    ],
    ids=lambda part: "unset" if part is None else part,
)
def test_what_suits_development_alone_is_refused(
    name: str, value: str | None, reason: str
) -> None:
    environment = without(name)
    if value is not None:
        environment[name] = value

    answer = run(*CHECK, environment=environment)

    assert answer.returncode in (1, 4)
    assert reason in answer.stderr


def test_a_command_with_nothing_set_serves_this_machine_without_traces() -> None:
    answer = run("manage.py", "shell", "--command", ASK, environment={})

    assert (
        answer.stdout.splitlines()[-1]
        == "False ['localhost', '127.0.0.1', '[::1]'] False"
    )


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_a_web_server_says_in_a_sentence_what_it_misses(server: str) -> None:
    environment = without("SECRET_KEY") | {"ALLOWED_HOSTS": ""}

    answer = run("-c", f"import plannit.{server}", environment=environment)

    assert (answer.returncode, answer.stderr) == (
        4,
        "Plannit does not start. Set in the environment: SECRET_KEY, ALLOWED_HOSTS.\n",
    )


def test_gunicorn_ends_at_once_where_nothing_is_set(tmp_path: Path) -> None:
    answer = run(
        "-m",
        "gunicorn",
        f"--bind=unix:{tmp_path / 'socket'}",
        "plannit.wsgi",
        environment={},
    )

    assert answer.returncode == 4
    assert "Traceback" not in answer.stderr
    assert (
        "Plannit does not start."
        " Set in the environment: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL.\n"
    ) in answer.stderr
