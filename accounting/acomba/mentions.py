"""What a line of text names: lines, documents, amounts, dates, accounts.

The texts of Acomba are not known, so a number is read as all that it can be.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

TEXT_WIDTH = 1_000
"""What is read of a text: each pattern below tries some of its places many times."""
DOCUMENT_WORDS = 3
ACCOUNT_DIGITS = 3


class Clue(StrEnum):
    """What an error and an entry have in common: the surest first."""

    LINE = "line"
    DOCUMENT = "document"
    AMOUNT = "amount"
    DATE = "date"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Mention:
    clue: Clue
    value: int | str | Decimal | date


NUMBERED = r"\s*(?:no\.?|n°|num[ée]ro|#|:)?\s*([0-9]{1,20})\b(?![.,][0-9])"
LINE = re.compile(rf"\b(?:lignes?|lines?){NUMBERED}", re.IGNORECASE)
ACCOUNT = re.compile(rf"\b(?:comptes?|cpte|accounts?){NUMBERED}", re.IGNORECASE)
YEAR_FIRST = re.compile(r"\b([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})\b")
DAY_FIRST = re.compile(r"\b([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})\b")
SIX_DIGITS = re.compile("([0-9]{2})([0-9]{2})([0-9]{2})")
AMOUNT = re.compile(
    "(?<![0-9.,])([0-9]{1,3}(?:[ \N{NO-BREAK SPACE}][0-9]{3})+|[0-9]+)[.,]([0-9]{2})"
    r"(?!\w|[.,][0-9])"
)
# An entry's first line as the file has it: its description follows at once.
HEADER = re.compile(r"\bE([0-9]{6})")
WORD = re.compile("[^\\s,;:()«»“”\"']+")


def mentions_in(text: str) -> Iterator[Mention]:
    """All that can be read in the text; what a word names is nothing else."""
    text = HEADER.sub(r" \1 ", text[:TEXT_WIDTH])
    for pattern, read in READERS.items():
        found = (read(match) for match in pattern.finditer(text))
        yield from (mention for mention in found if mention)
        text = pattern.sub(",", text)
    words = _words(text)
    for word in words:
        if re.fullmatch(f"[0-9]{{{ACCOUNT_DIGITS},}}", word):
            yield Mention(Clue.ACCOUNT, word)
        if (six := SIX_DIGITS.fullmatch(word)) and (dated := _short_date(six)):
            yield dated
    yield from _documents(words)


def document_mention(document: str) -> Mention:
    return Mention(Clue.DOCUMENT, " ".join(_words(document.casefold())))


def _words(text: str) -> list[str]:
    return [word.strip(".") for word in WORD.findall(text)]


def _documents(words: list[str]) -> Iterator[Mention]:
    """A document's number may have spaces: each run of some words can be one."""
    for size in range(1, DOCUMENT_WORDS + 1):
        for start in range(len(words) - size + 1):
            yield document_mention(" ".join(words[start : start + size]))


def _line(match: re.Match[str]) -> Mention:
    return Mention(Clue.LINE, int(match[1]))


def _account(match: re.Match[str]) -> Mention:
    return Mention(Clue.ACCOUNT, match[1])


def _amount(match: re.Match[str]) -> Mention:
    dollars = "".join(re.findall("[0-9]", match[1]))
    return Mention(Clue.AMOUNT, Decimal(f"{dollars}.{match[2]}"))


def _date(match: re.Match[str]) -> Mention | None:
    return _on(match[1], match[2], match[3])


def _reversed_date(match: re.Match[str]) -> Mention | None:
    return _on(match[3], match[2], match[1])


def _short_date(match: re.Match[str]) -> Mention | None:
    return _on(f"20{match[1]}", match[2], match[3])


def _on(year: str, month: str, day: str) -> Mention | None:
    try:
        return Mention(Clue.DATE, date(int(year), int(month), int(day)))
    except ValueError:
        return None


READERS: dict[re.Pattern[str], Callable[[re.Match[str]], Mention | None]] = {
    LINE: _line,
    ACCOUNT: _account,
    YEAR_FIRST: _date,
    DAY_FIRST: _reversed_date,
    AMOUNT: _amount,
}
