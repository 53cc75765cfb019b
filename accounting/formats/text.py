import unicodedata
from functools import lru_cache

from anyascii import anyascii

PLACEHOLDER = "_"

CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
TYPOGRAPHY = dict.fromkeys(CONTROLS, " ") | str.maketrans(
    {
        "–": "-",
        "—": "-",
        "\N{SOFT HYPHEN}": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "œ": "oe",
        "Œ": "OE",
        "…": "...",
        "€": "EUR",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
# The romanisation leaves these two out, and nothing may be dropped.
SPELLED = {
    "\N{ARABIC LETTER ALEF}": "a",
    "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}": "-",
}


def transliterate(text: str, encoding: str) -> str:
    """Keep to what the encoding has, dropping nothing and never writing `?` for it."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(TYPOGRAPHY)
    if _is_encodable(text, encoding):
        return text
    return "".join(
        _spell(char, encoding) or _stand_in(char, before)
        for before, char in zip(" " + text, text, strict=False)
    )


@lru_cache(maxsize=4096)
def _spell(char: str, encoding: str) -> str:
    """Return the character or its spelling, empty when the romanisation has none."""
    if _is_encodable(char, encoding):
        return char
    if char.isalpha():
        bare = _without_marks(char)
        if _is_encodable(bare, encoding):
            return bare
    return SPELLED.get(char) or anyascii(char).replace("?", PLACEHOLDER)


def _without_marks(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _stand_in(char: str, before: str) -> str:
    """Lose a mark with what it marks; make a space of what is invisible."""
    category = unicodedata.category(char)
    if category == "Cf":
        return " "
    is_mark = category.startswith("M") or category == "Sk"
    return "" if is_mark and before != " " else PLACEHOLDER


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
