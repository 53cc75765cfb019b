import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.formats.text import transliterate

encodings = st.sampled_from(["cp1252", "cp850", "ascii"])


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_scenario_90_accents_stay_and_typography_is_spelled(encoding: str) -> None:
    text = "«\u00a0Réparation chauffe-eau – Côté & Fils, l’été… œuvre\u00a0»"

    assert transliterate(text, encoding) == (
        '" Réparation chauffe-eau - Côté & Fils, l\'été... oeuvre "'
    )


def test_scenario_90_ascii_loses_the_accents_only() -> None:
    assert transliterate("Côté & Fils, l’été… œuvre", "ascii") == (
        "Cote & Fils, l'ete... oeuvre"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("E\u0301te\u0301", "Été"),
        ("Łódź", "Lódz"),
        ("Nguyễn", "Nguyen"),
        ("東京", "DongJing"),
        ("12 € — “net”", '12 EUR - "net"'),
        ("Œuvre", "OEuvre"),
        ("a\tb\r\nc\x85d", "a b  c d"),
        ("1\u202f000", "1 000"),
        ("chauf\u00adfage", "chauf-fage"),
        ("Quoi?", "Quoi?"),
    ],
)
def test_each_step_of_the_transliteration(text: str, written: str) -> None:
    assert transliterate(text, "cp1252") == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x\u0302", "x"),
        ("\u0302", "_"),
        (" \u0302", " _"),
        ("\ue000", "_"),
        (chr(0xD800), "_"),
        ("\ufffd", "_"),
        ("a\u200bb", "a b"),
        ("\u0627", "a"),
        ("ラーメン", "ra-men"),
        ("a\ue000", "a_"),
        ("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", ":thumbsup:"),
    ],
)
def test_what_has_no_spelling_is_neither_dropped_nor_questioned(
    text: str, written: str
) -> None:
    assert transliterate(text, "cp1252") == written


def test_inverted_question_mark_is_kept_where_the_encoding_has_it() -> None:
    assert transliterate("¿Qué", "cp850") == "¿Qué"
    assert transliterate("¿Qué", "ascii") == "_Que"


@given(st.text(), encodings)
def test_result_is_encodable_and_visible(text: str, encoding: str) -> None:
    written = transliterate(text, encoding)

    assert written.encode(encoding).decode(encoding) == written
    assert written.isprintable()


@given(st.text(), encodings)
def test_no_question_mark_that_the_source_does_not_have(
    text: str, encoding: str
) -> None:
    assert transliterate(text, encoding).count("?") == text.count("?")


@given(st.text(), encodings)
def test_transliterating_again_changes_nothing(text: str, encoding: str) -> None:
    written = transliterate(text, encoding)

    assert transliterate(written, encoding) == written
