"""Reads a GLImport file back, byte by byte, knowing nothing of how one is written.

What proves the writer must not share its mistakes: nothing is imported here but the
journal's types.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from accounting.journal.entry import (
    JournalEntry,
    JournalLine,
    Side,
    UnbalancedEntryError,
)


class Wrong(StrEnum):
    """What a line of the file breaks."""

    LINE_END = "line_end"
    ENCODING = "encoding"
    CHARACTER = "character"
    BLANK_LINE = "blank_line"
    TITLE = "title"
    LENGTH_LINE = "length_line"
    LINE_TYPE = "line_type"
    WIDTH = "width"
    DATE = "date"
    DESCRIPTION = "description"
    ENTRY_NUMBER = "entry_number"
    ACCOUNT = "account"
    AMOUNT = "amount"
    SIDES = "sides"
    DEPARTMENT = "department"
    NO_HEADER = "no_header"
    UNBALANCED = "unbalanced"


class GLImportFormatError(Exception):
    """The first line that is not as the format says, counted from 1."""

    def __init__(self, line_number: int, reason: Wrong) -> None:
        self.line_number = line_number
        self.reason = reason
        super().__init__(line_number, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The variants of the format; the names are those of the format profile."""

    encoding: str = "cp1252"
    trailing_blank_lines: int = 0
    length_line: bool = True
    account_width: int = 7
    account_justify: str = "right"
    header_width: int = 42
    entry_number: bool = False
    decimal_mark: str = "."
    department_width: int = 0


STANDARD = Layout()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    title: str
    entries: tuple[JournalEntry, ...]


@dataclass(slots=True, kw_only=True)
class _Draft:
    line_number: int
    dated_on: date
    description: str
    lines: list[JournalLine]


def parse(data: bytes, *, layout: Layout = STANDARD) -> ParsedFile:
    """Read title and entries; GLImportFormatError names the first wrong line."""
    numbered = enumerate(_rows(data, layout), start=1)
    _, title = next(numbered, (1, ""))
    if not title.strip():
        _refuse(1, Wrong.TITLE)
    if layout.length_line:
        number, line = next(numbered, (2, ""))
        if line != "LGL" + str(layout.account_width):
            _refuse(number, Wrong.LENGTH_LINE)
    entries = tuple(_entries(numbered, layout))
    return ParsedFile(title=title, entries=entries)


def _rows(data: bytes, layout: Layout) -> Iterator[str]:
    rows = data.split(b"\r\n")
    if rows.pop():
        _refuse(len(rows) + 1, Wrong.LINE_END)
    last_full = len(rows) - layout.trailing_blank_lines
    for number, row in enumerate(rows, start=1):
        if bool(row) is (number > last_full):
            _refuse(number, Wrong.BLANK_LINE)
        if b"\r" in row or b"\n" in row:
            _refuse(number, Wrong.LINE_END)
        if row:
            yield _decode(row, number, layout)


def _decode(row: bytes, number: int, layout: Layout) -> str:
    try:
        line = row.decode(layout.encoding)
    except UnicodeDecodeError:
        _refuse(number, Wrong.ENCODING)
    if not line.isprintable():
        _refuse(number, Wrong.CHARACTER)
    return line


def _entries(
    numbered: Iterator[tuple[int, str]], layout: Layout
) -> Iterator[JournalEntry]:
    draft = None
    position = 0
    for number, line in numbered:
        if line[0] == "E":
            if draft:
                yield _finish(draft)
            position += 1
            draft = _read_header(number, line, position, layout)
        elif line[0] != "T":
            _refuse(number, Wrong.LINE_TYPE)
        elif draft is None:
            _refuse(number, Wrong.NO_HEADER)
        else:
            draft.lines.append(_read_detail(number, line, layout))
    if draft:
        yield _finish(draft)


def _finish(draft: _Draft) -> JournalEntry:
    try:
        return JournalEntry(
            date=draft.dated_on,
            description=draft.description,
            lines=tuple(draft.lines),
        )
    except UnbalancedEntryError:
        _refuse(draft.line_number, Wrong.UNBALANCED)


def _read_header(number: int, line: str, position: int, layout: Layout) -> _Draft:
    if len(line) != layout.header_width:
        _refuse(number, Wrong.WIDTH)
    description = line[7:37]
    if description.startswith(" ") and description.strip():
        _refuse(number, Wrong.DESCRIPTION)
    expected = str(position).rjust(5) if layout.entry_number else 5 * " "
    if line[37:42] != expected or line[42:].strip():
        _refuse(number, Wrong.ENTRY_NUMBER)
    return _Draft(
        line_number=number,
        dated_on=_read_date(number, line[1:7]),
        description=description.rstrip(),
        lines=[],
    )


def _read_date(number: int, digits: str) -> date:
    if not re.fullmatch("[0-9]{6}", digits):
        _refuse(number, Wrong.DATE)
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        _refuse(number, Wrong.DATE)


def _read_detail(number: int, line: str, layout: Layout) -> JournalLine:
    end = 1 + layout.account_width
    if len(line) != end + 18 + layout.department_width:
        _refuse(number, Wrong.WIDTH)
    account = _read_account(number, line[1:end], layout)
    debit, credit = line[end : end + 9], line[end + 9 : end + 18]
    if bool(debit.strip()) is bool(credit.strip()):
        _refuse(number, Wrong.SIDES)
    if line[end + 18 :].strip():
        _refuse(number, Wrong.DEPARTMENT)
    side, written = (Side.DEBIT, debit) if debit.strip() else (Side.CREDIT, credit)
    amount = _read_amount(number, written, layout)
    return JournalLine(account=account, side=side, amount=amount)


def _read_account(number: int, field: str, layout: Layout) -> str:
    pattern = " *([0-9]+)" if layout.account_justify == "right" else "([0-9]+) *"
    found = re.fullmatch(pattern, field)
    if not found:
        _refuse(number, Wrong.ACCOUNT)
    return found[1]


def _read_amount(number: int, field: str, layout: Layout) -> Decimal:
    mark = re.escape(layout.decimal_mark)
    found = re.fullmatch(f" *(0|[1-9][0-9]*){mark}([0-9][0-9])", field)
    if not found or not (amount := Decimal(f"{found[1]}.{found[2]}")):
        _refuse(number, Wrong.AMOUNT)
    return amount


def _refuse(line_number: int, reason: Wrong) -> NoReturn:
    raise GLImportFormatError(line_number, reason)
