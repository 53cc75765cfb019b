from pathlib import Path

import pytest

from accounting.formats.glimport_reader import (
    GLImportFormatError,
    Layout,
    Wrong,
    parse,
)
from tests.accounting.entries import make_example

DATA = Path(__file__).parents[2] / "data"
TITLE = b"GLImport.001 - Factures"
HEADER = b"E261124FAC-00042 Tremblay" + 17 * b" "
DEBIT = b"T   1201   114.98         "
CREDIT = b"T   4100            114.98"


def file_of(*lines: bytes) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


def refusal_of(data: bytes, layout: Layout | None = None) -> tuple[int, Wrong]:
    with pytest.raises(GLImportFormatError) as refusal:
        parse(data, layout=layout or Layout())
    return refusal.value.line_number, refusal.value.reason


def test_the_known_file_is_read() -> None:
    parsed = parse((DATA / "GLImport.001").read_bytes())

    assert parsed.title == (
        "GLImport.001 - Factures pour la periode du 01/11/2026 au 30/11/2026"
    )
    assert parsed.entries == make_example()


def test_accents_are_read_in_the_layout_s_encoding() -> None:
    header = b"E261124" + "Côté".encode("cp850").ljust(35)
    data = file_of(TITLE, b"LGL7", header, DEBIT, CREDIT)

    (entry,) = parse(data, layout=Layout(encoding="cp850")).entries

    assert entry.description == "Côté"


@pytest.mark.parametrize(
    ("data", "line_number", "reason"),
    [
        (b"", 1, Wrong.TITLE),
        (file_of(b"  ", b"LGL7"), 1, Wrong.TITLE),
        (file_of(TITLE), 2, Wrong.LENGTH_LINE),
        (file_of(TITLE, b"LGL5"), 2, Wrong.LENGTH_LINE),
        (file_of(TITLE, HEADER, DEBIT, CREDIT), 2, Wrong.LENGTH_LINE),
        (TITLE + b"\r\nLGL7", 2, Wrong.LINE_END),
        (file_of(TITLE, b"LGL7") + b"\n", 3, Wrong.LINE_END),
        (TITLE + b"\nLGL7\r\n", 1, Wrong.LINE_END),
        (TITLE + b"\r\r\nLGL7\r\n", 1, Wrong.LINE_END),
        (file_of(TITLE, b"LGL7", b""), 3, Wrong.BLANK_LINE),
        (file_of(TITLE, b"", b"LGL7"), 2, Wrong.BLANK_LINE),
    ],
)
def test_the_frame_of_the_file_is_checked(
    data: bytes, line_number: int, reason: Wrong
) -> None:
    assert refusal_of(data) == (line_number, reason)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (HEADER[:-1], Wrong.WIDTH),
        (HEADER + b" ", Wrong.WIDTH),
        (HEADER.replace(b"261124", b"261131"), Wrong.DATE),
        (HEADER.replace(b"261124", b"26112 "), Wrong.DATE),
        (HEADER.replace(b"261124", b"26-124"), Wrong.DATE),
        (b"E261124 " + HEADER[7:-1], Wrong.DESCRIPTION),
        (HEADER[:-1] + b"1", Wrong.ENTRY_NUMBER),
        (HEADER.replace(b"Tr", b"T\x81"), Wrong.ENCODING),
        (HEADER.replace(b"Tr", b"T\t"), Wrong.CHARACTER),
        (HEADER.replace(b"Tr", b"T\xa0"), Wrong.CHARACTER),
        (b"X" + HEADER[1:], Wrong.LINE_TYPE),
    ],
)
def test_a_wrong_header_is_refused(header: bytes, reason: Wrong) -> None:
    assert refusal_of(file_of(TITLE, b"LGL7", header, DEBIT, CREDIT)) == (3, reason)


