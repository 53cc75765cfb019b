from datetime import date
from decimal import Decimal

import pytest

from imports.tables.errors import BadCellError
from imports.tables.kinds import Kind
from imports.tables.notation import Notation
from imports.tables.records import Cell
from imports.tables.words import Choice, IsoDate, YesNo

CLEAR = Notation(is_proven=True)


def refusal(kind: Kind, cell: Cell) -> str:
    with pytest.raises(BadCellError) as error:
        kind.parse(cell, CLEAR)
    return str(error.value.reason)


@pytest.mark.parametrize("cell", [" 2024-02-29 ", date(2024, 2, 29)])
def test_a_date_is_iso_or_of_a_workbook(cell: Cell) -> None:
    assert IsoDate().parse(cell, CLEAR) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "cell",
    [
        *["2023-02-29", "24-02-2024", "02/29/2024", "20240229", "2024-2-9"],
        *["2024-W09-4", "２０２４-02-29", "2024-02-29T00:00", "45351"],
    ],
)
def test_other_dates_are_refused(cell: str) -> None:
    assert refusal(IsoDate(), cell) == (
        f"“{cell}” is not a date: write year, month and day, such as 2026-11-24."
    )


@pytest.mark.parametrize(
    "cell", ["yes", "Oui", "TRUE", "vrai", "1", "y", "o", True, Decimal(1)]
)
def test_yes_is_said_in_both_languages(cell: Cell) -> None:
    assert YesNo().parse(cell, CLEAR) is True


@pytest.mark.parametrize(
    "cell", ["no", "NON", "false", "Faux", "0", " n ", False, Decimal(0)]
)
def test_so_is_no(cell: Cell) -> None:
    assert YesNo().parse(cell, CLEAR) is False


@pytest.mark.parametrize("cell", ["maybe", "2", Decimal(2), date(2024, 2, 29)])
def test_other_words_are_neither(cell: Cell) -> None:
    assert refusal(YesNo(), cell).endswith("is not allowed here: write yes / no.")


def test_a_choice_takes_its_words_in_any_case() -> None:
    assert Choice(("asset", "expense")).parse(" Asset ", CLEAR) == "asset"


def test_a_choice_names_its_words() -> None:
    assert refusal(Choice(("asset", "expense")), "actif") == (
        "“actif” is not allowed here: write asset / expense."
    )
