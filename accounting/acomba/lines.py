"""From bytes to lines: marks, line ends, character sets, control characters."""

import codecs
from collections.abc import Iterable, Iterator
from unicodedata import category

from accounting.acomba.refusals import Code, Line, Refusal

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(stream: Iterable[bytes], encoding: str) -> Iterator[Line | Refusal]:
    """Give each line after what is wrong with its bytes.

    The stream gives pieces that end at a line feed, as binary files do. Another line
    end is refused once: it is the whole file that was saved that way.
    """
    is_other_end_told = False
    for number, raw in enumerate(_split(stream), start=1):
        if number == 1 and raw.startswith(WIDE_MARKS):
            # Two bytes a character: not one line can be read.
            yield Line(1, "").refuse(Code.BYTE_ORDER_MARK, "UTF-16")
            return
        if not (raw.endswith(b"\r\n") or is_other_end_told):
            is_other_end_told = True
            yield _refuse_end(Line(number, ""), raw)
        yield from _decode(number, raw.rstrip(b"\r\n"), encoding)


def _split(stream: Iterable[bytes]) -> Iterator[bytes]:
    for piece in stream:
        yield from piece.splitlines(keepends=True)


def _refuse_end(line: Line, raw: bytes) -> Refusal:
    if end := {b"\n": "LF", b"\r": "CR"}.get(raw[-1:]):
        return line.refuse(Code.LINE_END, end)
    return line.refuse(Code.LINE_END_MISSING)


def _decode(number: int, raw: bytes, encoding: str) -> Iterator[Line | Refusal]:
    if number == 1 and raw.startswith(codecs.BOM_UTF8):
        raw = raw.removeprefix(codecs.BOM_UTF8)
        yield Line(1, "").refuse(Code.BYTE_ORDER_MARK, "UTF-8")
    # One character a byte in every encoding, so the columns stay where they are.
    line = Line(number, raw.decode(encoding, errors="replace"))
    if "\N{REPLACEMENT CHARACTER}" in line.text:
        column = line.text.index("\N{REPLACEMENT CHARACTER}")
        yield line.refuse(Code.ENCODING, f"0x{raw[column]:02X}", encoding)
    if control := _first_control(line.text):
        yield line.refuse(Code.CONTROL_CHARACTER, f"0x{ord(control):02X}")
    yield line


def _first_control(text: str) -> str | None:
    if text.isprintable():
        return None
    return next((char for char in text if category(char) == "Cc"), None)
