from datetime import date

import pytest

from accounting.formats.descriptions import describe, fit_description
from accounting.formats.words import ENGLISH, FRENCH, Words
from accounting.journal.dating import Event


def describe_tremblay(
    event: Event, *, dated_on: date = date(2026, 10, 30), words: Words = FRENCH
) -> str:
    return describe(
        event=event,
        document="FAC-00042",
        party="Tremblay",
        happened_on=date(2026, 10, 30),
        dated_on=dated_on,
        words=words,
    )


@pytest.mark.parametrize(
    ("event", "description"),
    [
        (Event.SALE, "FAC-00042 Tremblay"),
        (Event.PAYMENT, "FAC-00042 Paiement Tremblay"),
        (Event.APPLICATION, "FAC-00042 Application Tremblay"),
    ],
)
def test_describe_names_document_event_and_party(
    event: Event, description: str
) -> None:
    assert describe_tremblay(event) == description


@pytest.mark.parametrize(
    ("event", "description"),
    [
        (Event.SALE, "FAC-00042 du 2026-10-30 Tremblay"),
        (Event.PAYMENT, "FAC-00042 du 2026-10-30 Paiement Tremblay"),
    ],
)
def test_describe_gives_the_real_date_when_the_file_has_another(
    event: Event, description: str
) -> None:
    assert describe_tremblay(event, dated_on=date(2026, 11, 1)) == description


def test_describe_speaks_english() -> None:
    description = describe_tremblay(
        Event.PAYMENT, dated_on=date(2026, 11, 1), words=ENGLISH
    )

    assert description == "FAC-00042 of 2026-10-30 Payment Tremblay"


def test_describe_leaves_no_hole_for_a_missing_party() -> None:
    description = describe(
        event=Event.SALE,
        document="FAC-00042",
        party="",
        happened_on=date(2026, 11, 24),
        dated_on=date(2026, 11, 24),
        words=FRENCH,
    )

    assert description == "FAC-00042"


def test_scenario_91_a_long_name_is_cut_behind_the_number() -> None:
    description = "FAC-00042 " + "Tremblay " * 9

    assert fit_description(description, encoding="cp1252") == (
        "FAC-00042 Tremblay Tremblay Tr"
    )


def test_scenario_91_the_cut_comes_after_the_transliteration() -> None:
    description = "FAC-00042 " + "œ" * 80

    assert fit_description(description, encoding="cp1252") == (
        "FAC-00042 oeoeoeoeoeoeoeoeoeoe"
    )


def test_no_space_is_left_where_the_cut_falls() -> None:
    assert fit_description(" " + "a" * 29 + " b", encoding="ascii") == "a" * 29
