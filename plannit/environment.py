from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

BOOLEANS = {"1": True, "true": True, "yes": True, "on": True}
BOOLEANS |= {"0": False, "false": False, "no": False, "off": False}

SQLITE_OPTIONS = {
    # Django's deferred transactions fail at once when two people write: a writer
    # takes its lock when its transaction starts, and waits for it.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def read_boolean(env: FileAwareEnv, name: str, *, default: bool) -> bool:
    """Read a switch; a word that is neither yes nor no is an error, not a no."""
    text = str(env.str(name, default="")).strip().casefold()
    if not text:
        return default
    if text not in BOOLEANS:
        raise ImproperlyConfigured(f"{name}={text!r}: write yes or no.")
    return BOOLEANS[text]


def read_database(env: FileAwareEnv, default: str) -> dict[str, object]:
    """Read DATABASE_URL: `sqlite:///path` or `postgres://user@host/name`."""
    database: dict[str, object] = env.db_url("DATABASE_URL", default=default)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"OPTIONS": SQLITE_OPTIONS}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
