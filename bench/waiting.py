"""How long staff wait to issue an invoice while a batch of 100,000 entries is made."""

import os
import subprocess
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.firm import write_firm
from bench.run import COMPANY, MANAGE, PRODUCTION, THROUGH, finish, prepare

ENTRIES = 100_000
ENDED = os.WEXITED | os.WNOHANG | os.WNOWAIT


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(PRODUCTION, DJANGO_SETTINGS_MODULE="plannit.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
        write_firm(folder)
        prepare(folder)
        files = [f"--{kind}={folder / kind}.csv" for kind in ("items", "customers")]
        command = [*MANAGE, "import_files", *COMPANY, *files]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        django.setup()
        _issue_meanwhile(folder / "out")


def _issue_meanwhile(out: Path) -> None:
    staff = import_module("bench.staff")
    staff.record_sales(ENTRIES)
    export = ["--format", "glimport", "--output", str(out)]
    command = [*MANAGE, "export_journal", *COMPANY, *THROUGH, *export]
    started_at = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    waits = [staff.issue()]
    while os.waitid(os.P_PID, process.pid, ENDED) is None:
        waits.append(staff.issue())
    print(f"issued {len(waits)} invoices; the longest wait was {max(waits):.2f} s")
    finish("export", process, started_at)


if __name__ == "__main__":
    main()
