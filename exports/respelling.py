"""The words that the file spells otherwise than the documents: « œuvre » as oeuvre."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from accounting.formats.descriptions import DESCRIPTION_WIDTH
from accounting.formats.text import transliterate


@dataclass(frozen=True, slots=True)
class Respelling:
    word: str
    in_file: str


def respell(description: str, encoding: str) -> Iterator[Respelling]:
    """The words of a description that change, as far as the file has room for them."""
    column = 0
    for word in normalize("NFC", description).split():
        if column >= DESCRIPTION_WIDTH:
            return
        in_file = transliterate(word, encoding)
        if in_file != word:
            yield Respelling(word, in_file)
        column += len(in_file) + 1
