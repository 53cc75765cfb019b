import pytest

from accounting.acomba.error_file import (
    TRIED,
    Attempt,
    ImportFault,
    KnownError,
    count_lines,
    last_attempt,
    parse_error_file,
)

MANY = 300_000
KNOWN = "Format de l'écriture invalide (moins de 42 caractères après C)"


def texts_of(content: bytes | str) -> list[tuple[str, list[str]]]:
    return [
        (attempt.file_name, [fault.text for fault in attempt.faults])
        for attempt in parse_error_file(content)
    ]


def test_the_known_error_is_told_under_the_name_of_its_file() -> None:
    assert parse_error_file(f"GLImport.001\r\n{KNOWN}\r\n".encode("cp1252")) == (
        Attempt(
            file_name="GLImport.001",
            faults=(
                ImportFault(line=2, text=KNOWN, known=KnownError.HEADER_TOO_SHORT),
            ),
        ),
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8", "utf-8-sig"])
def test_accents_are_read_whatever_the_character_set(encoding: str) -> None:
    content = f"GLImport.001\r\n{KNOWN}\r\nPériode fermée\r\n".encode(encoding)

    assert texts_of(content) == [("GLImport.001", [KNOWN, "Période fermée"])]


def test_a_byte_that_cp1252_lacks_tells_cp850() -> None:
    assert texts_of(b"P\x82riode ferm\x82e \x90 \x8f") == [("", ["Période fermée É Å"])]


def test_text_without_a_letter_of_french_is_taken_for_cp1252() -> None:
    assert texts_of(b"\xa9 100") == [("", ["© 100"])]


def test_earlier_imports_stay_above_and_the_last_one_counts() -> None:
    attempts = parse_error_file(
        "GLImport.001\nerreur A\n\nGLImport.002\nerreur B\n\nglimport.001\nerreur C\n"
    )

    assert [each.file_name for each in attempts] == [
        "GLImport.001",
        "GLImport.002",
        "glimport.001",
    ]
    last = last_attempt(attempts, "GLImport.001")
    assert last is not None
    assert last.faults == (ImportFault(line=8, text="erreur C"),)
    assert last_attempt(attempts, "GLImport.003") is None


@pytest.mark.parametrize(
    "tried",
    [
        "GLImport.014",
        "  GLImport.014  ",
        '"GLImport.014"',
        r"C:\F1000.dta\Import\GLImport.014",
        r"\\serveur\Acomba Data\GLImport.014",
        "/home/acomba/GLImport.014",
        "Fichier : GLImport.014",
        r"Fichier: C:\Import\GLImport.014",
    ],
)
def test_the_name_of_the_file_may_come_with_its_folder(tried: str) -> None:
    assert texts_of(f"{tried}\r\nerreur") == [("GLImport.014", ["erreur"])]


@pytest.mark.parametrize(
    "error",
    [
        "Erreur dans GLImport.014",
        "GLImport.014 ligne 5 : compte invalide",
        "100.000",
        "Compte 4100 : 100.000",
        "GLImport.txt",
    ],
)
def test_an_error_that_names_a_file_stays_an_error(error: str) -> None:
    assert texts_of(f"GLImport.014\n{error}") == [("GLImport.014", [error])]


def test_errors_without_a_name_above_them_are_kept() -> None:
    assert texts_of("erreur A\nGLImport.002\nerreur B") == [
        ("", ["erreur A"]),
        ("GLImport.002", ["erreur B"]),
    ]


def test_lines_that_say_nothing_are_left_out() -> None:
    content = b"GLImport.001\r\n-----\r\n\r\n\terreur 1 \r\n=====\r\n\x1a"

    (attempt,) = parse_error_file(content)

    assert attempt.faults == (ImportFault(line=4, text="erreur 1"),)


def test_an_import_may_have_no_error() -> None:
    assert texts_of("GLImport.001\r\n") == [("GLImport.001", [])]
    assert parse_error_file(b"") == ()


def test_the_known_error_is_known_by_any_number_and_any_spelling_of_its_accents() -> (
    None
):
    (attempt,) = parse_error_file("MOINS DE 26 CARACTE\N{COMBINING GRAVE ACCENT}RES")

    assert attempt.faults[0].known is KnownError.HEADER_TOO_SHORT


def test_a_long_line_is_told_by_its_beginning() -> None:
    assert texts_of("x" * 1_000) == [("", ["x" * 1_000])]
    assert texts_of("x" * 1_001) == [("", ["x" * 1_000 + "…"])]


@pytest.mark.parametrize(
    "line",
    [
        "a" * MANY,
        "a-" * MANY,
        "/" + "a" * MANY,
        "\\" * MANY + "a",
        "a/" * MANY + "a",
        "a" + " " * MANY + ":",
        "a:" + " " * MANY + "a",
        "a.001" * MANY,
        "/a.0a1" * MANY,
    ],
    ids=lambda line: line[:5],
)
def test_the_name_of_a_file_is_looked_for_in_one_pass(line: str) -> None:
    """Where a pattern tries a place again for each other, this takes an hour."""
    assert TRIED.fullmatch(line) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a", 1),
        ("a\r\n", 1),
        ("a\r\nb", 2),
        ("a\rb\r", 2),
        ("\n\n", 2),
    ],
)
def test_lines_are_counted_whatever_ends_them(text: str, count: int) -> None:
    assert count_lines(text) == count
