"""What a refusal says stands there, and what should: people look for it in the file."""

import pytest

from accounting.acomba.refusals import Code, Refusal
from accounting.acomba.rules import STANDARD, AcombaRules
from accounting.acomba.simulator import check_import
from tests.accounting.acomba.mutants import (
    CHART,
    Mutate,
    all_of,
    change,
    drop,
    insert,
    produced,
    refusals_of,
)


def told(data: bytes, rules: AcombaRules = STANDARD) -> list[tuple[Code, str, str]]:
    refusals = check_import(data.splitlines(keepends=True), chart=CHART, rules=rules)
    return [(each.code, each.found, each.expected) for each in refusals]


@pytest.mark.parametrize(
    ("mutate", "code", "found", "expected"),
    [
        (change(2, b"LGL7", b"LGL5"), Code.LENGTH_LINE_OTHER, "LGL5", "LGL7"),
        (change(3, b" \r\n", b"\r\n"), Code.HEADER_WIDTH, "41", "42"),
        (change(3, b"261124", b"261131"), Code.DATE_IMPOSSIBLE, "261131", ""),
        (change(3, b"261124", b"26-124"), Code.DATE_NOT_DIGITS, "26-124", ""),
        (
            change(3, b"FAC-00042 ", b" FAC-00042"),
            Code.DESCRIPTION_INDENTED,
            "FAC-00042Tremblay",
            "",
        ),
        (change(3, b" \r\n", b"1\r\n"), Code.ENTRY_NUMBER, "1", ""),
        (change(8, b"E261124", b"X261124"), Code.LINE_TYPE, "X", ""),
        (change(5, b"\r\n", b" \r\n"), Code.DETAIL_WIDTH, "27", "26"),
        (change(5, b"   4100", b"41000000"), Code.ACCOUNT_TOO_WIDE, "41000000", "7"),
        (change(5, b"   4100", b"  41-00"), Code.ACCOUNT_NOT_DIGITS, "41-00", ""),
        (change(5, b"   4100", b"4100   "), Code.ACCOUNT_MISPLACED, "4100", "right"),
        (change(5, b"4100", b"4101"), Code.ACCOUNT_UNKNOWN, "4101", ""),
        (change(5, b"4100", b"4300"), Code.ACCOUNT_INACTIVE, "4300", ""),
        (change(5, b"4100", b"1200"), Code.ACCOUNT_CONTROL, "1200", ""),
        (change(4, b"   114.98", b"  -114.98"), Code.AMOUNT_SIGNED, "-114.98", ""),
        (change(5, b"100.00", b"100,00"), Code.AMOUNT_DECIMAL_MARK, "100,00", ""),
        (change(5, b"100.00", b" 10000"), Code.AMOUNT_FORMAT, "10000", ""),
        (
            change(4, b"   114.98", b"1000000.00"),
            Code.AMOUNT_TOO_LARGE,
            "1000000.00",
            "",
        ),
        (drop(7), Code.UNBALANCED, "114.98", "105.00"),
        (drop(4, 5, 6, 7), Code.TOO_FEW_LINES, "", ""),
    ],
)
def test_a_refusal_says_what_stands_there_and_what_should(
    mutate: Mutate, code: Code, found: str, expected: str
) -> None:
    assert told(mutate(produced())) == [(code, found, expected)]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            AcombaRules(max_entries_per_file=1),
            [(Code.TOO_MANY_ENTRIES, "2", "1")],
        ),
        (
            AcombaRules(trailing_blank_lines=2),
            [(Code.BLANK_LINE_MISSING, "0", "2")],
        ),
        (
            AcombaRules(entry_number=True),
            [(Code.ENTRY_NUMBER, "", "1"), (Code.ENTRY_NUMBER, "", "2")],
        ),
    ],
    ids=["entries", "blank lines", "numbers"],
)
def test_a_refusal_says_what_the_rules_ask_for(
    rules: AcombaRules, said: list[tuple[Code, str, str]]
) -> None:
    assert told(produced(), rules) == said


def test_only_the_first_entry_too_many_is_refused() -> None:
    rules = AcombaRules(max_entries_per_file=1)
    third = produced().splitlines()[7:10]

    data = insert(11, *third)(produced())

    assert refusals_of(data, rules) == [(8, Code.TOO_MANY_ENTRIES)]


def test_what_stands_after_the_columns_of_a_header_is_told() -> None:
    data = all_of([change(3, b"\r\n", b"X\r\n"), change(8, b"\r\n", b" \r\n")])

    assert told(data(produced()), AcombaRules(header_width=43)) == [
        (Code.HEADER_TAIL, "X", "")
    ]


def test_the_month_of_a_header_of_another_width_is_not_judged() -> None:
    data = all_of([change(8, b"261124", b"261203"), change(8, b"\r\n", b" \r\n")])

    assert refusals_of(data(produced())) == [(8, Code.HEADER_WIDTH)]


@pytest.mark.parametrize(
    "line",
    [b"4100000" + 8 * b" " + b"   100.00", b"41000000" + 9 * b" " + b"   100:00"],
    ids=["a column short", "no amount to tell by"],
)
def test_an_account_is_called_too_wide_only_where_the_amount_says_so(
    line: bytes,
) -> None:
    data = change(5, b"   4100" + 9 * b" " + b"   100.00", line)

    assert refusals_of(data(produced())) == [(5, Code.DETAIL_WIDTH)]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_that_does_not_open_the_file_is_text(mark: bytes) -> None:
    data = change(8, b"FAC-00042 Paie", mark + b"AC-00042 Paie"[len(mark) - 1 :])

    assert refusals_of(data(produced())) == []


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_line_in_the_file_may_not_start_with_a_mark(mark: bytes) -> None:
    data = change(8, b"E261124", mark + b"E261124"[len(mark) :])

    refusals = check_import(data(produced()).splitlines(keepends=True), chart=CHART)

    assert list(refusals) == [
        Refusal(line=8, code=Code.LINE_TYPE, found=mark.decode("cp1252")[0])
    ]
