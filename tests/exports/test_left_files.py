"""What a run that died left in a folder: the next one finishes it, and says so."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exports.models import Download, ExportBatch, ExportFile
from exports.services import placing
from exports.services.turns import turn_to_write_files
from tests.exports.journal import make_books, record_sale
from tests.exports.outcomes import cancel, refuse, take

pytestmark = pytest.mark.django_db
NOTHING = "Nothing to export through this date."
THROUGH = ("--through", "2026-11-24")


class PowerCutError(BaseException):
    """The process ends here."""


@contextmanager
def dying_after(names: int) -> Iterator[None]:
    """Die once so many files have their names: what is left is then as after a kill."""
    rename = placing._rename  # noqa: SLF001 - the moment of death
    named: list[Path] = []

    def die(part: Path, path: Path) -> None:
        if len(named) == names:
            raise PowerCutError
        named.append(path)
        rename(part, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "_rename", die)
        with pytest.raises(PowerCutError):
            yield


def run(folder: Path, *arguments: str, company: str = "cote") -> tuple[int, list[str]]:
    """The status of a run, and what it said on both streams."""
    said = StringIO()
    try:
        call_command(
            "export_journal",
            *("--company", company, "--format", "glimport", "--output", str(folder)),
            *(arguments or THROUGH),
            stdout=said,
            stderr=said,
        )
    except SystemExit as end:
        return int(end.code or 0), said.getvalue().splitlines()
    return 0, said.getvalue().splitlines()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder in which one of three files has its name."""
    company = make_books()
    for month in (9, 10, 11):
        record_sale(company, month, on=date(2026, month, 3))
    folder = tmp_path / "out"
    with dying_after(1):
        run(folder)
    assert names(folder)[0] == "GLImport.001"
    assert [name[-5:] for name in names(folder)[1:]] == [".part", ".part"]
    return folder


def files() -> list[ExportFile]:
    return list(ExportFile.objects.order_by("pk"))


def line(path: Path, file: ExportFile) -> str:
    return f"{path}  {file.sha256}"


def finished(folder: Path) -> list[str]:
    lines = [line(folder / file.name, file) for file in files()]
    return ["An earlier run ended before its files had names:", *lines]


def assert_whole(folder: Path) -> None:
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert contents == {file.name: bytes(file.content) for file in files()}
    assert not Download.objects.exclude(part="").exists()


def test_the_next_run_names_what_has_no_name(left: Path) -> None:
    said = run(left)

    assert said == (0, [*finished(left), NOTHING])
    assert_whole(left)
    assert ExportBatch.objects.count() == 1


def test_another_folder_is_finished_where_it_is(left: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "other") == (0, [*finished(left), NOTHING])
    assert_whole(left)
    assert not (tmp_path / "other").exists()


def test_another_batch_follows_what_is_finished(left: Path) -> None:
    record_sale(ExportBatch.objects.get().company, 12)

    status, said = run(left)

    assert status == 0
    assert said[4:] == [
        "Batch 2: 1 entry, $114.98.",
        line(left / "GLImport.004", files()[3]),
    ]
    assert_whole(left)


def test_the_batch_itself_is_written_again_over_nothing(left: Path) -> None:
    status, said = run(left, "--batch", "1")

    assert status == 0
    assert said[:4] == finished(left)
    assert said[5:] == [line(left / file.name, file) for file in files()]
    assert_whole(left)


def test_a_preview_names_what_was_left_and_leaves_it(left: Path) -> None:
    before = names(left)
    out = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command(
            "export_journal", "--company=cote", "--preview", *THROUGH, stdout=out
        )

    assert end.value.code == 2
    assert out.getvalue().splitlines() == [
        (
            "2 files of an earlier run have no names yet, the first of them"
            f" {left / before[1]}. The next export names them."
        ),
        NOTHING,
    ]
    assert names(left) == before


def test_half_a_part_is_written_whole(left: Path) -> None:
    """The power was cut: the disk had not all of it."""
    part = left / names(left)[1]
    part.write_bytes(part.read_bytes()[:40])

    run(left)

    assert_whole(left)


@pytest.mark.parametrize(
    ("end", "state"),
    [(cancel, "cancelled"), (refuse, "rejected"), (take, "imported")],
)
def test_a_file_that_is_over_is_not_written(
    left: Path, end: Callable[[ExportFile], None], state: str
) -> None:
    first, second, third = files()
    end(second)
    record_sale(first.batch.company, 12)

    status, said = run(left / "new")

    assert status == 0
    assert said[:4] == [
        "An earlier run ended before its files had names:",
        line(left / "GLImport.001", first),
        (
            f"{left / 'GLImport.002'} of batch 1 is not there: it is {state} by now, and"
            " is not written."
        ),
        line(left / "GLImport.003", third),
    ]
    assert names(left) == ["GLImport.001", "GLImport.003", "new"]
    assert run(left / "new")[1] == [NOTHING]