@pytest.mark.parametrize(
    ("detail", "reason"),
    [
        (CREDIT[:-1], Wrong.WIDTH),
        (CREDIT + b" ", Wrong.WIDTH),
        (b"T4100               114.98", Wrong.ACCOUNT),
        (b"T       " + CREDIT[8:], Wrong.ACCOUNT),
        (b"T  41 00" + CREDIT[8:], Wrong.ACCOUNT),
        (b"T  4100A" + CREDIT[8:], Wrong.ACCOUNT),
        (b"T   4100                  ", Wrong.SIDES),
        (b"T   4100   114.98   114.98", Wrong.SIDES),
        (b"T   4100           -114.98", Wrong.AMOUNT),
        (b"T   4100           114.980", Wrong.AMOUNT),
        (b"T   4100            114,98", Wrong.AMOUNT),
        (b"T   4100           114.98 ", Wrong.AMOUNT),
        (b"T   4100           0114.98", Wrong.AMOUNT),
        (b"T   4100               .98", Wrong.AMOUNT),
        (b"T   4100              0.00", Wrong.AMOUNT),
        (b"T   4100          1 114.98", Wrong.AMOUNT),
    ],
)
def test_a_wrong_detail_is_refused(detail: bytes, reason: Wrong) -> None:
    assert refusal_of(file_of(TITLE, b"LGL7", HEADER, DEBIT, detail)) == (5, reason)


@pytest.mark.parametrize("tail", [b"X", b"1"])
def test_nothing_stands_after_the_last_column_of_a_header(tail: bytes) -> None:
    wide = Layout(header_width=43)

    read = parse(file_of(TITLE, b"LGL7", HEADER + b" ", DEBIT, CREDIT), layout=wide)

    assert read.entries[0].description == "FAC-00042 Tremblay"
    data = file_of(TITLE, b"LGL7", HEADER + tail, DEBIT, CREDIT)
    assert refusal_of(data, wide) == (3, Wrong.ENTRY_NUMBER)


def test_a_detail_without_header_is_refused() -> None:
    assert refusal_of(file_of(TITLE, b"LGL7", DEBIT)) == (3, Wrong.NO_HEADER)


@pytest.mark.parametrize(
    "details",
    [(), (DEBIT,), (DEBIT, CREDIT.replace(b"114.98", b"114.97")), (DEBIT, DEBIT)],
)
def test_an_entry_that_does_not_balance_is_refused_at_its_header(
    details: tuple[bytes, ...],
) -> None:
    data = file_of(TITLE, b"LGL7", HEADER, DEBIT, CREDIT, HEADER, *details)

    assert refusal_of(data) == (6, Wrong.UNBALANCED)


def test_the_first_wrong_line_is_the_one_named() -> None:
    data = file_of(TITLE, b"LGL7", HEADER, DEBIT, HEADER, DEBIT, b"nonsense")

    assert refusal_of(data) == (3, Wrong.UNBALANCED)


@pytest.mark.parametrize(
    ("layout", "line_number", "reason"),
    [
        (Layout(trailing_blank_lines=1), 5, Wrong.BLANK_LINE),
        (Layout(header_width=43), 3, Wrong.WIDTH),
        (Layout(entry_number=True), 3, Wrong.ENTRY_NUMBER),
        (Layout(account_justify="left"), 4, Wrong.ACCOUNT),
        (Layout(decimal_mark=","), 4, Wrong.AMOUNT),
        (Layout(department_width=2), 4, Wrong.WIDTH),
        (Layout(length_line=False), 2, Wrong.LINE_TYPE),
    ],
)
def test_the_standard_file_is_refused_by_another_layout(
    layout: Layout, line_number: int, reason: Wrong
) -> None:
    data = file_of(TITLE, b"LGL7", HEADER, DEBIT, CREDIT)

    assert refusal_of(data, layout) == (line_number, reason)


def test_a_department_must_be_blank() -> None:
    data = file_of(TITLE, b"LGL7", HEADER, DEBIT + b" ", CREDIT + b"1")

    assert refusal_of(data, Layout(department_width=1)) == (5, Wrong.DEPARTMENT)
