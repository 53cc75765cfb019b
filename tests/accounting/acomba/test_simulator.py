from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.acomba.refusals import Code, Refusal
from accounting.acomba.rules import STANDARD, AcombaAccount, AcombaRules
from accounting.acomba.simulator import check_import
from accounting.formats.glimport import GLImport
from accounting.formats.profile import GLImportProfile
from accounting.journal.entry import JournalEntry
from tests.accounting.acomba.mutants import (
    CHART,
    GOLDEN,
    Told,
    change,
    produced,
    refusals_of,
)
from tests.accounting.entries import credit, debit, make_entry, make_sheet
from tests.accounting.strategies import entries, profiles


def rules_of(profile: GLImportProfile) -> AcombaRules:
    names = (field.name for field in fields(AcombaRules))
    return AcombaRules(**{name: getattr(profile, name) for name in names})


def render(*written: JournalEntry, profile: GLImportProfile) -> bytes:
    return GLImport().render(written, sheet=make_sheet(profile=profile))


def refusals(data: bytes, **chart: AcombaAccount) -> list[Refusal]:
    return list(check_import(BytesIO(data), chart=CHART | chart))


def test_the_known_file_is_accepted() -> None:
    assert refusals_of(GOLDEN.read_bytes()) == []


def test_the_rules_start_as_the_profile_does() -> None:
    assert rules_of(GLImportProfile()) == STANDARD


@given(st.lists(entries(), min_size=1, max_size=4), profiles())
def test_what_the_writer_writes_is_accepted(
    written: list[JournalEntry], profile: GLImportProfile
) -> None:
    month = [
        make_entry(*entry.lines, description=entry.description) for entry in written
    ]
    chart = {line.account or "": AcombaAccount() for each in month for line in each}

    data = render(*month, profile=profile)

    assert not list(check_import(BytesIO(data), chart=chart, rules=rules_of(profile)))


def test_amounts_that_were_split_are_accepted() -> None:
    entry = make_entry(debit("1201", "2000000.00"), credit("4100", "2000000.00"))

    data = render(entry, profile=GLImportProfile(split_large_amounts=True))

    assert refusals_of(data) == []


@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        (AcombaRules(trailing_blank_lines=1), [(11, Code.BLANK_LINE_MISSING)]),
        (AcombaRules(max_entries_per_file=1), [(8, Code.TOO_MANY_ENTRIES)]),
        (AcombaRules(length_line=False), [(2, Code.LINE_TYPE)]),
        (
            AcombaRules(header_width=43),
            [(3, Code.HEADER_WIDTH), (8, Code.HEADER_WIDTH)],
        ),
        (
            AcombaRules(entry_number=True),
            [(3, Code.ENTRY_NUMBER), (8, Code.ENTRY_NUMBER)],
        ),
        (
            AcombaRules(account_justify="left"),
            [(line, Code.ACCOUNT_MISPLACED) for line in (4, 5, 6, 7, 9, 10)],
        ),
        (
            AcombaRules(decimal_mark=","),
            [(line, Code.AMOUNT_DECIMAL_MARK) for line in (4, 5, 6, 7, 9, 10)],
        ),
        (
            AcombaRules(department_width=2),
            [(line, Code.DETAIL_WIDTH) for line in (4, 5, 6, 7, 9, 10)],
        ),
    ],
    ids=lambda value: "" if isinstance(value, list) else str(value),
)
def test_other_rules_refuse_the_standard_file(
    rules: AcombaRules, refused: Told
) -> None:
    assert refusals_of(produced(), rules) == refused


def test_ascii_rules_refuse_an_accent() -> None:
    data = change(3, b"Tr", b"T\xe9")(produced())

    assert refusals_of(data) == []
    assert refusals_of(data, AcombaRules(encoding="ascii")) == [(3, Code.ENCODING)]


def test_several_months_may_be_allowed() -> None:
    data = change(3, b"E261124", b"E261031")(produced())

    assert refusals_of(data, AcombaRules(one_period_per_file=False)) == []


def test_nothing_may_stand_after_the_known_columns_of_a_header() -> None:
    wide = AcombaRules(header_width=43)
    data = change(8, b"\r\n", b"X\r\n")(change(3, b"\r\n", b" \r\n")(produced()))

    assert refusals_of(data, wide) == [(8, Code.HEADER_TAIL)]


def test_what_stands_after_the_amounts_is_a_department() -> None:
    profile = GLImportProfile(department_width=2)
    data = render(make_entry(), profile=profile)

    assert refusals_of(change(4, b"  \r\n", b"01\r\n")(data), rules_of(profile)) == []


def test_a_refusal_says_what_stands_there_instead_of_what() -> None:
    assert refusals(change(9, b"114.98", b"114.99")(produced())) == [
        Refusal(line=8, code=Code.UNBALANCED, found="114.99", expected="114.98")
    ]
    assert refusals(change(8, b"E261124", b"E261203")(produced())) == [
        Refusal(line=8, code=Code.OTHER_PERIOD, found="2026-12-03", expected="2026-11")
    ]
    assert refusals(change(3, b"Tr", b"T\x81")(produced())) == [
        Refusal(line=3, code=Code.ENCODING, found="0x81", expected="cp1252")
    ]


def test_the_chart_decides_of_an_account() -> None:
    data = change(5, b"   4100", b"   4101")(produced())

    assert refusals(data, **{"4101": AcombaAccount()}) == []


def test_the_file_is_read_as_it_comes() -> None:
    """Of an endless file, the first refusal is told without the rest."""

    def endless() -> Iterator[bytes]:
        yield from produced().splitlines(keepends=True)
        while True:
            yield b"x\r\n"

    assert next(check_import(endless(), chart=CHART)).line == 11
