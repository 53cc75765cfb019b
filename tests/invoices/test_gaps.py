import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.gaps import Run, last_of, runs


def test_a_series_without_a_hole() -> None:
    assert runs(["FAC-00003", "FAC-00001", "FAC-00002"]) == [
        Run(prefix="FAC-", suffix="", first=1, last=3, count=3, missing=())
    ]


def test_holes_are_told_with_both_ends() -> None:
    [run] = runs(["F-00001", "F-00003", "F-00007"])

    assert run.missing == ((2, 2), (4, 6))
    assert run.missing_words == "00002, 00004–00006"


def test_each_prefix_and_suffix_is_a_series() -> None:
    found = runs(["26-00001/QC", "26-00002/QC", "27-00001/QC", "00009"])

    assert [(run.prefix, run.suffix, run.first, run.last) for run in found] == [
        ("", "", 9, 9),
        ("26-", "/QC", 1, 2),
        ("27-", "/QC", 1, 1),
    ]


def test_a_correction_takes_no_number_of_its_own() -> None:
    [run] = runs(["FAC-00001", "FAC-00001-R1", "FAC-00001-R2", "FAC-00002"])

    assert (run.count, run.last, run.missing) == (2, 2, ())


def test_a_prefix_that_ends_like_a_correction_is_a_series_like_another() -> None:
    numbers = ["FAC-R00001", "FAC-R00003", "26-R00001", "FAC-R00001-R1"]

    assert [(run.prefix, run.count, run.missing) for run in runs(numbers)] == [
        ("26-R", 1, ()),
        ("FAC-R", 2, ((2, 2),)),
    ]
    assert last_of(numbers, prefix="FAC-R", suffix="") == 3


def test_a_number_without_digits_is_in_no_series() -> None:
    assert runs(["brouillon", ""]) == []


@pytest.mark.parametrize(
    ("prefix", "suffix", "last"),
    [("FAC-", "", 12), ("NC-", "", 0), ("FAC-", "-A", 4)],
)
def test_the_last_number_of_a_series(prefix: str, suffix: str, last: int) -> None:
    numbers = ["FAC-00012", "FAC-00003", "FAC-00004-A"]

    assert last_of(numbers, prefix=prefix, suffix=suffix) == last


@given(st.sets(st.integers(0, 60), min_size=1, max_size=20))
def test_numbers_and_holes_together_are_the_whole_series(given_: set[int]) -> None:
    [run] = runs([f"FAC-{number:05d}" for number in given_])

    holes = [n for low, high in run.missing for n in range(low, high + 1)]

    assert sorted([*given_, *holes]) == list(range(run.first, run.last + 1))
    assert run.count == len(given_)


@pytest.mark.parametrize(
    ("number", "prefix", "suffix"),
    [
        ("26-00012", "26-", ""),
        ("12", "", ""),
        ("A-1-R", "A-", "-R"),
        ("NC\n7", "NC\n", ""),
    ],
)
def test_the_last_digits_of_a_number_are_its_rank(
    number: str, prefix: str, suffix: str
) -> None:
    [run] = runs([number, number])

    assert (run.prefix, run.suffix, run.count) == (prefix, suffix, 1)
