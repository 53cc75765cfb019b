import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

DATABASE = Path(__file__).resolve().parent.parent / "db.sqlite3"
LOCAL = {
    "SECRET_KEY": "django-insecure-for-development-only",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "DATABASE_URL": f"sqlite:///{DATABASE}",
    "HTTPS": "no",
}
# Gunicorn starts a worker that ends with another status again and again.
APPLICATION_REFUSED = 4

BOOLEANS = {"1": True, "true": True, "yes": True, "on": True}
BOOLEANS |= {"0": False, "false": False, "no": False, "off": False}

SQLITE_OPTIONS = {
    # Django's deferred transactions fail at once when two people write: a writer
    # takes its lock when its transaction starts, and waits for it.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def use_local_defaults() -> None:
    """Let a command run on this machine with nothing set; no web server calls this."""
    if not {"SECRET_KEY", "SECRET_KEY_FILE"} & os.environ.keys():
        os.environ.update(LOCAL | os.environ)


@contextmanager
def refusal_in_a_sentence() -> Iterator[None]:
    """End where the settings are refused; a trace would hide the reason."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"Plannit does not start. {error}\n")
        raise SystemExit(APPLICATION_REFUSED) from None


def require_environment() -> None:
    """Settings alone refuse later, and in the words of Django."""
    env = FileAwareEnv()
    needed = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
    missing = [name for name in needed if not env.str(name, default="")]
    if missing:
        raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)}.")


def read_boolean(env: FileAwareEnv, name: str, *, default: bool) -> bool:
    """Read a switch; a word that is neither yes nor no is an error, not a no."""
    text = str(env.str(name, default="")).strip().casefold()
    if not text:
        return default
    if text not in BOOLEANS:
        raise ImproperlyConfigured(f"{name}={text!r}: write yes or no.")
    return BOOLEANS[text]


def read_database(env: FileAwareEnv) -> dict[str, object]:
    """Read DATABASE_URL: `sqlite:///path` or `postgres://user@host/name`."""
    if not env.str("DATABASE_URL", default=""):
        return {}
    database: dict[str, object] = env.db_url("DATABASE_URL")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"OPTIONS": SQLITE_OPTIONS}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def read_proxy_count(env: FileAwareEnv, *, is_behind: bool) -> int:
    """Read how many proxies add the address they saw to X-Forwarded-For.

    With too few of them all visitors share the address of a proxy, and one can use up
    the attempts of all; with too many, a visitor writes the address that is believed.
    """
    text = str(env.str("TRUSTED_PROXY_COUNT", default="")).strip()
    if is_behind and not (text.isdecimal() and int(text)):
        raise ImproperlyConfigured(
            "With BEHIND_PROXY, set TRUSTED_PROXY_COUNT to the number of proxies that"
            " a request passes, usually 1."
        )
    if text and not is_behind:
        raise ImproperlyConfigured("TRUSTED_PROXY_COUNT needs BEHIND_PROXY=yes.")
    return int(text or 0)
