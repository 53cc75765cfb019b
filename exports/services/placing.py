"""Files of a batch in a folder, under their own names only once the batch is kept."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.models import Company
from exports.models import Download, ExportBatch, ExportFile
from exports.services.files import log_download

PART = re.compile(r"\.[0-9a-f]{32}\.part$")
OVER = {
    ExportBatch.State.IMPORTED,
    ExportBatch.State.REJECTED,
    ExportBatch.State.CANCELLED,
}
"""States in which a file that nobody has in their folder yet should not get there."""


class FileInTheWayError(Exception):
    """A file of this name is there already; it is never overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A file that has its name in its folder, or else why it has not.

    One that `waits` is tried again by the next run.
    """

    file: ExportFile
    path: Path
    why_not: str = ""
    waits: bool = False


@contextmanager
def parts_of_files() -> Iterator[list[Path]]:
    """The parts written so far: taken away again if their batch is not kept."""
    parts: list[Path] = []
    try:
        yield parts
    except BaseException:
        for part in parts:
            part.unlink(missing_ok=True)
        raise


def write_parts(
    files: Sequence[ExportFile],
    folder: Path,
    parts: list[Path],
    *,
    written_at: datetime,
    again: bool,
) -> None:
    """Write the files under names that nobody takes for a file to import.

    Where each is, the database keeps until it has its name. Of a batch that is written
    `again`, a file that is there already needs no writing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = folder.absolute() / file.name
        if again and _is_whole(path, file):
            log_download(file=file, user=None, downloaded_at=written_at)
            continue
        if path.exists():
            message = _("%(path)s exists and is never overwritten: choose another DIR.")
            raise FileInTheWayError(message % {"path": folder / file.name})
        part = path.with_name(f"{file.name}.{uuid4().hex}.part")
        with part.open("xb") as stream:
            parts.append(part)
            stream.write(bytes(file.content))
        log_download(file=file, user=None, downloaded_at=written_at, part=str(part))


def unnamed(company: Company) -> "QuerySet[Download]":
    """Find files of kept batches that the command line wrote and did not name yet."""
    waiting = Download.objects.filter(
        file__batch__company=company, file__batch__is_begun=False
    ).exclude(part="")
    files = waiting.select_related("file__batch").order_by("pk")
    return files.defer("file__content", "file__error_report")


def orphans(folder: Path) -> list[Path]:
    """Find files left by runs that ended before their batch was kept."""
    parts = [
        path for path in folder.absolute().glob("*.part") if PART.search(path.name)
    ]
    known = Download.objects.filter(part__in=map(str, parts))
    kept = set(known.values_list("part", flat=True))
    return sorted(path for path in parts if str(path) not in kept)


def name_parts(downloads: "QuerySet[Download]", *, were_left: bool) -> list[Placed]:
    """Give files that are written their names, with the turn to write files.

    A process that dies leaves each whole under its name, or a part, and the next one
    ends its work: of those that `were_left`, what is over by now is not written.
    """
    tried = [
        (each.pk, _try(each, forbidden=OVER if were_left else ())) for each in downloads
    ]
    done = [pk for pk, placed in tried if not placed.waits]
    Download.objects.filter(pk__in=done).update(part="")
    return [placed for _pk, placed in tried]


def forget_parts(files: Sequence[ExportFile]) -> None:
    """Take away what waits of files that were just written elsewhere."""
    waiting = Download.objects.filter(file__in=files).exclude(part="")
    for part in waiting.values_list("part", flat=True):
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)
    waiting.update(part="")


def _try(download: Download, forbidden: Collection[str]) -> Placed:
    file, part = download.file, Path(download.part)
    path = part.with_name(file.name)
    try:
        why_not = _name(part, path, file, forbidden)
    except FileExistsError:
        why_not = _("another file of this name is there.")
    except OSError as error:
        why_not = str(error)
    else:
        return Placed(file=file, path=path, why_not=why_not)
    message = _(
        "%(why)s The next run tries again; --batch %(number)s writes it to another DIR."
    )
    why_not = message % {"why": why_not, "number": file.batch.number}
    return Placed(file=file, path=path, why_not=why_not, waits=True)


def _name(part: Path, path: Path, file: ExportFile, forbidden: Collection[str]) -> str:
    """Make the part the file, or say why it should not be."""
    if _is_whole(path, file):
        part.unlink(missing_ok=True)
        return ""
    state = file.state or file.batch.state
    if state in forbidden:
        part.unlink(missing_ok=True)
        message = _("it is %(state)s by now, and is not written.")
        return message % {"state": ExportBatch.State(state).label}
    if not part.exists() and part.parent.exists():
        return _(
            "it was taken from its folder since. --batch %(number)s writes it again."
        ) % {"number": file.batch.number}
    if not _is_whole(part, file):
        part.write_bytes(bytes(file.content))
    _rename(part, path)
    return ""


def _rename(part: Path, path: Path) -> None:
    """Rename it, and never over another: not all disks can link, and those are asked."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    else:
        part.unlink()


def _is_whole(path: Path, file: ExportFile) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == file.sha256
