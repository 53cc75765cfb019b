"""Times the import and the export of a large firm, each in a process of its own."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.firm import write_firm

MANAGE = [sys.executable, str(Path(__file__).parent.parent / "manage.py")]
COMPANY = ["--company", "bench"]
KINDS = ["items", "customers", "invoices", "payments"]
THROUGH = ["--through", "2026-11-30"]
# As in production: DEBUG would keep every statement in memory.
PRODUCTION = {"DEBUG": "no", "ALLOWED_HOSTS": "localhost"}
PRODUCTION["SECRET_KEY"] = secrets.token_urlsafe(60)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(PRODUCTION)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
        write_firm(folder)
        prepare(folder)
        print(f"{'':14}{'elapsed':>9}{'processor':>11}{'memory':>10}", flush=True)
        files = [f"--{kind}={folder / kind}.csv" for kind in KINDS]
        _measure("import", "import_files", *COMPANY, *files)
        _measure("import again", "import_files", *COMPANY, *files)
        _measure("preview", "export_journal", *COMPANY, *THROUGH, "--preview")
        export = ["--format", "glimport", "--output", str(folder / "out")]
        _measure("export", "export_journal", *COMPANY, *THROUGH, *export)
        _measure("verify", "verify")


def prepare(folder: Path, slug: str = "bench") -> None:
    """Add a firm with its settings: one that is there already is refused."""
    company = ["--company", slug]
    for command in (
        ["migrate", "--verbosity", "0"],
        ["create_company", slug, "--name", "Grande Firme inc."],
        ["import_files", *company, f"--accounts={folder / 'accounts.csv'}"],
        ["configure", *company, str(folder / "company.toml")],
    ):
        subprocess.run([*MANAGE, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands


def _measure(label: str, *command: str) -> None:
    started_at = time.perf_counter()
    process = subprocess.Popen([*MANAGE, *command], stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    finish(label, process, started_at)


def finish(label: str, process: "subprocess.Popen[bytes]", started_at: float) -> None:
    """Wait for a command and print what it took."""
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started_at
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{label} failed with {process.returncode}")
    processor = usage.ru_utime + usage.ru_stime
    figures = f"{seconds:7.1f} s{processor:9.1f} s{usage.ru_maxrss / 1024:7.0f} MB"
    print(f"{label:14}{figures}", flush=True)


if __name__ == "__main__":
    main()
