import re

from accounting.acomba.refusals import Code

OTHER_MARK = {".": ",", ",": "."}


def cents_in(field: str, mark: str) -> int | Code:
    """The amount of one column in cents, or why it is none."""
    number = field.strip(" ")
    found = re.fullmatch(f"(0|[1-9][0-9]*)[{mark}]([0-9]{{2}})", number)
    if found is None:
        return _fault_of(number, mark)
    if field != number.rjust(len(field)):
        return Code.AMOUNT_MISPLACED
    return int(found[1] + found[2]) or Code.AMOUNT_ZERO


def _fault_of(number: str, mark: str) -> Code:
    if re.search("[-+()]", number):
        return Code.AMOUNT_SIGNED
    if re.fullmatch(f"[0-9]+[{OTHER_MARK[mark]}][0-9]{{2}}", number):
        return Code.AMOUNT_DECIMAL_MARK
    return Code.AMOUNT_FORMAT


def written(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
