"""The line that begins an entry: date, description, number."""

import re
from collections.abc import Iterator
from datetime import date

from accounting.acomba.refusals import Code, Line, Refusal
from accounting.acomba.rules import DESCRIPTION, ENTRY_NUMBER, AcombaRules


def check_header(line: Line, position: int, rules: AcombaRules) -> Iterator[Refusal]:
    """All that is wrong in it by itself; its columns mean nothing at another width."""
    if len(line.text) != rules.header_width:
        yield line.refuse(Code.HEADER_WIDTH, len(line.text), rules.header_width)
        return
    if date_of(line) is None:
        digits = re.fullmatch("[0-9]{6}", line.text[1:7])
        code = Code.DATE_IMPOSSIBLE if digits else Code.DATE_NOT_DIGITS
        yield line.refuse(code, line.text[1:7])
    description = line.text[DESCRIPTION]
    if description.startswith(" ") and description.strip():
        yield line.refuse(Code.DESCRIPTION_INDENTED, description.strip())
    number = str(position) if rules.entry_number else ""
    if line.text[ENTRY_NUMBER] != number.rjust(5):
        yield line.refuse(Code.ENTRY_NUMBER, line.text[ENTRY_NUMBER].strip(), number)
    if tail := line.text[ENTRY_NUMBER.stop :].strip():
        yield line.refuse(Code.HEADER_TAIL, tail)


def date_of(line: Line) -> date | None:
    """The date in the header, where it is one."""
    found = re.match("E([0-9]{2})([0-9]{2})([0-9]{2})", line.text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None
