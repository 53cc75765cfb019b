import re

import pytest

from accounting.acomba.error_file import KnownError
from accounting.acomba.refusals import Code, Refusal
from accounting.acomba.simulator import check_import
from accounting.acomba_words import KNOWN_ERRORS, REFUSALS, refusal_words
from tests.accounting.acomba.mutants import CHART, change, produced


def words_of(number: int, old: bytes, new: bytes) -> list[str]:
    data = change(number, old, new)(produced())
    refusals = check_import(data.splitlines(keepends=True), chart=CHART)
    return [refusal_words(refusal) for refusal in refusals]


def test_every_refusal_and_known_error_has_words() -> None:
    assert set(REFUSALS) == set(Code)
    assert set(KNOWN_ERRORS) == set(KnownError)


@pytest.mark.parametrize("code", Code)
def test_a_refusal_says_what_is_wrong_and_what_to_do(code: Code) -> None:
    said = refusal_words(Refusal(line=1, code=code, found="1", expected="2"))

    assert re.fullmatch(r".+\. [A-Z].+\.", said)
    assert "%" not in said


@pytest.mark.parametrize(
    ("number", "old", "new", "said"),
    [
        (
            5,
            b"4100",
            b"1200",
            (
                "Account 1200 is linked to a module in Acomba, which refuses imported"
                " entries in it. Choose another account."
            ),
        ),
        (
            4,
            b"   1201",
            b"12345678",
            (
                "Account 12345678 has more than 7 digits. Correct the number, or the width"
                " of an account in the settings."
            ),
        ),
        (
            9,
            b"114.98",
            b"114.99",
            (
                "The entry's debits are 114.99 and its credits 114.98. Correct the amounts,"
                " or put back the line that is missing."
            ),
        ),
        (
            8,
            b"E261124",
            b"E261203",
            (
                "2026-12-03 is not in the month of the file, 2026-11. Move the entry to a"
                " file of its own month."
            ),
        ),
        (
            5,
            b"\r\n",
            b" \r\n",
            (
                "The line has 27 characters, and a line with an amount 26. Put its columns"
                " back in place."
            ),
        ),
        (
            4,
            b"   114.98         ",
            b"   114.98   114.98",
            (
                "Both the debit and the credit are filled (114.98 114.98). Leave one of"
                " them blank."
            ),
        ),
    ],
    ids=["module", "wide", "unbalanced", "two months", "width", "both sides"],
)
@pytest.mark.usefixtures("english")
def test_the_words_carry_what_was_found(
    number: int, old: bytes, new: bytes, said: str
) -> None:
    assert words_of(number, old, new) == [said]
