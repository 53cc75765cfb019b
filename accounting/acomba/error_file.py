"""GLimport.err, which Acomba adds to: the file it tried, then what it refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

LINE_WIDTH = 1_000
"""What is read of a line: the longest that says something is far from it."""
FRENCH_LETTERS = frozenset("àâäçéèêëîïôöùûüÀÂÇÉÈÊËÎÏÔÙÛÜ«»")
# The name alone, its whole path, or either after a word such as « Fichier : ».
TRIED = re.compile(
    r"(?:[^\W\d_]+\s*:\s+)?(?:(?:[a-z]:)?[\\/](?:[^:]*[\\/])?)?"
    r"(?P<name>(?=[\w-]*[a-z])[\w-]+\.[0-9]{3})",
    re.IGNORECASE,
)


class KnownError(StrEnum):
    """An error whose text is known."""

    HEADER_TOO_SHORT = "header_too_short"


LINE_END = re.compile("\r\n|\r|\n")
KNOWN = {re.compile("moins de [0-9]+ caract"): KnownError.HEADER_TOO_SHORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFault:
    """One line of the file as it stands there, counted from 1."""

    line: int
    text: str
    known: KnownError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The errors of one import; no name when the text starts with errors."""

    file_name: str
    faults: tuple[ImportFault, ...] = ()


def parse_error_file(content: bytes | str) -> tuple[Attempt, ...]:
    """The attempts in the order of the file: the last one is the most recent."""
    text = content if isinstance(content, str) else decode_error_file(content)
    attempts: list[tuple[str, list[ImportFault]]] = []
    for number, line in _telling_lines(text):
        if tried := _tried(line):
            attempts.append((tried, []))
            continue
        if not attempts:
            attempts.append(("", []))
        fault = ImportFault(line=number, text=line, known=_known(line))
        attempts[-1][1].append(fault)
    return tuple(
        Attempt(file_name=name, faults=tuple(faults)) for name, faults in attempts
    )


def last_attempt(attempts: Sequence[Attempt], file_name: str) -> Attempt | None:
    """The most recent import of this file; Windows does not tell letter cases apart."""
    wanted = file_name.casefold()
    found = (each for each in reversed(attempts) if each.file_name.casefold() == wanted)
    return next(found, None)


def count_lines(text: str) -> int:
    """Count the lines, the one after the last line end only if it has something."""
    return len(LINE_END.findall(text)) + (text[-1:] not in ("", "\r", "\n"))


def decode_error_file(content: bytes) -> str:
    """Take the character set in which the text has the most letters of French."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        windows = content.decode("cp1252", errors="replace")
        return max(windows, content.decode("cp850"), key=_french_letters)


def _french_letters(text: str) -> int:
    return sum(char in FRENCH_LETTERS for char in text)


def _telling_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with a letter or a digit: others are blank, or drawn to part the rest."""
    for number, line in enumerate(LINE_END.split(text), start=1):
        if re.search(r"[^\W_]", line):
            told = line.strip(" \t\0\x1a")
            yield number, told[:LINE_WIDTH] + "…" * (len(told) > LINE_WIDTH)


def _tried(line: str) -> str | None:
    """The name of the file, where the line is nothing else."""
    tried = TRIED.fullmatch(line.strip("\"'«» "))
    return tried and tried["name"]


def _known(line: str) -> KnownError | None:
    plain = normalize("NFC", line).casefold()
    found = (error for pattern, error in KNOWN.items() if pattern.search(plain))
    return next(found, None)
