"""Ways to spoil one thing in a file that Acomba would take."""

from collections.abc import Callable, Iterable
from pathlib import Path

from accounting.acomba.refusals import Code
from accounting.acomba.rules import STANDARD, AcombaAccount, AcombaRules
from accounting.acomba.simulator import check_import
from accounting.formats.glimport import GLImport
from tests.accounting.entries import make_example, make_sheet

Mutate = Callable[[bytes], bytes]
Told = list[tuple[int, Code]]

CHART = {
    number: AcombaAccount() for number in ("1001", "1201", "2310", "2320", "4100")
} | {
    "1200": AcombaAccount(is_control=True),
    "4300": AcombaAccount(is_active=False),
}
GOLDEN = Path(__file__).parents[2] / "data" / "GLImport.001"


def produced() -> bytes:
    """Title, LGL7, a sale on lines 3 to 7, its payment on lines 8 to 10."""
    return GLImport().render(make_example(), sheet=make_sheet())


def refusals_of(data: bytes, rules: AcombaRules = STANDARD) -> Told:
    found = check_import(data.splitlines(keepends=True), chart=CHART, rules=rules)
    return [(refusal.line, refusal.code) for refusal in found]


def change(number: int, old: bytes, new: bytes) -> Mutate:
    """On this line, counted from 1, put other bytes in the place of some."""

    def mutate(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return b"".join(lines)

    return mutate


def drop(*numbers: int) -> Mutate:
    return lambda data: b"".join(
        line
        for number, line in enumerate(data.splitlines(keepends=True), start=1)
        if number not in numbers
    )


def insert(number: int, *lines: bytes) -> Mutate:
    """Put lines where this number is, before the line that has it."""

    def mutate(data: bytes) -> bytes:
        before = data.splitlines(keepends=True)
        new = [line + b"\r\n" for line in lines]
        return b"".join([*before[: number - 1], *new, *before[number - 1 :]])

    return mutate


def all_of(mutations: Iterable[Mutate]) -> Mutate:
    def mutate(data: bytes) -> bytes:
        for each in mutations:
            data = each(data)
        return data

    return mutate
