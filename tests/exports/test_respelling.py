import pytest

from exports.respelling import Respelling, respell


def changes(description: str, encoding: str = "cp1252") -> list[tuple[str, str]]:
    return [(each.word, each.in_file) for each in respell(description, encoding)]


def test_only_the_words_that_change_are_told() -> None:
    assert changes("FAC-00001 Œuvre d’été Côté") == [
        ("Œuvre", "OEuvre"),
        ("d’été", "d'été"),
    ]


def test_what_changes_depends_on_the_character_set() -> None:
    assert changes("FAC-00001 Côté", "cp1252") == []
    assert changes("FAC-00001 Côté", "ascii") == [("Côté", "Cote")]


def test_a_letter_in_two_characters_is_no_other_spelling() -> None:
    assert changes("Cote\N{COMBINING ACUTE ACCENT}") == []


def test_a_word_that_the_file_has_no_room_for_is_not_told() -> None:
    thirty = "x" * 29

    assert changes(f"{thirty} œuvre") == []
    assert changes(f"{thirty[1:]} œuvre") == [("œuvre", "oeuvre")]


def test_room_is_counted_in_the_spelling_of_the_file() -> None:
    assert changes("…… œœœœœœœœœœœœ ’") == [
        ("……", "......"),
        ("œ" * 12, "oe" * 12),
    ]


@pytest.mark.parametrize("description", ["", "FAC-00001", "Été à Saint-Jérôme"])
def test_plain_text_changes_nothing(description: str) -> None:
    assert changes(description) == []


def test_a_respelling_is_told_once_for_a_file() -> None:
    words = [*respell("œuvre", "cp1252"), *respell("œuvre", "cp1252")]

    assert list(dict.fromkeys(words)) == [Respelling("œuvre", "oeuvre")]
