import re
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["cp1252", "cp850", "ascii"]

ENCODINGS: tuple[Encoding, ...] = ("cp1252", "cp850", "ascii")
HEADER_COLUMNS = 42
HIGHEST_ENTRY_NUMBER = 99_999

Justify = Literal["right", "left"]
DecimalMark = Literal[".", ","]


class InvalidProfileError(ValueError):
    """A value that no GLImport file can be written with; names the field."""

    def __init__(self, field: str, value: object) -> None:
        self.field = field
        self.value = value
        super().__init__(field, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class GLImportProfile:
    """What a real Acomba may want otherwise: each point of the format not proven."""

    base_name: str = "GLImport"
    encoding: Encoding = "cp1252"
    trailing_blank_lines: int = 0
    max_entries_per_file: int = 998
    one_period_per_file: bool = True
    length_line: bool = True
    account_width: int = 7
    account_justify: Justify = "right"
    header_width: int = HEADER_COLUMNS
    entry_number: bool = False
    decimal_mark: DecimalMark = "."
    department_width: int = 0
    split_large_amounts: bool = False

    def __post_init__(self) -> None:
        possible = {
            "base_name": re.fullmatch(r"[A-Za-z0-9_-]+", self.base_name) is not None,
            "encoding": self.encoding in ENCODINGS,
            "trailing_blank_lines": self.trailing_blank_lines >= 0,
            "max_entries_per_file": (
                1 <= self.max_entries_per_file <= HIGHEST_ENTRY_NUMBER
            ),
            "account_width": self.account_width >= 1,
            "account_justify": self.account_justify in ("right", "left"),
            "header_width": self.header_width >= HEADER_COLUMNS,
            "decimal_mark": self.decimal_mark in (".", ","),
            "department_width": self.department_width >= 0,
        }
        for field, works in possible.items():
            if not works:
                raise InvalidProfileError(field, getattr(self, field))
