from collections.abc import Iterator
from dataclasses import dataclass

from accounting.acomba.amounts import written
from accounting.acomba.refusals import Code, Line, Refusal


@dataclass(slots=True)
class EntryCheck:
    """What is known of the entry that is being read, from its header on.

    With a line that cannot be read, neither its balance nor its number of lines is
    known, and neither is judged.
    """

    header: Line
    is_readable: bool = True
    line_count: int = 0
    debits: int = 0
    credits: int = 0

    def add(self, cents: int | Code) -> None:
        self.line_count += 1
        if isinstance(cents, Code):
            self.is_readable = False
        elif cents > 0:
            self.debits += cents
        else:
            self.credits -= cents

    def end(self) -> Iterator[Refusal]:
        if not self.is_readable:
            return
        if self.line_count < 2:  # noqa: PLR2004 - double entry
            yield self.header.refuse(Code.TOO_FEW_LINES)
        elif self.debits != self.credits:
            yield self.header.refuse(
                Code.UNBALANCED, written(self.debits), written(self.credits)
            )
