import codecs

import pytest

from accounting.acomba.refusals import Code
from tests.accounting.acomba.mutants import (
    Mutate,
    Told,
    change,
    drop,
    insert,
    produced,
    refusals_of,
)

HEADER = b"E261124FAC-00042 Tremblay" + 17 * b" "
MANY = [HEADER, b"T   1201     1.00         ", b"T   4100              1.00"]


@pytest.mark.parametrize(
    ("mutate", "refused"),
    [
        pytest.param(lambda _: b"", [(1, Code.EMPTY_FILE)], id="empty file"),
        pytest.param(
            lambda data: codecs.BOM_UTF8 + data,
            [(1, Code.BYTE_ORDER_MARK)],
            id="UTF-8 mark",
        ),
        pytest.param(
            lambda data: data.decode("cp1252").encode("utf-16"),
            [(1, Code.BYTE_ORDER_MARK)],
            id="UTF-16",
        ),
        pytest.param(
            lambda data: data.replace(b"\r\n", b"\n"),
            [(1, Code.LINE_END)],
            id="LF everywhere",
        ),
        pytest.param(
            lambda data: data.replace(b"\r\n", b"\r"),
            [(1, Code.LINE_END)],
            id="CR everywhere",
        ),
        pytest.param(change(7, b"\r\n", b"\n"), [(7, Code.LINE_END)], id="LF once"),
        pytest.param(
            lambda data: data.removesuffix(b"\r\n"),
            [(10, Code.LINE_END_MISSING)],
            id="no end on the last line",
        ),
        pytest.param(
            change(10, b"\r\n", b"\r\r\n"),
            [(10, Code.LINE_END), (11, Code.BLANK_LINE)],
            id="CR twice",
        ),
        pytest.param(
            change(3, b"Tr", b"T\x81"), [(3, Code.ENCODING)], id="no letter of cp1252"
        ),
        pytest.param(
            change(3, b"y", "é".encode()), [(3, Code.HEADER_WIDTH)], id="UTF-8"
        ),
        pytest.param(
            change(3, b" Tr", b"\tTr"), [(3, Code.CONTROL_CHARACTER)], id="tab"
        ),
        pytest.param(
            change(8, b"Pai", b"P\x00i"), [(8, Code.CONTROL_CHARACTER)], id="NUL"
        ),
        pytest.param(
            change(1, b"GL", b"\x1aL"), [(1, Code.CONTROL_CHARACTER)], id="Ctrl-Z"
        ),
        pytest.param(drop(1), [(1, Code.TITLE_MISSING)], id="no title"),
        pytest.param(
            lambda data: b"   \r\n" + drop(1)(data),
            [(1, Code.TITLE_MISSING)],
            id="blank title",
        ),
        pytest.param(drop(2), [(2, Code.LENGTH_LINE_MISSING)], id="no LGL line"),
        pytest.param(
            drop(1, 2),
            [(1, Code.TITLE_MISSING), (1, Code.LENGTH_LINE_MISSING)],
            id="entries at once",
        ),
        pytest.param(
            drop(*range(2, 11)), [(2, Code.LENGTH_LINE_MISSING)], id="title alone"
        ),
        pytest.param(
            change(2, b"LGL7", b"LGL5"), [(2, Code.LENGTH_LINE_OTHER)], id="LGL5"
        ),
        pytest.param(
            change(2, b"LGL7", b"lgl7"), [(2, Code.LENGTH_LINE_MISSING)], id="lgl7"
        ),
        pytest.param(insert(3, b"LGL7"), [(3, Code.LINE_TYPE)], id="LGL twice"),
        pytest.param(drop(*range(3, 11)), [(3, Code.NO_ENTRY)], id="no entry"),
        pytest.param(insert(8, b""), [(8, Code.BLANK_LINE)], id="blank between"),
        pytest.param(
            insert(11, b"", b""),
            [(11, Code.BLANK_LINE), (12, Code.BLANK_LINE)],
            id="blank at the end",
        ),
        pytest.param(insert(11, b" "), [(11, Code.LINE_TYPE)], id="a space at the end"),
        pytest.param(insert(11, b"TOTAL"), [(11, Code.DETAIL_WIDTH)], id="trailer"),
        pytest.param(
            insert(3, *(997 * MANY)), [(2999, Code.TOO_MANY_ENTRIES)], id="999 entries"
        ),
    ],
)
def test_a_spoilt_frame_is_refused_at_its_line(mutate: Mutate, refused: Told) -> None:
    assert refusals_of(mutate(produced())) == refused


def test_each_entry_too_many_is_one_fault_of_the_file() -> None:
    data = insert(3, *(1000 * MANY))(produced())

    assert refusals_of(data) == [(2997, Code.TOO_MANY_ENTRIES)]


def test_utf_8_that_fills_the_columns_reads_as_two_letters_of_cp1252() -> None:
    data = change(3, b"y ", "é".encode())(produced())

    assert refusals_of(data) == []


def test_a_no_break_space_is_no_control_character() -> None:
    data = change(3, b" Tr", b"\xa0Tr")(produced())

    assert refusals_of(data) == []


@pytest.mark.parametrize(
    "title", [b"Exportation de novembre".ljust(42), b"E261124 Novembre", b"T", b"LGL"]
)
def test_the_title_is_free(title: bytes) -> None:
    data = title + b"\r\n" + drop(1)(produced())

    assert refusals_of(data) == []
