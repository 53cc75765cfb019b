import pytest

from imports.tables.encoding import decode
from imports.tables.errors import FileRefusedError


def refusal(content: bytes) -> tuple[int | None, str]:
    with pytest.raises(FileRefusedError) as refused:
        decode(content)
    (flaw,) = refused.value.flaws
    return flaw.line, str(flaw.reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        "code,name\n1,Hélène Côté\n",
        "« Œuvre d’été » – 5 €",
        "ÉCOLE À ÇA",
        "10 – 12 h",
        "plain",
        "São José, Köhler, Straße",
    ],
)
def test_french_text_reads_the_same_in_each_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_letters_beyond_cp1252_read_as_utf8() -> None:
    assert decode("Łukasz Σ 東京".encode()) == "Łukasz Σ 東京"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused_by_its_name(encoding: str) -> None:
    assert refusal("code,name".encode(encoding)) == (
        None,
        (
            "The file is in UTF-16 (“Unicode text”) or is not a text file:"
            " save it as “CSV UTF-8”."
        ),
    )


def test_a_nul_is_refused() -> None:
    assert refusal(b"code,na\0me")[1].startswith("The file is in UTF-16")


def test_a_byte_that_cp1252_does_not_know_is_refused_with_its_line() -> None:
    assert refusal(b"code\nCaf\xe9\nA\x81\n") == (
        3,
        (
            "This line has the byte 0x81, which is neither UTF-8 nor Windows-1252:"
            " save the file as “CSV UTF-8”."
        ),
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_with_one_line_of_cp1252_is_refused_with_that_line(mark: bytes) -> None:
    content = mark + "code\nCafé\n".encode() + b"Th\xe9\n"

    assert refusal(content) == (
        3,
        (
            "The file is in UTF-8, but this line is not: correct its accents,"
            " then save the file as “CSV UTF-8”."
        ),
    )


def test_an_error_on_the_first_byte_of_a_line_is_on_that_line() -> None:
    assert refusal(b"code\r\n\x81")[0] == 2


def test_accents_that_two_encodings_read_differently_are_refused() -> None:
    assert refusal("É«".encode("cp1252")) == (
        None,
        (
            "The accents of this file can be read in two ways, as UTF-8 or as"
            " Windows-1252: save the file as “CSV UTF-8” with its byte order mark."
        ),
    )


def test_the_byte_order_mark_settles_what_can_be_read_in_two_ways() -> None:
    assert decode(b"\xef\xbb\xbf" + "É«".encode("cp1252")) == "ɫ"
