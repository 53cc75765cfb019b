from decimal import Decimal
from pathlib import Path

import pytest

from tests.imports.tables.files import HEADER, only_reason, places, read, values

ONE = ["A1", "Pose", Decimal("2.0000"), Decimal("9.50")]


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semi", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_separator_and_line_ends_are_found_out(
    tmp_path: Path, separator: str, end: str
) -> None:
    rows = [["code", "name", "quantity", "price"], ["A1", "Pose", "2", "9.50"]]
    content = "".join(separator.join(row) + end for row in rows)

    assert values(read(tmp_path, content)) == [ONE]


def test_commas_in_cells_do_not_change_the_separator_of_the_header(
    tmp_path: Path,
) -> None:
    content = "code;name;quantity;price\nA1;a, b, c, d, e;2;9,50\n"

    assert values(read(tmp_path, content)) == [
        ["A1", "a, b, c, d, e", Decimal("2.0000"), Decimal("9.50")]
    ]


def test_a_row_has_the_line_where_it_starts(tmp_path: Path) -> None:
    content = (
        HEADER + 'A1,"two\nlines",2,9.50\n\nA2,"three\r\n\r\nlines",1,1\nA3,,1,1\n'
    )

    table = read(tmp_path, content)

    assert [(row.line, row.text("name")) for row in table.rows] == [
        (2, "two lines"),
        (5, "three lines"),
        (8, ""),
    ]


def test_blank_rows_are_skipped_even_before_the_header(tmp_path: Path) -> None:
    content = f"\n,,,\n{HEADER} , ,,\nA1,Pose,2,9.50\n,,,\n"

    table = read(tmp_path, content)

    assert values(table) == [ONE]
    assert table.rows[0].line == 5


def test_a_quote_inside_a_cell_is_kept(tmp_path: Path) -> None:
    content = HEADER + 'A1,"Tuyau 1/2"" noir",2,9.50\nA2,Tuyau 3" noir,1,1\n'

    names = [row.text("name") for row in read(tmp_path, content).rows]

    assert names == ['Tuyau 1/2" noir', 'Tuyau 3" noir']


@pytest.mark.parametrize(
    "bad_row", ['A2,"Pose,1,1\n', 'A2,"Po"se,1,1\n'], ids=["open", "inside"]
)
def test_quotes_that_do_not_close_refuse_the_file(tmp_path: Path, bad_row: str) -> None:
    table = read(tmp_path, f"{HEADER}A1,Pose,2,9.50\n{bad_row}A3,Pose,1,1\n")

    assert table.rows == []
    assert places(table) == [(3, None)]
    assert only_reason(table) == (
        "The quotes of the row that starts here cannot be read: a quoted cell ends with"
        " a quote, and a quote inside of it is written twice."
    )


@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
def test_a_cell_longer_than_can_be_read_is_refused_in_words(
    tmp_path: Path, quote: str
) -> None:
    long = f"{quote}{'x' * 131_073}{quote}"

    table = read(tmp_path, f"{HEADER}A1,Pose,2,9.50\nA2,{long},1,1\n")

    assert places(table) == [(3, None)]
    assert only_reason(table) == (
        "The row that starts here has a cell of more than 131072 characters: shorten"
        " it, or close its quote if one was left open."
    )


def test_the_longest_cell_that_can_be_read_is_measured_by_its_column(
    tmp_path: Path,
) -> None:
    table = read(tmp_path, f"{HEADER}A2,{'x' * 131_072},1,1\n")

    assert places(table) == [(2, "name")]
    assert only_reason(table) == (
        "This cell has 131072 characters: at most 32767 can be read."
    )


def test_a_header_of_one_long_cell_is_refused_in_words(tmp_path: Path) -> None:
    table = read(tmp_path, f"code,name,quantity,price,{'x' * 131_073}\n")

    assert places(table) == [(1, None)]
    assert "has a cell of more than 131072 characters" in only_reason(table)


def test_a_header_with_two_separators_is_refused(tmp_path: Path) -> None:
    table = read(tmp_path, "code,name;quantity\n")

    assert places(table) == [(1, None)]
    assert only_reason(table) == (
        "The separator is not clear from the header: separate all of its names by"
        " commas, or all by semicolons, or all by tabs."
    )


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    table = read(tmp_path, "A1,Pose,2,9.50\n")

    assert places(table) == [(1, None)]
    assert only_reason(table) == (
        "The first row has none of the names of the columns: start the file with code,"
        " name, quantity, price, sold_on, discount, separated by commas, semicolons or"
        " tabs."
    )


@pytest.mark.parametrize("content", ["", "\ufeff", "\n,,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    table = read(tmp_path, content)

    assert places(table) == [(None, None)]
    assert only_reason(table) == "The file is empty: it needs a header and its rows."


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert values(read(tmp_path, HEADER)) == []


def test_signs_that_are_french_in_both_encodings_are_read_as_utf8(
    tmp_path: Path,
) -> None:
    (row,) = read(tmp_path, f"{HEADER}A1,«a»,2,9.50\n".encode()).rows

    assert row.text("name") == "«a»"
