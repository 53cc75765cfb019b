from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Why Acomba would not take a line."""

    EMPTY_FILE = "empty_file"
    BYTE_ORDER_MARK = "byte_order_mark"
    LINE_END = "line_end"
    LINE_END_MISSING = "line_end_missing"
    ENCODING = "encoding"
    CONTROL_CHARACTER = "control_character"
    TITLE_MISSING = "title_missing"
    LENGTH_LINE_MISSING = "length_line_missing"
    LENGTH_LINE_OTHER = "length_line_other"
    BLANK_LINE = "blank_line"
    BLANK_LINE_MISSING = "blank_line_missing"
    LINE_TYPE = "line_type"
    NO_ENTRY = "no_entry"
    TOO_MANY_ENTRIES = "too_many_entries"

    HEADER_WIDTH = "header_width"
    DATE_NOT_DIGITS = "date_not_digits"
    DATE_IMPOSSIBLE = "date_impossible"
    OTHER_PERIOD = "other_period"
    DESCRIPTION_INDENTED = "description_indented"
    ENTRY_NUMBER = "entry_number"
    HEADER_TAIL = "header_tail"

    NO_HEADER = "no_header"
    DETAIL_WIDTH = "detail_width"
    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_NOT_DIGITS = "account_not_digits"
    ACCOUNT_TOO_WIDE = "account_too_wide"
    ACCOUNT_MISPLACED = "account_misplaced"
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_INACTIVE = "account_inactive"
    ACCOUNT_CONTROL = "account_control"
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_ON_BOTH_SIDES = "amount_on_both_sides"
    AMOUNT_SIGNED = "amount_signed"
    AMOUNT_DECIMAL_MARK = "amount_decimal_mark"
    AMOUNT_FORMAT = "amount_format"
    AMOUNT_MISPLACED = "amount_misplaced"
    AMOUNT_ZERO = "amount_zero"
    AMOUNT_TOO_LARGE = "amount_too_large"

    TOO_FEW_LINES = "too_few_lines"
    UNBALANCED = "unbalanced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line of the file, counted from 1, and what stands there instead of what."""

    line: int
    code: Code
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str

    def refuse(self, code: Code, found: object = "", expected: object = "") -> Refusal:
        return Refusal(
            line=self.number, code=code, found=str(found), expected=str(expected)
        )
