"""The errors of GLimport.err beside the entries that they can be about.

A report is read once, when it is received, and what it says of a file is kept with it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounting.acomba.error_file import KnownError, last_attempt, parse_error_file
from accounting.acomba.matching import FileErrors, match_report
from accounting.acomba.mentions import Clue
from accounting.acomba_words import KNOWN_ERRORS
from accounting.models import JournalEntry
from exports.filing import Found, find_entries, read_filed
from exports.models import ExportFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAULTS_KEPT = 100
CLUES: "dict[Clue, StrOrPromise]" = {
    Clue.LINE: _("its line"),
    Clue.DOCUMENT: _("its document"),
    Clue.AMOUNT: _("its amount"),
    Clue.DATE: _("its date"),
    Clue.ACCOUNT: _("its account"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFault:
    """An error as Acomba wrote it, its entries, and what to do where that is known."""

    text: str
    remedy: "StrOrPromise"
    found: Found
    clues: tuple["StrOrPromise", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldErrors:
    """`faults` is None where nothing was received from Acomba."""

    file: ExportFile
    faults: list[ToldFault] | None
    more: int


def read_report(files: Collection[ExportFile], report: str) -> dict[int, Any]:
    """By file, what the report says of it; nothing where nothing was received."""
    if not report.strip():
        return {}
    filed = {file.name: read_filed(file) for file in files}
    errors = match_report(report, filed, most=FAULTS_KEPT)
    return {file.pk: _kept(file, errors[file.name]) for file in files}


def files_left_out(files: Iterable[ExportFile], report: str) -> list[ExportFile]:
    """Those that the report does not name, if it names some of them."""
    attempts = parse_error_file(report)
    named = [file for file in files if last_attempt(attempts, file.name)]
    return [file for file in files if named and file not in named]


def tell_errors(files: Iterable[ExportFile]) -> list[ToldErrors]:
    """What was read for each of these files that Acomba refused."""
    rejected = [file for file in files if file.state == ExportFile.State.REJECTED]
    ids = {
        pk
        for file in rejected
        for fault in (file.errors or {"faults": []})["faults"]
        for pk in fault["entries"]
    }
    rows = JournalEntry.objects.in_bulk(ids)
    return [
        ToldErrors(
            file=file,
            faults=file.errors
            and [_tell(fault, rows) for fault in file.errors["faults"]],
            more=file.errors["more"] if file.errors else 0,
        )
        for file in rejected
    ]


def _kept(file: ExportFile, errors: FileErrors) -> dict[str, Any]:
    found = find_entries(file, [matched.positions for matched in errors.faults])
    faults = [
        {
            "line": matched.fault.line,
            "text": matched.fault.text,
            "known": matched.fault.known,
            "clues": list(matched.clues),
            "entries": [entry.pk for entry in entries.entries],
            "more": entries.more,
        }
        for matched, entries in zip(errors.faults, found, strict=True)
    ]
    return {"faults": faults, "more": errors.more}


def _tell(fault: Mapping[str, Any], rows: Mapping[int, JournalEntry]) -> ToldFault:
    known = fault["known"]
    return ToldFault(
        text=fault["text"],
        remedy=KNOWN_ERRORS[KnownError(known)] if known else "",
        found=Found(
            entries=tuple(rows[pk] for pk in fault["entries"]), more=fault["more"]
        ),
        clues=tuple(CLUES[Clue(clue)] for clue in fault["clues"]),
    )
