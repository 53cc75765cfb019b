import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.errors import FileRefusedError, refuse

# The letters and signs of French that are not ASCII.
FRENCH = frozenset("ÀÂÇÈÉÊËÎÏÔÙÛÜŸŒÆàâçèéêëîïôùûüÿœæ«»‘’“”…–—•·°²³€\u00a0")
# Lower-case letters with accents look so in UTF-8, and like « Ã© » in cp1252.
UTF8_LETTER = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
UTF16 = _(
    "The file is in UTF-16 (“Unicode text”) or is not a text file: save it as"
    " “CSV UTF-8”."
)


def decode(content: bytes) -> str:
    """Find UTF-8 or cp1252; refuse what is neither, and what could be either."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in content:
        raise refuse(UTF16)
    if content.startswith(BOM_UTF8):
        return _decode_marked(content)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        if UTF8_LETTER.search(content):
            raise _refuse_mixture(error) from error
        return _decode_cp1252(content)
    _check_is_not_cp1252(content, text)
    return text


def _decode_marked(content: bytes) -> str:
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise _refuse_mixture(error) from error


def _decode_cp1252(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        reason = format_lazy(
            _(
                "This line has the byte {byte}, which is neither UTF-8 nor"
                " Windows-1252: save the file as “CSV UTF-8”."
            ),
            byte=f"0x{content[error.start]:02X}",
        )
        raise refuse(reason, line=_line_at(content, error.start)) from error


def _check_is_not_cp1252(content: bytes, text: str) -> None:
    """Refuse « CAFÉ » in cp1252 that also spells an exotic letter in UTF-8."""
    if text.isascii() or not _is_french_but_for_ascii(
        content.decode("cp1252", "replace")
    ):
        return
    if not _is_french_but_for_ascii(text):
        reason = _(
            "The accents of this file can be read in two ways, as UTF-8 or as"
            " Windows-1252: save the file as “CSV UTF-8” with its byte order mark."
        )
        raise refuse(reason)


def _is_french_but_for_ascii(text: str) -> bool:
    return all(char in FRENCH for char in set(text) if not char.isascii())


def _refuse_mixture(error: UnicodeDecodeError) -> FileRefusedError:
    reason = _(
        "The file is in UTF-8, but this line is not: correct its accents, then save"
        " the file as “CSV UTF-8”."
    )
    return refuse(reason, line=_line_at(error.object, error.start))


def _line_at(content: bytes, position: int) -> int:
    return len((content[:position] + b".").splitlines())
