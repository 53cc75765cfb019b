from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.formats.profile import GLImportProfile
from accounting.formats.splitting import file_name, next_counter, split_into_files

NOVEMBER_24 = date(2026, 11, 24)


def test_scenario_42_a_file_never_straddles_two_periods() -> None:
    dated = [(date(2026, 12, 30), "sale"), (date(2027, 1, 4), "payment")]

    parts = list(split_into_files(dated, profile=GLImportProfile()))

    assert [(each.first_on, each.last_on, each.items) for each in parts] == [
        (date(2026, 12, 1), date(2026, 12, 31), ("sale",)),
        (date(2027, 1, 1), date(2027, 1, 31), ("payment",)),
    ]


def test_the_same_month_of_two_years_is_two_files() -> None:
    dated = [(date(2025, 2, 3), "a"), (date(2026, 2, 3), "b")]

    parts = list(split_into_files(dated, profile=GLImportProfile()))

    assert [each.last_on for each in parts] == [date(2025, 2, 28), date(2026, 2, 28)]


def test_entry_999_opens_a_second_file() -> None:
    dated = [(NOVEMBER_24, number) for number in range(1, 1000)]

    parts = list(split_into_files(dated, profile=GLImportProfile()))

    assert [len(each.items) for each in parts] == [998, 1]
    assert parts[1].items == (999,)


def test_periods_share_a_file_where_the_profile_says_so() -> None:
    dated = [(date(2026, 12, 30), "sale"), (date(2027, 1, 4), "payment")]

    parts = list(
        split_into_files(dated, profile=GLImportProfile(one_period_per_file=False))
    )

    assert [(each.first_on, each.last_on, each.items) for each in parts] == [
        (date(2026, 12, 1), date(2027, 1, 31), ("sale", "payment")),
    ]


def test_nothing_makes_no_file() -> None:
    assert list(split_into_files([], profile=GLImportProfile())) == []


@given(st.lists(st.integers(0, 400)), st.integers(1, 5))
def test_nothing_is_lost_and_the_order_stays(offsets: list[int], most: int) -> None:
    days = sorted(NOVEMBER_24 + timedelta(days=offset) for offset in offsets)
    profile = GLImportProfile(max_entries_per_file=most)

    parts = list(split_into_files([(day, day) for day in days], profile=profile))

    assert [item for part in parts for item in part.items] == days
    assert all(len(part.items) <= most for part in parts)
    assert all(
        part.first_on <= item <= part.last_on for part in parts for item in part.items
    )


@pytest.mark.parametrize(
    ("counter", "name"),
    [(0, "GLImport.000"), (1, "GLImport.001"), (999, "GLImport.999")],
)
def test_the_counter_is_the_extension(counter: int, name: str) -> None:
    assert file_name("GLImport", counter) == name


@pytest.mark.parametrize("counter", [-1, 1000])
def test_a_counter_of_other_than_three_digits_is_refused(counter: int) -> None:
    with pytest.raises(ValueError, match=str(counter)):
        file_name("GLImport", counter)


@pytest.mark.parametrize(
    ("counter", "following"), [(0, 1), (1, 2), (998, 999), (999, 1)]
)
def test_after_999_the_counter_returns_to_1(counter: int, following: int) -> None:
    assert next_counter(counter) == following
