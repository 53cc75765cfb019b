from io import BytesIO

import pytest

from imports.tables import scanning
from imports.tables.errors import FileRefusedError
from imports.tables.scanning import Scan

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TOO_WIDE = "This row reaches beyond column 256: delete what is outside the table."


def scan(text: str | bytes, *, into: Scan | None = None) -> Scan:
    found = into or Scan()
    stream = BytesIO(text if isinstance(text, bytes) else text.encode())
    found.read(stream, name="xl/worksheets/sheet1.xml")
    return found


def refusal_of(text: str | bytes) -> tuple[int | None, str]:
    with pytest.raises(FileRefusedError) as refused:
        scan(text)
    (flaw,) = refused.value.flaws
    return flaw.line, str(flaw.reason)


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("rows", "has_formulas"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row>', False),
        ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', True),
        ('<row r="1"><c r="A1"><f t="shared" si="0"/></c></row>', True),
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;f&gt;</t></is></c></row>',
            False,
        ),
    ],
    ids=["a number", "a formula", "a shared formula", "a text like a formula"],
)
def test_formulas_are_seen(rows: str, *, has_formulas: bool) -> None:
    assert scan(sheet(rows)).has_formulas == has_formulas


def test_a_formula_of_one_sheet_is_remembered_after_the_next() -> None:
    found = scan(sheet('<row r="1"><c r="A1"><f>1</f></c></row>'))

    assert scan(sheet('<row r="1"/>'), into=found).has_formulas


@pytest.mark.parametrize("number", [' r="7"', ""], ids=["numbered", "not numbered"])
def test_a_row_may_be_as_wide_as_the_limit_and_no_wider(number: str) -> None:
    before = '<row r="6"/>'
    scan(sheet(f"{before}<row{number}>{'<c/>' * 256}</row>"))

    assert refusal_of(sheet(f"{before}<row{number}>{'<c/>' * 257}</row>")) == (
        7,
        TOO_WIDE,
    )


def test_each_row_has_its_own_width() -> None:
    scan(sheet(f"<row>{'<c/>' * 200}</row>" * 3))


def test_a_prefix_of_the_namespace_changes_nothing() -> None:
    text = f'<x:worksheet xmlns:x="{MAIN}"><x:row r="2">{"<x:c/>" * 257}</x:row></x:worksheet>'

    assert refusal_of(text) == (2, TOO_WIDE)


def test_another_encoding_changes_nothing() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet(
        f'<row r="2">{"<c/>" * 257}</row>'
    )

    assert refusal_of(text.encode("utf-16")) == (2, TOO_WIDE)


@pytest.mark.parametrize(
    "text",
    [
        f'<calcChain xmlns="{MAIN}">' + '<c r="A1" i="1"/>' * 300 + "</calcChain>",
        f'<data><row r="first">{"<c/>" * 300}</row></data>',
        "\x89PNG\r\n",
        "",
    ],
    ids=["order of computing", "XML of another program", "a picture", "nothing"],
)
def test_what_is_no_sheet_has_no_rows(text: str) -> None:
    assert not scan(text).has_formulas


def test_elements_are_counted_over_all_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MAX_ELEMENTS", 5)
    found = scan("<a><b/><b/></a>")
    scan("<a><b/></a>", into=found)

    with pytest.raises(FileRefusedError):
        scan("<a/>", into=found)


def test_what_is_cut_off_counts_as_far_as_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scanning, "MAX_ELEMENTS", 5)

    with pytest.raises(FileRefusedError):
        scan("<a><b/><b/><b/><b/><b/><")
