import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import BadCellError, Reason
from imports.tables.notation import Notation
from imports.tables.records import Cell, show

LINE_BREAK = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
# Controls, marks that turn the direction of what follows, halves of characters, and
# what stands for a character that was lost.
REFUSED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd-\uffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Composed (NFC) and stripped; a line break or a tab inside becomes one space."""

    blank: ClassVar = ""
    has_numbers: ClassVar = False

    max_length: int

    def parse(self, cell: Cell, _notation: Notation) -> str:
        return clean(_text_of(cell), max_length=self.max_length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Text that names something, so that no character of it may be changed."""

    blank: ClassVar = ""
    has_numbers: ClassVar = False

    max_length: int

    def parse(self, cell: Cell, _notation: Notation) -> str:
        text = _text_of(cell).strip()
        if LINE_BREAK.search(text):
            raise BadCellError(
                _("This cell contains a line break or a tab: remove it.")
            )
        return clean(text, max_length=self.max_length)


def clean(text: str, *, max_length: int) -> str:
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", LINE_BREAK.sub(" ", text.strip()))
        if found := REFUSED.search(text):
            raise BadCellError(_refused(found[0]))
    text = text.strip()
    if len(text) > max_length:
        raise BadCellError(_too_long(text, max_length))
    return text


def _text_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return format(cell, "f")
    raise BadCellError(_not_text(cell))


def _not_text(cell: Cell) -> Reason:
    return format_lazy(
        _(
            "The workbook holds “{value}” as a date, a percentage or a yes or no: format"
            " the cell as text and type it again."
        ),
        value=show(cell),
    )


def _refused(char: str) -> Reason:
    return format_lazy(
        _("The character {code} was lost or cannot be seen: type the text again."),
        code=f"U+{ord(char):04X}",
    )


def _too_long(text: str, max_length: int) -> Reason:
    return format_lazy(
        _("“{value}” has {length} characters: at most {maximum} are allowed."),
        value=show(text),
        length=len(text),
        maximum=max_length,
    )
