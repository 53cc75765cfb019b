from dataclasses import dataclass

from django.utils.functional import Promise

Reason = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong, and where; without a line it is wrong with the whole file."""

    file: str
    line: int | None = None
    column: str | None = None
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A row error of a file whose name its reader does not know."""

    line: int | None = None
    column: str | None = None
    reason: Reason

    def in_file(self, file: str) -> RowError:
        return RowError(
            file=file, line=self.line, column=self.column, reason=self.reason
        )


class FileRefusedError(Exception):
    """The table cannot be read at all, so none of its rows is."""

    def __init__(self, *flaws: Flaw) -> None:
        self.flaws = flaws
        super().__init__(*flaws)


class BadCellError(Exception):
    """A cell does not hold what its column takes."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


def refuse(reason: Reason, *, line: int | None = None) -> FileRefusedError:
    return FileRefusedError(Flaw(line=line, reason=reason))
