from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounting.models import JournalEntry
from exports.models import Download, ExportBatch
from tests.exports.journal import make_books, produce, record_sale
from tests.exports.outcomes import cancel, files_of
from tests.factories import make_company

THROUGH = ["--through", "2026-11-24"]
pytestmark = pytest.mark.django_db


def export(*arguments: str, company: str = "cote") -> list[str]:
    out = StringIO()
    call_command("export_journal", "--company", company, *arguments, stdout=out)
    return out.getvalue().splitlines()


def write(folder: Path, *arguments: str) -> list[str]:
    return export("--format", "glimport", "--output", str(folder), *arguments)


def test_the_command_writes_the_files_and_their_fingerprints(tmp_path: Path) -> None:
    record_sale(make_books())
    folder = tmp_path / "new" / "folder"

    said = write(folder, *THROUGH, "--format", "xlsx")

    glimport, twin = ExportBatch.objects.get().files.all()
    assert said == [
        "Batch 1: 1 entry, $114.98.",
        f"{folder / 'GLImport.001'}  {glimport.sha256}",
        f"{folder / 'lot-1.xlsx'}  {twin.sha256}",
    ]
    assert (folder / "GLImport.001").read_bytes() == bytes(glimport.content)
    assert (folder / "lot-1.xlsx").read_bytes() == bytes(twin.content)


def test_the_command_writes_the_files_of_a_batch_again(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company)
    content = bytes(produce(company).files.get().content)

    write(tmp_path, "--batch", "1")

    assert (tmp_path / "GLImport.001").read_bytes() == content
    assert ExportBatch.objects.count() == 1


def test_the_command_ends_with_2_when_nothing_is_ready(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_books()

    with pytest.raises(SystemExit) as end:
        write(tmp_path / "folder", *THROUGH)

    assert end.value.code == 2
    assert capsys.readouterr().err == ""
    assert not (tmp_path / "folder").exists()


def test_the_command_never_overwrites(tmp_path: Path) -> None:
    entry = record_sale(make_books())
    in_the_way = tmp_path / "GLImport.001"
    in_the_way.write_text("mine")

    with pytest.raises(CommandError) as refusal:
        write(tmp_path, *THROUGH)

    entry.refresh_from_db()
    assert str(refusal.value) == (
        f"{in_the_way} exists and is never overwritten: choose another DIR."
    )
    assert refusal.value.returncode == 1
    assert in_the_way.read_text() == "mine"
    assert entry.status == JournalEntry.Status.READY
    assert not ExportBatch.objects.exists()


def test_the_command_refuses_a_folder_that_cannot_be(tmp_path: Path) -> None:
    record_sale(make_books())
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="File exists"):
        write(tmp_path / "file", *THROUGH)

    assert not ExportBatch.objects.exists()


def test_the_command_refuses_what_does_not_exist(tmp_path: Path) -> None:
    make_company()

    with pytest.raises(CommandError, match=r"^No batch 14\.$"):
        write(tmp_path, "--batch", "14")
    with pytest.raises(CommandError, match=r"^No company nowhere\.$"):
        export("--preview", *THROUGH, company="nowhere")


def test_a_preview_of_nothing_ends_with_2() -> None:
    make_books()

    with pytest.raises(SystemExit) as end:
        export("--preview", *THROUGH)

    assert end.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--through", "November"],
        ["--batch", "1", "--through", "2026-11-24"],
        ["--batch", "1", "--preview"],
        [*THROUGH, "--format", "glimport"],
        [*THROUGH, "--output", "folder"],
        [*THROUGH, "--format", "ofx", "--output", "folder"],
    ],
    ids=[
        "nothing wanted",
        "not a date",
        "both",
        "a preview of a batch",
        "no folder",
        "no format",
        "unknown format",
    ],
)
def test_wrong_usage_ends_with_64(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    make_books()

    with pytest.raises(SystemExit) as end:
        export(*arguments)

    assert end.value.code == 64
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_file_that_is_written_was_given_to_somebody(tmp_path: Path) -> None:
    record_sale(make_books())

    write(tmp_path, *THROUGH, "--format", "xlsx")
    write(tmp_path / "again", "--batch", "1")

    given: Any = Download.objects.order_by("pk").values_list("file__name", "user")
    assert list(given) == [
        ("GLImport.001", None),
        ("lot-1.xlsx", None),
        ("GLImport.001", None),
    ]


def test_a_file_that_ended_is_written_with_a_warning(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company, 1, on=date(2026, 10, 5))
    record_sale(company, 2)
    october, november = files_of(produce(company))
    cancel(october)
    err = StringIO()

    call_command(
        "export_journal",
        *("--company", "cote", "--batch", "1"),
        *("--format", "glimport", "--output", str(tmp_path)),
        stdout=StringIO(),
        stderr=err,
    )

    assert err.getvalue() == "GLImport.001 is cancelled: do not import it.\n"
    assert (tmp_path / november.name).exists()
