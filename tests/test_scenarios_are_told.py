"""The numbers that tests name are those that docs/scenarios.md tells."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.factories import CHART

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "scenarios.md").read_text()
SECTIONS = {
    "A": range(1, 11),
    "B": range(11, 33),
    "C": range(33, 45),
    "D": range(45, 68),
    "E": range(68, 81),
    "F": range(81, 96),
}
ENTRIES = sorted(set(re.findall(r"^- `\d{4}-\d\d-\d\d` .+$", PAGE, re.MULTILINE)))


def named() -> Iterator[int]:
    for path in TESTS.rglob("test_*.py"):
        names = re.findall(r"^def test_scenario_(\d+)_", path.read_text(), re.MULTILINE)
        yield from map(int, names)


def told() -> list[int]:
    return [int(number) for number in re.findall(r"^### (\d+)\. ", PAGE, re.MULTILINE)]


def total(side: str) -> Decimal:
    """The sum of the amounts on one side, written such as `1201 1,149.75`."""
    amounts = re.findall(r"\d{4} ([\d,]+\.\d\d)", side)
    return sum((Decimal(text.replace(",", "")) for text in amounts), Decimal(0))


def test_every_scenario_that_a_test_names_is_told() -> None:
    assert set(named()) - set(told()) == set()


def test_every_scenario_that_is_told_has_a_test() -> None:
    assert set(told()) - set(named()) == set()


def test_each_scenario_is_told_once_and_in_order() -> None:
    assert told()
    assert all(before < after for before, after in pairwise(told()))


@pytest.mark.parametrize("letter", SECTIONS)
def test_each_section_holds_its_own_numbers(letter: str) -> None:
    _before, found, after = PAGE.partition(f"\n## {letter}. ")
    section = after.split("\n## ")[0]

    assert found
    numbers = {int(n) for n in re.findall(r"^### (\d+)\. ", section, re.MULTILINE)}
    assert numbers == set(told()) & set(SECTIONS[letter])


def test_the_accounts_told_are_those_of_the_tests() -> None:
    accounts = re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)

    assert accounts == [number for number, _name, _category in CHART]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_told_balances(entry: str) -> None:
    debits, _slash, credits_ = entry.partition(" / ")

    assert re.fullmatch(r"- `[\d-]{10}`( D \d{4} [\d,]+\.\d\d;?)+", debits)
    assert re.fullmatch(r"(C \d{4} [\d,]+\.\d\d(; )?)+", credits_)
    assert total(debits.partition("` ")[2]) == total(credits_) > 0
