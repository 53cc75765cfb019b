"""A quick look through the XML of a workbook, before openpyxl builds it in memory."""

import re
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from imports.tables.errors import refuse
from imports.tables.limits import (
    LAST_SHEET_ROW,
    MAX_COLUMNS,
    MAX_ELEMENTS,
    MAX_ELEMENTS_BESIDE,
)
from imports.tables.records import too_wide

CHUNK = 1 << 20
# Other parts of a workbook have rows of their own, in other namespaces.
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
ROW, CELL, FORMULA = f"{SHEET}row", f"{SHEET}c", f"{SHEET}f"
# The first element of a sheet, and of the texts of all sheets: openpyxl reads these
# two element by element, and any other part as a whole.
LARGE = {f"{SHEET}worksheet", f"{SHEET}sst"}
WORKBOOK = "xl/workbook.xml"
# What openpyxl reads as a whole by the name of the part, whatever it holds.
WHOLE = re.compile(
    r"xl/(workbook|styles)\.xml|\[Content_Types\]\.xml|docProps/.*|.*\.rels"
)
OVERRIDE = "http://schemas.openxmlformats.org/package/2006/content-types Override"
MAIN = "main+xml"
NOT_A_WORKBOOK = _(
    "This is not an Excel workbook that can be opened: save it again as “Excel"
    " workbook (.xlsx)” or as “CSV UTF-8”."
)
TOO_LARGE = _("This workbook is too large: keep the table alone, or save it as CSV.")


class Scan:
    """What was seen so far, over all the members that were read."""

    def __init__(self) -> None:
        self.has_formulas = False
        self._elements_left = MAX_ELEMENTS
        self._left_of_part: int | None = None
        self._name = ""
        self._cells_left = 0
        self._line = 0

    def read(self, member: IO[bytes], *, name: str) -> None:
        """Read as far as there is XML: openpyxl reads no further either."""
        self._line = 0
        self._left_of_part, self._name = None, name
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse_entities
        given = 0
        try:
            while chunk := member.read(CHUNK):
                parser.Parse(chunk)
                given += len(chunk)
                # What has no end yet is read again from its start with each chunk.
                if given - parser.CurrentByteIndex > CHUNK:
                    raise refuse(TOO_LARGE)
        except expat.ExpatError:
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count(name)
        if name == OVERRIDE:
            self._check_main(attributes)
        elif name == ROW:
            self._start_row(attributes.get("r"))
        elif name == CELL and self._line:
            self._cells_left -= 1
            if self._cells_left < 0:
                raise refuse(too_wide(), line=self._line)
        elif name == FORMULA:
            self.has_formulas = True

    def _count(self, name: str) -> None:
        if self._left_of_part is None:
            is_large = name in LARGE and not WHOLE.fullmatch(self._name)
            self._left_of_part = MAX_ELEMENTS if is_large else MAX_ELEMENTS_BESIDE
        self._elements_left -= 1
        self._left_of_part -= 1
        if min(self._elements_left, self._left_of_part) < 0:
            raise refuse(TOO_LARGE)

    def _check_main(self, attributes: dict[str, str]) -> None:
        is_main = attributes.get("ContentType", "").endswith(MAIN)
        if is_main and attributes.get("PartName") != f"/{WORKBOOK}":
            raise refuse(NOT_A_WORKBOOK)

    def _start_row(self, number: str | None) -> None:
        self._line = int(number or self._line + 1)
        self._cells_left = MAX_COLUMNS
        if self._line > LAST_SHEET_ROW:
            raise refuse(NOT_A_WORKBOOK)

    def _refuse_entities(self, *_declaration: object) -> None:
        # No spreadsheet program writes any, and a few of them unpack to any size.
        raise refuse(NOT_A_WORKBOOK)
