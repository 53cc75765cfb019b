"""Every command answers what its surroundings refuse: a sentence and a status."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from companies.commands import SiteCommand
from companies.models import Company
from exports.models import ExportBatch
from tests.exports.journal import make_books, record_sale

OURS = {"companies", "exports", "imports", "plannit"}
COMMANDS = sorted(name for name, app in get_commands().items() if app in OURS)
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "add_member": ("--company=cote", "--email=a@example.com", "--role=STAFF"),
    "backup": ("books.zip",),
    "check_file": ("--company=cote", "GLImport.001"),
    "configure": ("--company=cote", "company.toml"),
    "create_company": ("cote", "--name=Côté"),
    "export_journal": ("--company=cote", "--through=2026-11-24", "--preview"),
    "import_files": ("--company=cote", "--customers=customers.csv"),
    "load_demo": ("--output=demo",),
    "reset_second_factor": ("a@example.com",),
    "restore": ("books.zip",),
    "show_configuration": ("--company=cote",),
    "verify": (),
}


class Ending(NamedTuple):
    status: int
    out: str
    err: str


def run(
    *arguments: str,
    database: Path | None = None,
    stdout: int | None = None,
    cwd: Path | None = None,
    **environment: str,
) -> Ending:
    """Run a command as a person does, in a process of its own."""
    url = {"DATABASE_URL": f"sqlite:///{database}"} if database else {}
    manage = str(settings.BASE_DIR / "manage.py")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, manage, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", **url, **environment},
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return Ending(done.returncode, done.stdout or "", done.stderr)


def refusal(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as refused:
        call_command(*arguments, stdout=StringIO(), stderr=StringIO())
    return refused.value.returncode, str(refused.value)


def test_every_command_is_tried_here() -> None:
    assert list(ARGUMENTS) == COMMANDS
    for name in COMMANDS:
        module = __import__(
            f"{get_commands()[name]}.management.commands.{name}", fromlist=["Command"]
        )
        assert issubclass(module.Command, SiteCommand)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_database_that_was_not_migrated(tmp_path: Path, name: str) -> None:
    for given in ("company.toml", "customers.csv", "GLImport.001"):
        (tmp_path / given).write_text("x")

    ending = run(
        name,
        *ARGUMENTS[name],
        database=tmp_path / "new.sqlite3",
        cwd=tmp_path,
        DEBUG="yes",  # load_demo asks for it first
    )

    assert ending.status == (2 if name == "check_file" else 1)
    assert ending.out == ""
    (sentence,) = ending.err.splitlines()
    assert sentence.startswith("CommandError: ")
    if name != "restore":  # whose file is looked at first
        assert "migrate" in sentence


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\xff" * 8_192),
        lambda path: path.mkdir(),
    ],
    ids=["rubbish", "folder"],
)
def test_a_database_that_is_none(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "books.sqlite3"
    spoil(path)

    ending = run("verify", database=path)

    assert ending.status == 1
    assert len(ending.err.splitlines()) == 1
    assert ending.err.startswith("CommandError: ")


def inputs(tmp_path: Path) -> dict[str, Path]:
    """Files that no command can read, each in its own way."""
    found = {
        "missing": tmp_path / "missing",
        "folder": tmp_path / "folder",
        "beneath a file": tmp_path / "empty" / "file",
        "empty": tmp_path / "empty",
        "rubbish": tmp_path / "rubbish",
        "no UTF-8": tmp_path / "latin",
        "zeros": tmp_path / "zeros",
    }
    found["folder"].mkdir()
    found["empty"].touch()
    found["rubbish"].write_bytes(bytes(range(256)) * 64)
    found["no UTF-8"].write_bytes("numéro,nom\n".encode("cp1252") + b"\x81")
    found["zeros"].write_bytes(bytes(10_000))
    return found


READERS = {
    "import_files": [
        f"--{kind}"
        for kind in (
            *("accounts", "items", "customers", "invoices"),
            *("credit-notes", "payments"),
        )
    ],
    "configure": [""],
    "check_file": [""],
    "restore": ["", "--identity"],
}


@pytest.mark.parametrize(
    "kind",
    ["missing", "folder", "beneath a file", "empty", "rubbish", "no UTF-8", "zeros"],
)
@pytest.mark.parametrize(
    ("name", "option"),
    [(name, option) for name, options in READERS.items() for option in options],
)
@pytest.mark.django_db
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, option: str, kind: str
) -> None:
    make_books()
    path = inputs(tmp_path)[kind]
    company = () if name == "restore" else ("--company=cote",)
    given = [f"{option}={path}"] if option else [str(path)]
    if option == "--identity":
        given.append(str(path))

    if name == "configure" and kind == "empty":
        call_command(name, *company, *given, stdout=StringIO())  # it asks for nothing
        return
    if name == "check_file" and path.is_file():
        with pytest.raises(SystemExit) as end:
            call_command(name, *company, *given, stdout=StringIO())
        status = end.value.code
    else:
        status, said = refusal(name, *company, *given)
        assert len(said.splitlines()) == 1

    assert status == (2 if name == "check_file" and not path.is_file() else 1)


DEEP = 10_000
BAD_TOML = {
    "arrays": f"a = {'[' * DEEP}{']' * DEEP}",
    "tables": f"a = {'{a = ' * DEEP}1{'}' * DEEP}",
    "dotted keys": f"accounting.{'.'.join('a' * DEEP)} = 1",
    "a table in a value": f"accounting.cut_over_on.{'.'.join('a' * DEEP)} = 1",
    "digits": f"[glimport]\naccount_width = {'9' * 5_000}",
    "a power": "[accounting]\ndifference_tolerance = 1e99999999999999999999",
    "a large power": "[accounting]\ndifference_tolerance = 1e999999999",
    "an integer": f"[glimport]\naccount_width = {2**70}",
    "not a number": "[accounting]\ndifference_tolerance = nan",
    "a NUL": '[company]\nname = "\\u0000"',
    "a mark": "\ufeff\ufeff[company]",
    "too much": "#" * 1_000_001,
}


@pytest.mark.parametrize("text", BAD_TOML.values(), ids=BAD_TOML)
@pytest.mark.django_db
def test_a_configuration_that_no_reader_survives(tmp_path: Path, text: str) -> None:
    make_books()
    path = tmp_path / "company.toml"
    path.write_text(text)

    status, said = refusal("configure", "--company=cote", str(path))

    assert status == 1
    assert said.endswith("error; nothing was changed.")


@pytest.mark.parametrize("number", ["9" * 5_000, "1e999999999", "-" * 400, "١٢٣"])
@pytest.mark.django_db
def test_a_table_of_numbers_that_are_none(tmp_path: Path, number: str) -> None:
    make_books()
    path = tmp_path / "items.csv"
    header = "code,name,category,unit_price,tax_group,debit_account,credit_account"
    path.write_text(f"{header}\nA-1,Article,,{number},,,\n")

    status, said = refusal("import_files", "--company=cote", f"--items={path}")

    assert (status, said) == (1, "1 error; nothing was written.")


# A list is written over the file that has its name.
@pytest.mark.parametrize(
    ("name", "target"),
    [
        *product(["backup", "export_journal"], ["a file", "beneath a file", "full"]),
        *product(["behind", "errors"], ["beneath a file", "full"]),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_what_is_written_has_no_place(tmp_path: Path, name: str, target: str) -> None:
    record_sale(make_books())
    taken = tmp_path / "taken"
    taken.write_text("mine")
    where = {"a file": taken, "beneath a file": taken / "x"}.get(
        target, Path("/dev/full")
    )
    wrong = tmp_path / "customers.csv"
    wrong.write_text("number,name\nC-1,\n")
    export = ("export_journal", "--company=cote", "--through=2026-11-24")
    commands: dict[str, tuple[str, ...]] = {
        "backup": ("backup", str(where)),
        "export_journal": (*export, "--format=glimport", f"--output={where}"),
        "behind": (*export, "--preview", f"--behind={where}"),
        "errors": (
            *("import_files", "--company=cote"),
            *(f"--customers={wrong}", f"--errors={where}"),
        ),
    }

    status, said = refusal(*commands[name])

    assert status == 1
    assert len(said.splitlines()) == 1
    assert taken.read_text() == "mine"
    assert not ExportBatch.objects.exists()


@pytest.mark.django_db
def test_an_argument_that_is_no_utf_8() -> None:
    name = b"Caf\xe9".decode("utf-8", "surrogateescape")

    assert refusal("create_company", "cafe", f"--name={name}") == (
        1,
        r"This is not in UTF-8: 'Caf\udce9'",
    )
    assert not Company.objects.exists()


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["create_company", "add_member", "configure"])
@pytest.mark.django_db
def test_a_database_that_only_reads(tmp_path: Path, name: str) -> None:
    make_books("other")
    if name != "create_company":
        make_books()
    (tmp_path / "company.toml").write_text('[company]\nname = "Autre"')
    arguments = [
        each.replace("company.toml", str(tmp_path / "company.toml"))
        for each in ARGUMENTS[name]
    ]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        said = refusal(name, *arguments)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")

    assert said == (1, "The database refuses: attempt to write a readonly database")


class Failing(SiteCommand):
    """A command in which this error happens."""

    requires_system_checks = ()

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def handle(self, *_args: object, **_options: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("database is locked\n"), "database is locked"),
        (DatabaseError("file is not a database"), "file is not a database"),
    ],
)
@pytest.mark.django_db
def test_what_the_database_refuses_is_a_sentence(
    error: Exception, sentence: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command(Failing(error))

    assert str(refused.value) == f"The database refuses: {sentence}"
    assert refused.value.__cause__ is error


@pytest.mark.parametrize(
    "error", [IntegrityError("x"), ValueError("x"), KeyError("x"), TypeError("x")]
)
@pytest.mark.django_db
def test_an_error_of_the_program_stays_one(error: Exception) -> None:
    with pytest.raises(type(error)):
        call_command(Failing(error))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in a file, with a company."""
    path = tmp_path_factory.mktemp("books") / "books.sqlite3"
    assert run("migrate", "--verbosity=0", database=path).status == 0
    made = run("create_company", "cote", "--name=Côté", database=path)
    assert (made.status, made.err) == (0, "")
    return path


def test_a_full_disk_behind_standard_output(books: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ending = run(
            "show_configuration",
            "--company=cote",
            database=books,
            stdout=full.fileno(),
        )

    (sentence,) = ending.err.splitlines()
    assert ending.status == 74
    assert sentence.endswith("[Errno 28] No space left on device")


def test_a_reader_that_went_away(books: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ending = run(
            "show_configuration", "--company=cote", database=books, stdout=writing
        )
    finally:
        os.close(writing)

    (sentence,) = ending.err.splitlines()
    assert ending.status == 74
    assert sentence.endswith("[Errno 32] Broken pipe")


def test_a_terminal_without_the_letters_of_french(books: Path) -> None:
    ending = run(
        "create_company",
        "quebec",
        "--name=Québec",
        database=books,
        PYTHONIOENCODING="ascii",
    )

    assert ending.status == 0
    assert r"Qu\xe9bec" in ending.out
