"""Measure how long staff wait to issue an invoice while others do long work.

Staff of the firm, while a batch of 100,000 entries is made; then staff of another one,
while 10,000 invoices and their payments come into the first.
"""

import os
import subprocess
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import django

from bench.firm import write_firm
from bench.run import COMPANY, MANAGE, PRODUCTION, THROUGH, finish, prepare

ENTRIES = 100_000
FIRMS = ("bench", "autre")
ENDED = os.WEXITED | os.WNOHANG | os.WNOWAIT


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(PRODUCTION, DJANGO_SETTINGS_MODULE="plannit.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
        write_firm(folder)
        for slug in FIRMS:
            prepare(folder, slug)
            _import(folder, slug, "items", "customers")
        django.setup()
        _staff().record_sales(ENTRIES)
        export = ["--format", "glimport", "--output", str(folder / "out")]
        _issue_beside("export", "bench", "export_journal", *COMPANY, *THROUGH, *export)
        files = _files(folder, "invoices", "payments")
        _issue_beside("import", "autre", "import_files", *COMPANY, *files)


def _import(folder: Path, slug: str, *kinds: str) -> None:
    command = [*MANAGE, "import_files", "--company", slug, *_files(folder, *kinds)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command


def _files(folder: Path, *kinds: str) -> list[str]:
    return [f"--{kind}={folder / kind}.csv" for kind in kinds]


def _issue_beside(label: str, slug: str, *command: str) -> None:
    """Issue invoices of this firm, one after the other, for as long as it lasts."""
    staff = _staff()
    started_at = time.perf_counter()
    process = subprocess.Popen([*MANAGE, *command], stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    waits = [staff.issue(slug)]
    while os.waitid(os.P_PID, process.pid, ENDED) is None:
        waits.append(staff.issue(slug))
    print(f"issued {len(waits)} invoices; the longest wait was {max(waits):.2f} s")
    finish(label, process, started_at)


def _staff() -> ModuleType:
    """Read once Django knows its database."""
    return import_module("bench.staff")


if __name__ == "__main__":
    main()
