"""Files of a batch in a folder, under their own names only once the batch is kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.utils.translation import gettext as _

from exports.models import ExportFile


class FileInTheWayError(Exception):
    """A file of this name is there already; it is never overwritten."""


@contextmanager
def parts_of_files() -> Iterator[list[tuple[Path, Path]]]:
    """What is written so far and where it goes: what stays a part is taken away."""
    parts: list[tuple[Path, Path]] = []
    try:
        yield parts
    finally:
        for part, _path in parts:
            part.unlink(missing_ok=True)


def write_parts(
    files: Sequence[ExportFile], folder: Path, parts: list[tuple[Path, Path]]
) -> None:
    """Write the files under names that nobody takes for a file to import."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = folder / file.name
        _refuse_overwriting(path)
        part = folder / f"{file.name}.{uuid4().hex}.part"
        with part.open("xb") as stream:
            parts.append((part, path))
            stream.write(bytes(file.content))


def reveal_parts(parts: Sequence[tuple[Path, Path]]) -> None:
    """Give each its own name, whole: a process that dies leaves no half of a file."""
    for part, path in parts:
        _refuse_overwriting(path)
        part.rename(path)


def _refuse_overwriting(path: Path) -> None:
    if path.exists():
        message = _("%(path)s exists and is never overwritten: choose another DIR.")
        raise FileInTheWayError(message % {"path": path})
