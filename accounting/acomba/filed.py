"""The entries of a produced file and the lines that they take in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounting.acomba.details import split_detail
from accounting.acomba.headers import date_of
from accounting.acomba.lines import read_lines
from accounting.acomba.refusals import Code, Line
from accounting.acomba.rules import DESCRIPTION, STANDARD, AcombaRules


@dataclass(slots=True, kw_only=True)
class FiledEntry:
    """An entry by its place in the file and its lines there, both counted from 1."""

    position: int
    line_first: int
    line_last: int
    document: str = ""
    dated_on: date | None = None
    accounts: set[str] = field(default_factory=set)
    amounts: set[Decimal] = field(default_factory=set)


def filed_entries(
    stream: Iterable[bytes], *, rules: AcombaRules = STANDARD
) -> Iterator[FiledEntry]:
    """Read the entries as far as they can be; a description starts with a document."""
    entry: FiledEntry | None = None
    for line in read_lines(stream, rules.encoding):
        if not isinstance(line, Line):
            continue
        if line.number > 1 and line.text.startswith("E"):
            if entry:
                yield entry
            entry = _start(line, position=entry.position + 1 if entry else 1)
        elif entry and line.text.startswith("T"):
            _add(entry, line, rules)
    if entry:
        yield entry


def _start(line: Line, *, position: int) -> FiledEntry:
    document, *_ = line.text[DESCRIPTION].split() or [""]
    return FiledEntry(
        position=position,
        line_first=line.number,
        line_last=line.number,
        document=document,
        dated_on=date_of(line),
    )


def _add(entry: FiledEntry, line: Line, rules: AcombaRules) -> None:
    entry.line_last = line.number
    detail = split_detail(line.text, rules.account_end)
    cents = detail.cents(rules.decimal_mark)
    entry.accounts.add(detail.account.strip())
    if not isinstance(cents, Code):
        entry.amounts.add(Decimal(abs(cents)).scaleb(-2))
