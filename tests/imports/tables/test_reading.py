from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.utils.functional import Promise
from hypothesis import example, given
from hypothesis import strategies as st

from imports.tables import reading, records
from imports.tables.errors import RowError
from imports.tables.reading import read_table
from tests.imports.tables.files import (
    HEADER,
    SALES,
    make_workbook,
    only_reason,
    places,
    read,
)


def test_a_file_that_is_not_there_is_an_error_of_the_file(tmp_path: Path) -> None:
    table = read_table(tmp_path / "nowhere.csv", SALES)

    assert table.rows == []
    assert table.errors == [
        RowError(
            file="nowhere.csv",
            reason="The file cannot be opened: No such file or directory.",
        )
    ]


def test_an_old_excel_file_is_refused_by_name(tmp_path: Path) -> None:
    table = read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))

    assert only_reason(table) == (
        "This is an old Excel file, or one with a password: save it as “Excel workbook"
        " (.xlsx)” without a password."
    )


def test_a_file_of_too_many_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 30)

    assert places(read(tmp_path, f"{HEADER}A1,Po,1,1")) == [(None, None)]
    assert read(tmp_path, HEADER).errors == []


def test_a_table_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_ROWS", 2)
    two_rows = f"{HEADER}A1,,1,1\nA2,,1,1\n\n\n"

    assert len(read(tmp_path, two_rows).rows) == 2
    table = read(tmp_path, f"{two_rows}A3,,1,1\n")
    assert places(table) == [(6, None)]
    assert only_reason(table) == (
        "The table has more than 2 rows: split it into several files."
    )


def test_a_row_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}A1{',' * 256}\n")

    assert places(table) == [(2, None)]
    assert only_reason(table) == (
        "This row reaches beyond column 256: delete what is outside the table."
    )


def test_a_shown_cell_is_short_and_harmless(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}A1,,1,\x1b[2J{'x' * 60}\n")

    assert only_reason(table).startswith(f"“\ufffd[2J{'x' * 35}…” is not a number")


def test_a_reason_waits_for_the_language_of_its_reader(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER.replace("price", "prix"))

    assert [isinstance(error.reason, Promise) for error in table.errors] == [True, True]


@given(content=st.binary(max_size=200))
@example(content=b"x" * 200_000)
@example(content=b"code," + b"x" * 200_000)
@example(content=b"PK\x03\x04")
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        table = read(Path(folder), content)

    assert len(table.errors) >= 1


@given(place=st.integers(0, 4_000), byte=st.integers(0, 255))
def test_no_damage_to_a_workbook_makes_the_reader_fail(place: int, byte: int) -> None:
    saved = BytesIO()
    make_workbook(["code", "name", "quantity", "price"], ["A1", "", 2, 9.5]).save(saved)
    content = bytearray(saved.getvalue())
    content[place] = byte

    with TemporaryDirectory() as folder:
        table = read(Path(folder), bytes(content))

    assert bool(table.rows) != bool(table.errors)
