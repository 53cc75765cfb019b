"""The proof that a series of numbers has no hole, or where its holes are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

NUMBER = re.compile(r"(.*?)(\d+)(\D*)", re.DOTALL)
REVISION = re.compile(r"(?P<number>.*\d\D*)-R(?P<rank>[1-9]\d*)", re.DOTALL)
"""A number corrected: numbers of a series have leading zeros, its rank has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The numbers with one prefix and suffix; `missing` are ranges, ends included."""

    prefix: str
    suffix: str
    first: int
    last: int
    count: int
    missing: tuple[tuple[int, int], ...]

    @property
    def missing_words(self) -> str:
        return ", ".join(
            f"{first:05d}" if first == last else f"{first:05d}–{last:05d}"
            for first, last in self.missing
        )


def runs(numbers: Iterable[str]) -> list[Run]:
    """The series among these numbers; FAC-00001-R1 is FAC-00001 corrected."""
    series: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number in set(numbers):
        if REVISION.fullmatch(number):
            continue
        if found := NUMBER.fullmatch(number):
            prefix, digits, suffix = found.groups()
            series[prefix, suffix].add(int(digits))
    return [
        Run(
            prefix=prefix,
            suffix=suffix,
            first=min(values),
            last=max(values),
            count=len(values),
            missing=tuple(_holes(sorted(values))),
        )
        for (prefix, suffix), values in sorted(series.items())
    ]


def last_of(numbers: Iterable[str], *, prefix: str, suffix: str) -> int:
    """The highest number given with this prefix and suffix; 0 when none was."""
    found = [r.last for r in runs(numbers) if (r.prefix, r.suffix) == (prefix, suffix)]
    return max(found, default=0)


def _holes(values: list[int]) -> Iterator[tuple[int, int]]:
    for before, after in pairwise(values):
        if after > before + 1:
            yield before + 1, after - 1
