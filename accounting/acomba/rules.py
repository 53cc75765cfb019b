from dataclasses import dataclass

DESCRIPTION = slice(7, 37)
ENTRY_NUMBER = slice(37, 42)
AMOUNT_WIDTH = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class AcombaAccount:
    """What the chart says of an account; `is_control` is « relié à un module »."""

    is_control: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AcombaRules:
    """What one installation of Acomba takes, where the format is not proven."""

    encoding: str = "cp1252"
    trailing_blank_lines: int = 0
    max_entries_per_file: int = 998
    one_period_per_file: bool = True
    length_line: bool = True
    account_width: int = 7
    account_justify: str = "right"
    header_width: int = 42
    entry_number: bool = False
    decimal_mark: str = "."
    department_width: int = 0

    @property
    def account_end(self) -> int:
        return 1 + self.account_width

    @property
    def detail_width(self) -> int:
        return self.account_end + 2 * AMOUNT_WIDTH + self.department_width


STANDARD = AcombaRules()
