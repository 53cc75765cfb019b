from csv import DictReader
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given

from accounting.formats.base import Sheet
from accounting.formats.csv_file import Csv
from accounting.formats.words import ENGLISH
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import (
    credit,
    debit,
    make_entry,
    make_example,
    make_sheet,
)
from tests.accounting.strategies import entries

GOLDEN = Path("tests/data/lot.csv")


def render(*entries: JournalEntry, sheet: Sheet | None = None) -> bytes:
    return Csv().render(entries, sheet=sheet or make_sheet())


def read(content: bytes, *, delimiter: str = ";") -> list[dict[str, str]]:
    """As any program reads it that takes the first line for the names of columns."""
    stream = StringIO(content.decode("utf-8-sig"), newline="")
    return list(DictReader(stream, delimiter=delimiter, strict=True))


def test_the_example_gives_the_kept_file_byte_for_byte() -> None:
    assert render(*make_example()) == GOLDEN.read_bytes()


def test_excel_is_told_that_the_file_is_in_utf_8() -> None:
    assert render().startswith(b"\xef\xbb\xbfDate;Document;")


def test_an_independent_reader_finds_a_row_a_line() -> None:
    first, second, *_others = read(GOLDEN.read_bytes())

    assert first == {
        "Date": "2026-11-24",
        "Document": "FAC-00042",
        "Description": "FAC-00042 Tremblay",
        "Compte": "1201",
        "Nom du compte": "Compte-clients Plannit",
        "Débit": "114,98",
        "Crédit": "",
    }
    assert (second["Compte"], second["Débit"], second["Crédit"]) == (
        "4100",
        "",
        "100,00",
    )


def test_an_english_company_has_commas_between_and_points_inside() -> None:
    content = render(*make_example(), sheet=make_sheet(words=ENGLISH))

    row = read(content, delimiter=",")[0]

    assert (row["Account"], row["Debit"]) == ("1201", "114.98")


@given(entry=entries())
def test_whatever_is_written_reads_the_same(entry: JournalEntry) -> None:
    rows = read(render(entry))

    assert [row["Compte"] for row in rows] == [line.account for line in entry]
    for side, values in (
        ("Débit", [line.debit for line in entry]),
        ("Crédit", [line.credit for line in entry]),
    ):
        written = [Decimal(row[side].replace(",", ".") or 0) for row in rows]
        assert written == values


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "#N/A", "=HYPERLINK(1)"]
)
def test_scenario_92_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    entry = make_entry(description=text, document=text)

    row = read(render(entry))[0]

    assert (row["Description"], row["Document"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "\x00"])
def test_a_control_character_in_front_hides_no_formula(start: str) -> None:
    row = read(render(make_entry(description=start + "=1+1")))[0]

    assert row["Description"] == "' =1+1"


def test_separators_and_quotes_stay_in_their_field() -> None:
    text = 'Tuyau 3/4"; Côté, fils'
    entry = make_entry(debit("1201", "5.00"), credit("4100", "5.00"), description=text)

    assert [row["Description"] for row in read(render(entry))] == [text, text]


def test_an_account_keeps_its_zeros() -> None:
    entry = make_entry(debit("0012", "5.00"), credit("4100", "5.00"))

    assert read(render(entry))[0]["Compte"] == "0012"
