from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.formats.descriptions import fit_description
from accounting.formats.glimport import GLImport
from accounting.formats.glimport_reader import Layout
from accounting.formats.profile import GLImportProfile
from accounting.formats.read_back import read_back
from accounting.journal.entry import JournalEntry
from tests.accounting.entries import credit, debit, make_entry, make_sheet
from tests.accounting.strategies import entries, profiles


@given(st.lists(entries(), max_size=4), profiles())
def test_what_was_written_is_read_back(
    written: list[JournalEntry], profile: GLImportProfile
) -> None:
    content = GLImport().render(written, sheet=make_sheet(profile=profile))

    assert read_back(content, profile=profile).entries == tuple(
        replace(
            entry,
            description=fit_description(entry.description, encoding=profile.encoding),
        )
        for entry in written
    )


def test_split_amounts_are_read_back_with_their_total() -> None:
    entry = make_entry(debit("1201", "2500000.00"), credit("4100", "2500000.00"))
    profile = GLImportProfile(split_large_amounts=True)
    content = GLImport().render([entry], sheet=make_sheet(profile=profile))

    (parsed,) = read_back(content, profile=profile).entries

    assert (len(parsed.lines), parsed.total) == (6, entry.total)


@pytest.mark.parametrize(
    "on", [date(2000, 1, 1), date(2028, 2, 29), date(2099, 12, 31)]
)
def test_the_ends_of_the_century_keep_their_year(on: date) -> None:
    content = GLImport().render([make_entry(on=on)], sheet=make_sheet())

    (parsed,) = read_back(content, profile=GLImportProfile()).entries

    assert parsed.date == on


def test_the_reader_s_standard_is_the_profile_s_default() -> None:
    profile = GLImportProfile()

    assert Layout() == Layout(
        **{each.name: getattr(profile, each.name) for each in fields(Layout)}
    )
