"""From entries to files, holding those of one file at a time."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import chain

from accounting.formats.base import Sheet
from accounting.formats.glimport import GLImport
from accounting.formats.splitting import (
    FilePart,
    file_name,
    next_counter,
    split_into_files,
)
from accounting.journal.cents import ZERO
from accounting.journal.entry import JournalEntry as FileEntry
from exports.fingerprints import fingerprint, said_of
from exports.models import ExportBatch, ExportFile


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    format: str
    name: str
    first_on: date
    last_on: date
    entry_count: int
    total: Decimal
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFile(RenderedFile):
    """A file of a batch to be, with what it takes to check and mark its entries.

    `first_position` is the place in the batch of the first of them.
    """

    first_position: int
    entry_ids: Sequence[int]
    dates: Sequence[date]
    fingerprint: str
    next_counter: int


def render_files(
    entries: Iterable[FileEntry], *, sheet: Sheet, counter: int
) -> Iterator[BatchFile]:
    """A file for each month, or more if it is large; `counter` numbers the first."""
    dated = ((entry.date, entry) for entry in entries)
    position = 1
    for part in split_into_files(dated, profile=sheet.profile):
        file = _render(part, sheet, counter, position)
        yield file
        counter, position = file.next_counter, position + len(file.entry_ids)


def _render(
    part: FilePart[FileEntry], sheet: Sheet, counter: int, position: int
) -> BatchFile:
    name = file_name(sheet.profile.base_name, counter)
    first_on, last_on, entries = part.first_on, part.last_on, part.items
    sheet = replace(sheet, file_name=name, first_on=first_on, last_on=last_on)
    return BatchFile(
        format=GLImport.identifier,
        name=name,
        first_on=first_on,
        last_on=last_on,
        entry_count=sum(entry.source_count for entry in entries),
        total=sum((entry.total for entry in entries), ZERO),
        content=GLImport().render(entries, sheet=sheet),
        first_position=position,
        entry_ids=array("q", (s.entry_id for each in entries for s in each.sources)),
        dates=tuple(each.date for each in entries for _source in each.sources),
        fingerprint=fingerprint(chain.from_iterable(map(said_of, entries))),
        next_counter=next_counter(counter),
    )


def store_file(batch: ExportBatch, file: RenderedFile) -> ExportFile:
    is_copy = file.format != GLImport.identifier
    return ExportFile.objects.create(
        batch=batch,
        format=file.format,
        state=None if is_copy else ExportFile.State.PRODUCED,
        name=file.name,
        first_on=file.first_on,
        last_on=file.last_on,
        entry_count=file.entry_count,
        total=file.total,
        content=file.content,
        sha256=sha256(file.content).hexdigest(),
    )