def test_a_file_in_the_way_is_kept_until_somebody_moves_it(
    left: Path, tmp_path: Path
) -> None:
    (left / "GLImport.002").write_text("of another company")

    status, said = run(left)

    in_the_way = (
        f"{left / 'GLImport.002'} of batch 1 is not there: another file of this name is"
        " there. The next run tries again; --batch 1 writes it to another DIR."
    )
    assert (status, said[2]) == (3, in_the_way)
    assert (left / "GLImport.002").read_text() == "of another company"
    assert run(tmp_path)[0] == 3

    (left / "GLImport.002").unlink()

    assert run(tmp_path)[0] == 0
    assert_whole(left)


def test_written_elsewhere_it_waits_no_more(left: Path, tmp_path: Path) -> None:
    (left / "GLImport.002").write_text("of another company")
    assert run(left)[0] == 3

    assert run(tmp_path / "other", "--batch", "1")[0] == 0

    assert_whole(tmp_path / "other")
    assert names(left) == ["GLImport.001", "GLImport.002", "GLImport.003"]
    assert run(tmp_path / "other") == (2, [NOTHING])


def test_a_folder_that_is_gone_is_named(left: Path, tmp_path: Path) -> None:
    left.rename(tmp_path / "away")

    status, said = run(tmp_path / "other")

    assert status == 3
    assert "No such file or directory" in said[1]
    (tmp_path / "away").rename(left)
    assert run(tmp_path / "other")[0] == 0
    assert_whole(left)


def test_a_file_that_was_taken_away_is_not_given_twice(left: Path) -> None:
    (left / "GLImport.001").rename(left / "taken")

    status, said = run(left)

    assert status == 0
    assert said[1] == (
        f"{left / 'GLImport.001'} of batch 1 is not there: it was taken from its folder"
        " since. --batch 1 writes it again."
    )
    assert names(left) == ["GLImport.002", "GLImport.003", "taken"]


def test_a_part_of_nobody_is_left_alone(left: Path) -> None:
    (left / "film.part").write_text("mine")
    (left / "GLImport.001.part").write_text("mine")

    run(left)

    assert names(left)[0:2] == ["GLImport.001", "GLImport.001.part"]
    assert (left / "film.part").read_text() == "mine"


def test_a_part_that_is_of_no_batch_is_named(left: Path) -> None:
    orphan = left / f"GLImport.001.{'0' * 32}.part"
    orphan.write_text("half")

    _status, said = run(left)

    assert said[4] == (
        f"1 file is of no batch: {orphan}. Delete it, unless another company exports to"
        " this folder now."
    )
    assert orphan.read_text() == "half"


def test_what_another_company_left_is_for_its_own_run(
    left: Path, tmp_path: Path
) -> None:
    before = names(left)
    record_sale(make_books("autre"))

    status, said = run(tmp_path / "autre", company="autre")

    assert (status, len(said)) == (0, 2)
    assert names(left) == before
    assert run(left, company="autre") == (2, [NOTHING])
    assert names(left) == before


def test_a_batch_written_again_that_dies_is_finished_too(
    left: Path, tmp_path: Path
) -> None:
    run(left)
    with dying_after(2):
        run(tmp_path / "again", "--batch", "1")

    assert run(left) == (0, [*finished(tmp_path / "again"), NOTHING])

    assert_whole(tmp_path / "again")


@pytest.mark.django_db(transaction=True)
def test_two_runs_take_turns() -> None:
    """The second neither takes the parts of the first nor waits for a preview."""
    company = make_books()
    record_sale(company)
    with turn_to_write_files(company):
        out = StringIO()
        call_command(
            "export_journal", "--company=cote", "--preview", *THROUGH, stdout=out
        )

    assert out.getvalue().splitlines() == ["1 entry can go, $114.98."]


def no_link(_part: Path, _path: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("can_link", [True, False])
def test_a_name_taken_meanwhile_is_never_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_link: bool
) -> None:
    """Disks of keys and of shared folders have no links."""
    if not can_link:
        monkeypatch.setattr(os, "link", no_link)
    company = make_books()
    record_sale(company)
    whole = placing._is_whole  # noqa: SLF001 - the last moment before the name

    def takes_the_name(path: Path, file: ExportFile) -> bool:
        is_whole = whole(path, file)
        if path.suffix == ".part":
            path.with_name(file.name).write_text("of another company")
        return is_whole

    monkeypatch.setattr(placing, "_is_whole", takes_the_name)
    status, _said = run(tmp_path)
    monkeypatch.setattr(placing, "_is_whole", whole)

    assert status == 3
    assert (tmp_path / "GLImport.001").read_text() == "of another company"
    (tmp_path / "GLImport.001").unlink()
    assert run(tmp_path)[0] == 0
    assert_whole(tmp_path)


def test_what_fails_after_the_batch_is_kept_does_not_say_that_nothing_was_produced(
    tmp_path: Path,
) -> None:
    record_sale(make_books())

    with pytest.raises(CommandError, match="No space left on device") as failed:
        run(tmp_path, *THROUGH, "--behind=/dev/full")

    assert failed.value.returncode == 3
    assert_whole(tmp_path)
