from collections.abc import Iterable

from accounting.formats.base import Sheet
from accounting.journal.entry import JournalEntry


class Xlsx:
    """The same entries for people: one row a line, the totals apart from them."""

    identifier = "xlsx"
    label = "Excel"
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def render(self, entries: Iterable[JournalEntry], *, sheet: Sheet) -> bytes:
        from accounting.formats.workbook import write_workbook  # noqa: PLC0415 - openpyxl takes longer to load than most batches to write

        return write_workbook(entries, sheet)
