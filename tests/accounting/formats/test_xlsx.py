from datetime import date
from hashlib import sha256
from io import BytesIO
from time import struct_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from python_calamine import CalamineWorkbook

from accounting.formats.base import Sheet
from accounting.formats.words import ENGLISH, FRENCH, Words
from accounting.formats.xlsx import Xlsx
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import (
    credit,
    debit,
    make_entry,
    make_example,
    make_sheet,
)


def read_independently(content: bytes) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    rows: list[list[object]] = [
        list(row) for row in workbook.get_sheet_by_index(0).to_python()
    ]
    return rows


def render(*entries: JournalEntry, sheet: Sheet | None = None) -> bytes:
    return Xlsx().render(entries, sheet=sheet or make_sheet())


def cell_at(content: bytes, row: int, column: int) -> Cell:
    cell = load_workbook(BytesIO(content)).worksheets[0].cell(row=row, column=column)
    assert isinstance(cell, Cell)
    return cell


def test_scenario_92_the_twin_shows_the_entries_of_the_file_in_their_order() -> None:
    sale = [date(2026, 11, 24), "FAC-00042", "FAC-00042 Tremblay"]
    payment = [date(2026, 11, 24), "FAC-00042", "FAC-00042 Paiement Tremblay"]
    receivable = ["1201", "Compte-clients Plannit"]

    assert read_independently(render(*make_example()))[1:] == [
        [*sale, *receivable, 114.98, ""],
        [*sale, "4100", "Ventes", "", 100.0],
        [*sale, "2310", "", "", 5.0],
        [*sale, "2320", "", "", 9.98],
        [*payment, "1001", "", 114.98, ""],
        [*payment, *receivable, "", 114.98],
        [""] * 7,
        ["Total", "", "", "", "", 229.96, 229.96],
        [""] * 7,
        ["SHA-256", "GLImport.001", "ab" * 32, "", "", "", ""],
    ]


def test_scenario_92_account_codes_are_text_and_keep_their_zeros() -> None:
    content = render(make_entry(debit("0012", "5.00"), credit("4100", "5.00")))

    cell = cell_at(content, 2, 4)

    assert (cell.value, cell.data_type) == ("0012", "s")


def test_scenario_92_dates_are_dates_and_numbers_numbers() -> None:
    content = render(*make_example())

    assert cell_at(content, 2, 1).is_date
    amount = cell_at(content, 2, 6)
    assert (amount.data_type, amount.number_format) == ("n", "#,##0.00")


@pytest.mark.parametrize("amount", ["0.01", "0.29", "114.98", "9999999.07"])
def test_amounts_are_exact_to_the_cent(amount: str) -> None:
    content = render(make_entry(debit("1201", amount), credit("4100", amount)))

    with ZipFile(BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert xml.count(f"<v>{amount}</v>") == 4


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "#N/A", "=HYPERLINK(1)"],
)
def test_scenario_92_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    cell = cell_at(render(make_entry(description=text)), 2, 3)

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("start", ["\t", "\r", "\r\n", "\x00", "\x1f", "\ud800"])
def test_a_control_character_in_front_hides_no_formula(start: str) -> None:
    cell = cell_at(render(make_entry(description=start + "=1+1")), 2, 3)

    assert (cell.value, cell.data_type, cell.quotePrefix) == (
        " " * len(start) + "=1+1",
        "s",
        True,
    )


def test_every_text_of_a_row_is_neutralised() -> None:
    sheet = Sheet(
        file_name="GLImport.xlsx",
        first_on=date(2026, 11, 1),
        last_on=date(2026, 11, 30),
        account_names={"1201": "=A1"},
    )
    content = render(make_entry(document="@42"), sheet=sheet)

    for column in (2, 5):
        cell = cell_at(content, 2, column)
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_ordinary_text_carries_no_quote_prefix() -> None:
    assert not cell_at(render(make_entry()), 2, 3).quotePrefix


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        (FRENCH, "Date|Document|Description|Compte|Nom du compte|Débit|Crédit"),
        (ENGLISH, "Date|Document|Description|Account|Account name|Debit|Credit"),
    ],
)
def test_headings_speak_the_company_s_language(words: Words, headings: str) -> None:
    content = render(sheet=make_sheet(words=words))

    assert read_independently(content)[0] == headings.split("|")


def test_headings_stay_in_view_and_columns_are_wide_enough() -> None:
    worksheet = load_workbook(BytesIO(render(*make_example()))).worksheets[0]

    assert (worksheet.title, worksheet.freeze_panes) == ("Écritures", "A2")
    widths = {key: each.width for key, each in worksheet.column_dimensions.items()}
    assert widths == {
        "A": 12,
        "B": 22,
        "C": 44,
        "D": 12,
        "E": 34,
        "F": 14,
        "G": 14,
    }


def test_the_same_entries_give_the_same_bytes_at_any_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = render(*make_example())
    later = struct_time((2031, 5, 6, 7, 8, 9, 0, 1, 0))
    monkeypatch.setattr("time.localtime", lambda *_: later)

    assert sha256(render(*make_example())).digest() == sha256(first).digest()


def test_neither_the_machine_nor_its_user_is_kept() -> None:
    content = render(*make_example())

    with ZipFile(BytesIO(content)) as archive:
        kept = {(each.create_system, each.compress_type) for each in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()
    assert kept == {(3, ZIP_DEFLATED)}
    assert core.count("<dc:creator>Plannit</dc:creator>") == 1


def test_no_moment_of_writing_is_kept() -> None:
    content = render(*make_example())

    with ZipFile(BytesIO(content)) as archive:
        moments = {member.date_time for member in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert core.count("1980-01-01T00:00:00Z") == 2
