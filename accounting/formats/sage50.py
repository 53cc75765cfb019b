from collections.abc import Iterable, Iterator

from accounting.formats.base import Sheet
from accounting.formats.limits import FormatLimitError
from accounting.formats.sage50_limits import COMMENT_WIDTH, ENCODING, problems
from accounting.formats.text import transliterate
from accounting.journal.entry import JournalEntry, JournalLine


class Sage50:
    """The general journal that Sage 50 (Canada) imports, all of it or nothing."""

    identifier = "sage50"
    label = "Sage 50"
    extension = "txt"
    # As text, some browsers would change the line ends.
    content_type = "application/octet-stream"

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes:  # noqa: ARG002 - every format takes a sheet
        """Write the bytes; FormatLimitError names the first entry they cannot hold."""
        lines: list[str] = []
        for entry in entries:
            if broken := problems(entry):
                raise FormatLimitError(broken)
            lines.extend(_lines(entry))
        return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def _lines(entry: JournalEntry) -> Iterator[str]:
    # The entries of a day, as one, have no document: their day stands for it.
    source = _quoted(entry.document or entry.date.isoformat())
    comment = _quoted(entry.description, COMMENT_WIDTH)
    yield f"{entry.date:%m-%d-%y},{source},{comment}"
    yield from map(_detail, entry)


def _detail(line: JournalLine) -> str:
    return f"{line.account},{line.signed:.2f}"


def _quoted(text: str, width: int | None = None) -> str:
    """A field cannot hold the quotation mark that ends it."""
    text = transliterate(text, ENCODING).replace('"', "'").strip()
    return f'"{text[:width].rstrip()}"'
