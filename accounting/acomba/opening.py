"""The two lines above the entries."""

import re
from collections.abc import Callable, Generator, Iterator

from accounting.acomba.refusals import Code, Line, Refusal
from accounting.acomba.rules import AcombaRules

Check = Callable[[Line, AcombaRules], Refusal | None]


class Opening:
    """Reads lines until it has had its own; a line of another kind it leaves."""

    def __init__(self, rules: AcombaRules) -> None:
        self.rules = rules
        self.awaited: list[Check] = [check_title]
        if rules.length_line:
            self.awaited.append(check_length_line)

    def read(self, line: Line) -> Generator[Refusal, None, bool]:
        """Answer whether the line was one of the opening."""
        while self.awaited:
            refusal = self.awaited.pop(0)(line, self.rules)
            if refusal:
                yield refusal
            if not (refusal and self._leaves(line)):
                return True
        return False

    def end(self, end: Line) -> Iterator[Refusal]:
        """Refuse what the file is too short for, at the line after its last."""
        refusals = (check(end, self.rules) for check in self.awaited)
        yield from (refusal for refusal in refusals if refusal)

    def _leaves(self, line: Line) -> bool:
        """Whether it is one that comes further down, so that its own is missing."""
        if is_length_line(line):
            return bool(self.awaited)
        return is_entry_line(line, self.rules)


def check_title(line: Line, rules: AcombaRules) -> Refusal | None:
    """The title is free, but neither blank nor a line of another kind."""
    is_other = is_length_line(line) or is_entry_line(line, rules)
    if line.text.strip() and not is_other:
        return None
    return line.refuse(Code.TITLE_MISSING)


def check_length_line(line: Line, rules: AcombaRules) -> Refusal | None:
    expected = f"LGL{rules.account_width}"
    if line.text == expected:
        return None
    missing, other = Code.LENGTH_LINE_MISSING, Code.LENGTH_LINE_OTHER
    return line.refuse(other if is_length_line(line) else missing, line.text, expected)


def is_length_line(line: Line) -> bool:
    return re.fullmatch("LGL[0-9]+", line.text) is not None


def is_entry_line(line: Line, rules: AcombaRules) -> bool:
    width = {"E": rules.header_width, "T": rules.detail_width}.get(line.text[:1])
    return len(line.text) == width and re.match("[ET][ 0-9]{6}", line.text) is not None
