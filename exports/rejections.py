"""The errors of GLimport.err beside the entries that they can be about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounting.acomba.error_file import ImportFault, last_attempt, parse_error_file
from accounting.acomba.matching import match_errors
from accounting.acomba.mentions import Clue
from accounting.acomba_words import KNOWN_ERRORS
from accounting.formats.glimport import GLImport
from exports.checks import files_at_once
from exports.filing import Found, find_entries, read_filed
from exports.models import ExportBatch, ExportFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAULTS_SHOWN = 100
CLUES: "dict[Clue, StrOrPromise]" = {
    Clue.LINE: _("its line"),
    Clue.DOCUMENT: _("its document"),
    Clue.AMOUNT: _("its amount"),
    Clue.DATE: _("its date"),
    Clue.ACCOUNT: _("its account"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """Entries of one file, and the words for what they were found by."""

    file: ExportFile
    found: Found
    clues: tuple["StrOrPromise", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFault:
    """An error as Acomba wrote it, and what to do where that is known."""

    line: int
    text: str
    remedy: "StrOrPromise"
    places: tuple[FoundIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAttempt:
    """The errors of one file; `file_name` is empty where the report names none."""

    file_name: str
    faults: list[ToldFault]
    more: int


def tell_errors(batch: ExportBatch) -> list[ToldAttempt]:
    """The last attempt at each file of the batch, then errors under no name."""
    attempts = parse_error_file(batch.error_report)
    originals = batch.files.filter(format=GLImport.identifier)
    files = list(originals.defer("content").select_related("batch"))
    told = [
        _tell(file.name, attempt.faults, [file])
        for file in files
        if (attempt := last_attempt(attempts, file.name))
    ]
    unnamed = last_attempt(attempts, "")
    if unnamed:
        told.append(_tell("", unnamed.faults, files_at_once(files)))
    return told


def _tell(
    file_name: str, faults: Sequence[ImportFault], files: Iterable[ExportFile]
) -> ToldAttempt:
    shown = faults[:FAULTS_SHOWN]
    by_file = [list(_found_in(file, shown)) for file in files]
    return ToldAttempt(
        file_name=file_name,
        faults=[
            ToldFault(
                line=fault.line,
                text=fault.text,
                remedy=KNOWN_ERRORS[fault.known] if fault.known else "",
                places=tuple(each[at] for each in by_file if each[at].found.entries),
            )
            for at, fault in enumerate(shown)
        ],
        more=len(faults[FAULTS_SHOWN:]),
    )


def _found_in(file: ExportFile, faults: Sequence[ImportFault]) -> Iterator[FoundIn]:
    matches = match_errors(faults, read_filed(file))
    found = find_entries(file, [match.positions for match in matches])
    for match, entries in zip(matches, found, strict=True):
        clues = tuple(CLUES[clue] for clue in match.clues)
        yield FoundIn(file=file, found=entries, clues=clues)
