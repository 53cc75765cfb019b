"""The lines under the opening: entries one after the other, then blank lines."""

from collections.abc import Iterator, Mapping

from accounting.acomba.details import check_account, refuse_width, split_detail
from accounting.acomba.entries import EntryCheck
from accounting.acomba.headers import check_header, date_of
from accounting.acomba.refusals import Code, Line, Refusal
from accounting.acomba.rules import AcombaAccount, AcombaRules


class Body:
    def __init__(self, chart: Mapping[str, AcombaAccount], rules: AcombaRules) -> None:
        self.chart = chart
        self.rules = rules
        self.entry: EntryCheck | None = None
        self.position = 0
        self.period: tuple[int, int] | None = None
        self.blank_lines = 0

    def read(self, line: Line) -> Iterator[Refusal]:
        if not line.text:
            self.blank_lines += 1
            return
        yield from self._blank_lines_above(line, allowed=0)
        self.blank_lines = 0
        if line.text[0] == "E":
            yield from self._read_header(line)
        elif line.text[0] == "T":
            yield from self._read_detail(line)
        else:
            yield line.refuse(Code.LINE_TYPE, line.text[0])
            self._lose_entry(line)

    def end(self, end: Line) -> Iterator[Refusal]:
        """Judge what only the end tells; its line is the one after the last."""
        if self.entry is None:
            yield end.refuse(Code.NO_ENTRY)
            return
        yield from self.entry.end()
        allowed = self.rules.trailing_blank_lines
        yield from self._blank_lines_above(end, allowed=allowed)
        if self.blank_lines < allowed:
            yield end.refuse(Code.BLANK_LINE_MISSING, self.blank_lines, allowed)

    def _blank_lines_above(self, line: Line, *, allowed: int) -> Iterator[Refusal]:
        first = line.number - self.blank_lines + allowed
        for number in range(first, line.number):
            yield Line(number, "").refuse(Code.BLANK_LINE)

    def _lose_entry(self, line: Line) -> None:
        """Hold back what a line that cannot be told would make look wrong."""
        self.entry = self.entry or EntryCheck(line)
        self.entry.is_readable = False

    def _read_header(self, line: Line) -> Iterator[Refusal]:
        if self.entry:
            yield from self.entry.end()
        self.entry = EntryCheck(line)
        self.position += 1
        yield from check_header(line, self.position, self.rules)
        yield from self._check_period(line)
        if self.position == self.rules.max_entries_per_file + 1:
            most = self.rules.max_entries_per_file
            yield line.refuse(Code.TOO_MANY_ENTRIES, self.position, most)

    def _check_period(self, line: Line) -> Iterator[Refusal]:
        """One calendar month: that of the first header whose date can be read."""
        day = date_of(line)
        is_in_place = len(line.text) == self.rules.header_width
        if day is None or not is_in_place or not self.rules.one_period_per_file:
            return
        self.period = self.period or (day.year, day.month)
        if (day.year, day.month) != self.period:
            year, month = self.period
            yield line.refuse(Code.OTHER_PERIOD, day, f"{year}-{month:02}")

    def _read_detail(self, line: Line) -> Iterator[Refusal]:
        if self.entry is None:
            yield line.refuse(Code.NO_HEADER)
            self._lose_entry(line)
        elif len(line.text) != self.rules.detail_width:
            yield refuse_width(line, self.rules)
            self._lose_entry(line)
        else:
            yield from self._check_fields(line, self.entry)

    def _check_fields(self, line: Line, entry: EntryCheck) -> Iterator[Refusal]:
        detail = split_detail(line.text, self.rules.account_end)
        yield from check_account(line, detail.account, self.chart, self.rules)
        cents = detail.cents(self.rules.decimal_mark)
        entry.add(cents)
        if isinstance(cents, Code):
            found = f"{detail.debit.strip()} {detail.credit.strip()}".strip()
            yield line.refuse(cents, found)
