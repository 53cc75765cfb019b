from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from accounting.formats.base import Sheet
from accounting.formats.glimport import GLImport
from accounting.formats.limits import FormatLimitError, Limit
from accounting.formats.profile import GLImportProfile
from accounting.formats.words import ENGLISH
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import (
    credit,
    debit,
    make_entry,
    make_example,
    make_sheet,
)
from tests.accounting.strategies import entries

DATA = Path(__file__).parents[2] / "data"


def render_lines(*written: JournalEntry, sheet: Sheet | None = None) -> list[str]:
    """The lines after the two that open the file."""
    content = GLImport().render(written, sheet=sheet or make_sheet())
    return content.decode("cp1252").split("\r\n")[2:]


def test_the_known_file_is_written_to_the_byte() -> None:
    golden = (DATA / "GLImport.001").read_bytes()

    assert GLImport().render(make_example(), sheet=make_sheet()) == golden


def test_scenario_90_the_test_file_carries_accents_and_says_test() -> None:
    golden = (DATA / "GLImport.000").read_bytes()
    entry = make_entry(
        debit("1201", "0.01"),
        credit("4100", "0.01"),
        description="Essai – Réparation, l’été\u00a0»",
        document="",
        on=date(2026, 11, 30),
    )
    sheet = make_sheet(file_name="GLImport.000", is_test=True)

    assert GLImport().render([entry], sheet=sheet) == golden


def test_the_title_speaks_the_company_s_language() -> None:
    content = GLImport().render([], sheet=make_sheet(words=ENGLISH))

    assert content == (
        b"GLImport.001 - Invoices for the period 01/11/2026 to 30/11/2026\r\nLGL7\r\n"
    )


@given(entries())
def test_headers_have_42_columns_and_details_26(entry: JournalEntry) -> None:
    header, *details, end = render_lines(entry)

    assert (header[0], len(header)) == ("E", 42)
    assert {(line[0], len(line)) for line in details} == {("T", 26)}
    assert len(details) == len(entry.lines)
    assert end == ""


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        (
            GLImportProfile(header_width=43),
            ["E261124FAC-00042 Tremblay" + 18 * " ", "T   1201   114.98         "],
        ),
        (
            GLImportProfile(entry_number=True),
            [
                "E261124FAC-00042 Tremblay" + 16 * " " + "1",
                "T   1201   114.98         ",
            ],
        ),
        (
            GLImportProfile(account_width=5, account_justify="left"),
            ["E261124FAC-00042 Tremblay" + 17 * " ", "T1201    114.98         "],
        ),
        (
            GLImportProfile(decimal_mark=",", department_width=3),
            ["E261124FAC-00042 Tremblay" + 17 * " ", "T   1201   114,98            "],
        ),
    ],
)
def test_the_profile_decides_what_is_not_proven(
    profile: GLImportProfile, lines: list[str]
) -> None:
    assert render_lines(make_entry(), sheet=make_sheet(profile=profile))[:2] == lines


def test_the_length_line_and_trailing_blank_lines_follow_the_profile() -> None:
    profile = GLImportProfile(length_line=False, trailing_blank_lines=2)

    content = GLImport().render([], sheet=make_sheet(profile=profile))

    assert content.split(b" - ")[1] == (
        b"Factures pour la periode du 01/11/2026 au 30/11/2026\r\n\r\n\r\n"
    )


def test_the_length_line_gives_the_account_width() -> None:
    content = GLImport().render(
        [], sheet=make_sheet(profile=GLImportProfile(account_width=5))
    )

    assert content.endswith(b"\r\nLGL5\r\n")


def test_the_encoding_of_the_profile_is_used() -> None:
    entry = make_entry(description="Côté")
    profile = GLImportProfile(encoding="cp850")

    content = GLImport().render([entry], sheet=make_sheet(profile=profile))

    assert b"E261124C\x93t\x82" in content


def test_scenario_91_an_account_too_wide_refuses_the_file() -> None:
    entry = make_entry(debit("12345678", "5.00"), credit("4100", "5.00"))

    with pytest.raises(FormatLimitError) as refusal:
        GLImport().render([*make_example(), entry], sheet=make_sheet())

    (problem,) = refusal.value.problems
    assert (problem.limit, problem.document, problem.account, problem.amount) == (
        Limit.ACCOUNT_TOO_WIDE,
        "FAC-00042",
        "12345678",
        Decimal("5.00"),
    )


def test_a_large_amount_is_split_into_lines_that_add_up() -> None:
    entry = make_entry(debit("1201", "2000000.00"), credit("4100", "2000000.00"))
    profile = GLImportProfile(split_large_amounts=True)

    assert render_lines(entry, sheet=make_sheet(profile=profile))[1:] == [
        "T   1201999999.99         ",
        "T   1201999999.99         ",
        "T   1201     0.02         ",
        "T   4100         999999.99",
        "T   4100         999999.99",
        "T   4100              0.02",
        "",
    ]


def test_no_zero_line_remains_of_an_amount_that_splits_evenly() -> None:
    entry = make_entry(debit("1201", "1999999.98"), credit("4100", "1999999.98"))
    profile = GLImportProfile(split_large_amounts=True)

    assert render_lines(entry, sheet=make_sheet(profile=profile))[1:] == [
        "T   1201999999.99         ",
        "T   1201999999.99         ",
        "T   4100         999999.99",
        "T   4100         999999.99",
        "",
    ]
