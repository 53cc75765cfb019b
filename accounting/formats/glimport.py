from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from accounting.formats.base import Sheet
from accounting.formats.descriptions import DESCRIPTION_WIDTH, fit_description
from accounting.formats.limits import LARGEST_AMOUNT, FormatLimitError, problems
from accounting.formats.profile import HEADER_COLUMNS, GLImportProfile
from accounting.formats.text import transliterate
from accounting.journal.entry import JournalEntry, JournalLine, Side

BLANK = " " * 9
NUMBER_WIDTH = HEADER_COLUMNS - len("EYYMMDD") - DESCRIPTION_WIDTH


class GLImport:
    """The fixed columns that Acomba's « Transactions à la Comptabilité » reads."""

    identifier = "glimport"
    label = "Acomba GLImport"
    extension = ""
    # As text, some browsers would add .txt to the name or change the line ends.
    content_type = "application/octet-stream"

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes:
        """Write the bytes; FormatLimitError names the first entry they cannot hold."""
        profile = sheet.profile
        lines = [transliterate(sheet.title, profile.encoding)]
        if profile.length_line:
            lines.append(f"LGL{profile.account_width}")
        for position, entry in enumerate(entries, start=1):
            if broken := problems(entry, profile):
                raise FormatLimitError(broken)
            lines.append(_header(entry, position, profile))
            for line in entry.lines:
                lines += _details(line, profile)
        lines += [""] * (profile.trailing_blank_lines + 1)
        return "\r\n".join(lines).encode(profile.encoding)


def _header(entry: JournalEntry, position: int, profile: GLImportProfile) -> str:
    description = fit_description(entry.description, encoding=profile.encoding)
    number = f"{position:{NUMBER_WIDTH}}" if profile.entry_number else ""
    start = f"E{_day_field(entry.date)}{description:{DESCRIPTION_WIDTH}}{number}"
    return start.ljust(profile.header_width)


@lru_cache
def _day_field(day: date) -> str:
    return f"{day:%y%m%d}"


def _details(line: JournalLine, profile: GLImportProfile) -> Iterator[str]:
    account = _account_field(
        line.account or "", profile.account_width, profile.account_justify
    )
    department = " " * profile.department_width
    for amount in _writable_amounts(line.amount):
        written = f"{amount:9.2f}"
        if profile.decimal_mark != ".":
            written = written.replace(".", profile.decimal_mark)
        sides = written + BLANK if line.side is Side.DEBIT else BLANK + written
        yield f"T{account}{sides}{department}"


@lru_cache
def _account_field(account: str, width: int, justify: str) -> str:
    return account.rjust(width) if justify == "right" else account.ljust(width)


def _writable_amounts(amount: Decimal) -> Sequence[Decimal]:
    """Give the amount in as many parts as the width of the field asks for."""
    if amount <= LARGEST_AMOUNT:
        return (amount,)
    count, rest = divmod(amount, LARGEST_AMOUNT)
    return [LARGEST_AMOUNT] * int(count) + ([rest] if rest else [])
