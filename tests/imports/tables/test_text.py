from datetime import date
from decimal import Decimal

import pytest

from imports.tables.errors import BadCellError
from imports.tables.notation import Notation
from imports.tables.records import Cell
from imports.tables.text import Code, Text

CLEAR = Notation(is_proven=True)


def refusal(kind: Text | Code, cell: Cell) -> str:
    with pytest.raises(BadCellError) as error:
        kind.parse(cell, CLEAR)
    return str(error.value.reason)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Pose ", "Pose"),
        ("\u00a0Pose\u202f", "Pose"),
        ("Que\u0301bec", "Québec"),
        ("two\r\nlines", "two lines"),
        ("two  \n\n\t lines\n", "two lines"),
        ("a\u2028b", "a b"),
        ("a\u00a0b  c", "a\u00a0b  c"),
        ("=SUM(1)", "=SUM(1)"),
        (Decimal(1201), "1201"),
        (Decimal("1.5"), "1.5"),
    ],
)
def test_text_is_composed_stripped_and_on_one_line(cell: Cell, text: str) -> None:
    assert Text(max_length=20).parse(cell, CLEAR) == text


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\u202e", "U+202E"),
        ("\ufffd", "U+FFFD"),
    ],
)
def test_a_character_that_was_lost_or_is_unseen_is_refused(
    char: str, code: str
) -> None:
    assert refusal(Text(max_length=20), f"a{char}b") == (
        f"The character {code} was lost or cannot be seen: type the text again."
    )


def test_the_length_is_that_of_the_clean_text() -> None:
    assert Text(max_length=6).parse(" Que\u0301bec ", CLEAR) == "Québec"
    assert refusal(Text(max_length=5), "Québec") == (
        "“Québec” has 6 characters: at most 5 are allowed."
    )


def test_a_code_is_kept_as_it_is() -> None:
    assert Code(max_length=10).parse(" F-001 a ", CLEAR) == "F-001 a"


@pytest.mark.parametrize("cell", ["F\n1", "F\t1"])
def test_a_code_has_no_line_break(cell: str) -> None:
    assert refusal(Code(max_length=10), cell) == (
        "This cell contains a line break or a tab: remove it."
    )


@pytest.mark.parametrize(
    ("cell", "shown"), [(date(2026, 3, 1), "2026-03-01"), (True, "True")]
)
def test_what_a_workbook_made_of_a_code_is_refused(cell: Cell, shown: str) -> None:
    assert refusal(Code(max_length=10), cell) == (
        f"The workbook holds “{shown}” as a date, a percentage or a yes or no: format"
        " the cell as text and type it again."
    )
