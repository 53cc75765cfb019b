from datetime import date
from decimal import Decimal

import pytest

from accounting.acomba.mentions import Clue, mentions_in


def read(text: str, clue: Clue) -> list[object]:
    return [mention.value for mention in mentions_in(text) if mention.clue is clue]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ligne 14 : montant invalide", [14]),
        ("erreur à la ligne no. 14", [14]),
        ("LIGNE #14", [14]),
        ("line: 14", [14]),
        ("lignes 14, ligne 15", [14, 15]),
        ("ligne 14.50", []),
        ("en ligne", []),
    ],
)
def test_a_line_is_named_by_its_word(text: str, lines: list[int]) -> None:
    assert read(text, Clue.LINE) == lines


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("Compte 4100 inexistant", ["4100"]),
        ("compte no 12", ["12"]),
        ("numéro de compte : 4100", ["4100"]),
        ("4100 est relié à un module", ["4100"]),
        ("T   4100            114.98", ["4100"]),
        ("12 erreurs", []),
        ("ligne 4100", []),
        ("compte 100.00", []),
    ],
)
def test_an_account_is_a_word_of_digits(text: str, accounts: list[str]) -> None:
    assert read(text, Clue.ACCOUNT) == accounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Montant 114.98 invalide", ["114.98"]),
        ("114,98 $", ["114.98"]),
        ("1 149,75 $", ["1149.75"]),
        ("1\N{NO-BREAK SPACE}149.75", ["1149.75"]),
        ("Compte 4100 100.00", ["100.00"]),
        ("4100 100.00", ["100.00"]),
        ("(0.01)", ["0.01"]),
        ("v1.14.98", []),
        ("114.987", []),
    ],
)
def test_an_amount_has_two_decimals(text: str, amounts: list[str]) -> None:
    assert read(text, Clue.AMOUNT) == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    "text",
    [
        "Date 2026-11-24 hors période",
        "2026/11/24",
        "le 24/11/2026",
        "24-11-2026.",
        "date 261124",
        "E261124FAC-00042 Tremblay",
    ],
)
def test_a_date_is_read_in_each_of_its_forms(text: str) -> None:
    assert read(text, Clue.DATE) == [date(2026, 11, 24)]


@pytest.mark.parametrize("text", ["2026-13-24", "31/11/2026", "261131", "2611244"])
def test_a_date_that_is_none_is_not_read(text: str) -> None:
    assert read(text, Clue.DATE) == []


def test_each_run_of_up_to_three_words_may_be_a_document() -> None:
    assert read("Facture « INV 7 A » refusée", Clue.DOCUMENT) == [
        "facture",
        "inv",
        "7",
        "a",
        "refusée",
        "facture inv",
        "inv 7",
        "7 a",
        "a refusée",
        "facture inv 7",
        "inv 7 a",
        "7 a refusée",
    ]


def test_a_number_with_too_many_digits_is_no_line() -> None:
    assert read("Ligne " + "5" * 20, Clue.LINE) == [int("5" * 20)]
    assert read("Ligne " + "5" * 5_000, Clue.LINE) == []
    assert read("Compte " + "5" * 5_000, Clue.LINE) == []


def test_what_is_far_from_the_start_is_not_read() -> None:
    assert read("x" * 990 + " ligne 14", Clue.LINE) == [14]
    assert read("x" * 1_000 + " ligne 14", Clue.LINE) == []
