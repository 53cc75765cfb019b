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
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


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
