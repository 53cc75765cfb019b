import csv
import re
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.imports.tables.files import read, values

# Without « Â », and without “ and ” after « â€ »: in cp1252 these spell other French
# signs in UTF-8, and no reader could know.
LETTERS = "aZ0 ,;\"'\nàçéèêëîïôùûüÿœæÀÇÉÈÊËÎÏÔÙÛÜŸŒÆâ«»’–•°€\u00a0"
AMBIGUOUS = re.compile("can be read (with decimals or|in two ways)")

Line = tuple[str, Decimal, Decimal]

names = st.text(LETTERS, max_size=12)
quantities = st.decimals(-10_000, 10_000, places=4) | st.decimals(0, 2000, places=3)
prices = st.decimals(0, 9_999_999, places=2)
tables = st.lists(st.tuples(names, quantities, prices), min_size=1, max_size=5)


def write(table: list[Line], separator: str, mark: str, end: str) -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    writer.writerow(["code", "name", "quantity", "price"])
    for name, *numbers in table:
        spelled = [str(number).replace(".", mark) for number in numbers]
        writer.writerow(["A1", name.replace("\n", end), *spelled])
    return stream.getvalue()


def expected(table: list[Line]) -> list[list[object]]:
    return [
        ["A1", re.sub(r"\s*\n\s*", " ", name.strip()), quantity, price]
        for name, quantity, price in table
    ]


@given(
    table=tables,
    separator=st.sampled_from(",;\t"),
    mark=st.sampled_from(".,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_reads_the_same_in_any_spelling_or_is_refused_as_ambiguous(
    table: list[Line], separator: str, mark: str, encoding: str, end: str
) -> None:
    content = write(table, separator, mark, end).encode(encoding)

    with TemporaryDirectory() as folder:
        found = read(Path(folder), content)

    if found.errors:
        assert all(AMBIGUOUS.search(str(error.reason)) for error in found.errors)
    else:
        assert values(found) == expected(table)


@given(table=tables, separator=st.sampled_from(",;\t"), mark=st.sampled_from(".,"))
def test_a_table_with_clear_marks_is_never_refused(
    table: list[Line], separator: str, mark: str
) -> None:
    proof = ("proof", Decimal("0.5000"), Decimal("0.50"))
    content = write([*table, proof], separator, mark, "\n").encode("utf-8-sig")

    with TemporaryDirectory() as folder:
        found = read(Path(folder), content)

    assert values(found) == expected([*table, proof])
