"""The lines of an entry: an account, and an amount on one side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accounting.acomba.amounts import cents_in
from accounting.acomba.refusals import Code, Line, Refusal
from accounting.acomba.rules import AMOUNT_WIDTH, AcombaAccount, AcombaRules


@dataclass(frozen=True, slots=True)
class Detail:
    """The fields of a detail line, as they stand in their columns."""

    account: str
    debit: str
    credit: str

    @property
    def has_debit(self) -> bool:
        return bool(self.debit.strip(" "))

    @property
    def has_credit(self) -> bool:
        return bool(self.credit.strip(" "))

    def cents(self, mark: str) -> int | Code:
        """What it adds to the balance of its entry: a debit is positive."""
        if self.has_debit and self.has_credit:
            return Code.AMOUNT_ON_BOTH_SIDES
        if self.has_debit:
            return cents_in(self.debit, mark)
        if not self.has_credit:
            return Code.AMOUNT_MISSING
        amount = cents_in(self.credit, mark)
        return amount if isinstance(amount, Code) else -amount


def split_detail(text: str, account_end: int) -> Detail:
    middle = account_end + AMOUNT_WIDTH
    return Detail(
        account=text[1:account_end],
        debit=text[account_end:middle],
        credit=text[middle : middle + AMOUNT_WIDTH],
    )


def check_account(
    line: Line, field: str, chart: Mapping[str, AcombaAccount], rules: AcombaRules
) -> Iterator[Refusal]:
    number = field.strip(" ")
    right = rules.account_justify == "right"
    aligned = number.rjust(len(field)) if right else number.ljust(len(field))
    if code := _fault_of_number(number) or _fault_in_chart(chart.get(number)):
        yield line.refuse(code, number)
    if number and field != aligned:
        yield line.refuse(Code.ACCOUNT_MISPLACED, number, rules.account_justify)


def _fault_of_number(number: str) -> Code | None:
    if not number:
        return Code.ACCOUNT_MISSING
    is_digits = re.fullmatch("[0-9]+", number)
    return None if is_digits else Code.ACCOUNT_NOT_DIGITS


def _fault_in_chart(account: AcombaAccount | None) -> Code | None:
    if account is None:
        return Code.ACCOUNT_UNKNOWN
    if account.is_control:
        return Code.ACCOUNT_CONTROL
    return None if account.is_active else Code.ACCOUNT_INACTIVE


def refuse_width(line: Line, rules: AcombaRules) -> Refusal:
    """Name the field that pushed the columns away, where one can be told."""
    surplus = len(line.text) - rules.detail_width
    pushed = split_detail(line.text, rules.account_end + max(surplus, 0))
    is_amount = isinstance(pushed.cents(rules.decimal_mark), int)
    if surplus > 0 and is_amount and _fault_of_number(pushed.account) is None:
        return line.refuse(
            Code.ACCOUNT_TOO_WIDE, pushed.account, f"{rules.account_width}"
        )
    if large := re.search("[0-9]{7,}[.,][0-9]{2}", line.text[rules.account_end :]):
        return line.refuse(Code.AMOUNT_TOO_LARGE, large[0])
    return line.refuse(Code.DETAIL_WIDTH, len(line.text), rules.detail_width)
