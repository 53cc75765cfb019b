"""The tests that docs/security.md names as proof are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
PROOFS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))


def test_every_promise_names_a_test() -> None:
    promises, _heading, _rest = PAGE.partition("\n## Not yet\n")
    rows = re.findall(r"^\| (?!promise \||---).+$", promises, re.MULTILINE)

    assert rows
    assert [row for row in rows if "`tests/" not in row] == []


@pytest.mark.parametrize(("path", "name"), PROOFS)
def test_every_test_that_is_named_is_there(path: str, name: str) -> None:
    assert f"\ndef test_{name.removeprefix('test_')}" in (ROOT / path).read_text(
        "utf-8"
    )


def test_every_chapter_is_told_once_and_in_order() -> None:
    chapters = re.findall(
        r"^\| V(\d+) [\w -]+ \| (?:met|not yet|not applicable) \|", PAGE, re.MULTILINE
    )

    assert [int(number) for number in chapters] == [*range(1, 18)]
