"""Runs each command it reads in a process of its own, killed at a given moment.

Django starts once: each process is forked from this one. A line in is the command, how
many entries it stores at once, the seconds after which it is killed and the number of
the step before which it kills itself, either of them or none. A step is a statement of
the database or something done to a file in its folder. A line out is how it ended and
how many steps it had begun.
"""

import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from io import StringIO
from itertools import count
from typing import Any, NoReturn

import django
from django.conf import settings
from django.core.management import call_command, load_command_class
from django.db import connection


def main() -> None:
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    load_command_class("exports", "export_journal")
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(run(**json.loads(line)))}\n")
        sys.stdout.flush()


def run(
    command: list[str],
    folder: str,
    seconds: float | None,
    step: int | None,
    at_once: int,
) -> tuple[int, int]:
    said, saying = os.pipe()
    alive, living = os.pipe()
    pid = os.fork()
    if pid == 0:
        vars(import_module("exports.services.storing"))["AT_ONCE"] = at_once
        watch_steps(folder, saying, step)
        work([*command, "--output", folder])
    os.close(saying)
    os.close(living)
    # It can be read once the last process that could write to it is gone.
    if not select.select([alive], [], [], seconds)[0]:
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    begun = len(os.read(said, 65_536))
    os.close(said)
    os.close(alive)
    return os.waitstatus_to_exitcode(status), begun


def watch_steps(folder: str, saying: int, last: int | None) -> None:
    """Say each step of this process, and die before the last."""
    numbers = count(1)

    def begin() -> None:
        if next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(saying, b".")

    def execute(really: Callable[..., object], *arguments: Any) -> object:
        begin()
        return really(*arguments)

    def hear(_event: str, arguments: tuple[object, ...]) -> None:
        path = arguments[0] if arguments else None
        if isinstance(path, str | os.PathLike) and str(path).startswith(folder):
            begin()

    connection.execute_wrappers.append(execute)
    sys.addaudithook(hear)


def work(command: list[str]) -> NoReturn:
    """Do it, and leave without the tidying up of the process this is a copy of."""
    status = 1
    try:
        call_command(*command, stdout=StringIO())
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - whatever it is, this process ends here
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
