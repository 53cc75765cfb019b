"""`check --deploy` in a process of its own, as the one who installs the site runs it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DEBUG": "no",
    "SECRET_KEY": "".join(chr(code) for code in range(33, 127)),
    "ALLOWED_HOSTS": "plannit.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def check_deployment(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return manage("check", "--deploy", "--fail-level", "WARNING", **environment)


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the words are these tests
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


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
    answer = manage("diffsettings", "--all", **PRODUCTION | {"HTTPS": https})

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
    answer = check_deployment(PRODUCTION)

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", None, "Set the SECRET_KEY environment variable"),
        ("SECRET_KEY", "short", "security.W009"),
        ("DEBUG", "yes", "security.W018"),
        ("ALLOWED_HOSTS", None, "security.W020"),
        ("HTTPS", "no", "security.W008"),
        ("HSTS_SECONDS", "0", "security.W004"),
    ],
    ids=lambda part: "unset" if part is None else part,
)
def test_what_suits_development_alone_is_refused(
    name: str, value: str | None, reason: str
) -> None:
    environment = {key: text for key, text in PRODUCTION.items() if key != name}
    if value is not None:
        environment[name] = value

    answer = check_deployment(environment)

    assert answer.returncode == 1
    assert reason in answer.stderr
