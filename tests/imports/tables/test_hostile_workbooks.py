"""Workbooks that are made to fill the memory or to take hours, and are refused at once."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from imports.tables import scanning
from tests.imports.tables.files import make_workbook, only_reason, places, read, values

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
TYPES = "[Content_Types].xml"
SECONDS = 5
TOO_LARGE = "This workbook is too large: keep the table alone, or save it as CSV."
TOO_WIDE = "This row reaches beyond column 256: delete what is outside the table."
NOT_A_WORKBOOK = (
    "This is not an Excel workbook that can be opened: save it again as “Excel workbook"
    " (.xlsx)” or as “CSV UTF-8”."
)


def craft(
    rows: str, *, dimension: str = "A1", workbook: Workbook | None = None
) -> bytes:
    """A workbook whose first sheet is written by hand."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    )
    return replace(workbook or make_workbook(["x"]), {SHEET: [sheet.encode()]})


def replace(workbook: Workbook, members: dict[str, Iterable[bytes]]) -> bytes:
    saved, changed = BytesIO(), BytesIO()
    workbook.save(saved)
    with ZipFile(saved) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            with target.open(name, "w") as stream:
                for part in members.get(name, [source.read(name)]):
                    stream.write(part)
    return changed.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def refused_within(seconds: float, folder: Path, content: bytes) -> str:
    start = process_time()
    table = read(folder, content)
    assert process_time() - start < seconds
    return only_reason(table)


HEADER = f'<row r="1">{text_cell("A1", "code")}</row>'


def test_a_cell_in_the_last_column_of_excel_is_refused(tmp_path: Path) -> None:
    content = craft(f'{HEADER}<row r="2">{text_cell("XFD2", "x")}</row>')

    table = read(tmp_path, content)

    assert places(table) == [(2, None)]
    assert only_reason(table) == TOO_WIDE


def test_rows_of_blank_cells_in_the_last_column_are_refused_at_once(
    tmp_path: Path,
) -> None:
    rows = "".join(f'<row r="{i}"><c r="XFD{i}"/></row>' for i in range(1, 50_000))

    assert refused_within(SECONDS, tmp_path, craft(rows)) == TOO_WIDE


def test_a_row_of_cells_without_a_place_is_refused_before_it_is_built(
    tmp_path: Path,
) -> None:
    content = craft(f"{HEADER}<row>{'<c/>' * 1_000_000}</row>")

    assert refused_within(SECONDS, tmp_path, content) == TOO_WIDE


def test_a_million_declared_rows_are_not_walked_through(tmp_path: Path) -> None:
    cells = zip("ABCD", ["code", "name", "quantity", "price"], strict=True)
    header = "".join(text_cell(f"{letter}1", name) for letter, name in cells)
    content = craft(f'<row r="1">{header}</row>', dimension="A1:XFD1048576")

    start = process_time()

    assert values(read(tmp_path, content)) == []
    assert process_time() - start < SECONDS


@pytest.mark.parametrize("first", ["", HEADER], ids=["alone", "after a header"])
def test_a_row_beyond_the_last_of_excel_is_refused(tmp_path: Path, first: str) -> None:
    content = craft(f'{first}<row r="1000000000000"><c r="A1"/></row>')

    assert refused_within(SECONDS, tmp_path, content) == NOT_A_WORKBOOK


def test_many_sheets_with_far_rows_are_refused(tmp_path: Path) -> None:
    workbook = make_workbook(["x"])
    for _ in range(40):
        workbook.create_sheet()
    content = craft('<row r="1048576"/>', workbook=workbook)

    assert refused_within(SECONDS, tmp_path, content) == TOO_LARGE


def test_a_member_that_unpacks_to_hundreds_of_megabytes_is_refused_by_what_it_states(
    tmp_path: Path,
) -> None:
    zeros = bytes(1_000_000)
    content = replace(make_workbook(["x"]), {SHEET: [zeros] * 151})

    assert len(content) < 300_000
    assert refused_within(SECONDS, tmp_path, content) == TOO_LARGE


@pytest.mark.parametrize("member", [SHEET, "xl/styles.xml", "docProps/core.xml"])
def test_a_workbook_of_too_many_elements_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, member: str
) -> None:
    monkeypatch.setattr(scanning, "MAX_ELEMENTS", 1_000)
    content = replace(
        make_workbook(["x"]), {member: [b"<a>", b"<b/>" * 1_001, b"</a>"]}
    )

    assert only_reason(read(tmp_path, content)) == TOO_LARGE


def test_a_member_that_defines_entities_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    content = replace(make_workbook(["x"]), {"xl/styles.xml": [bomb]})

    assert only_reason(read(tmp_path, content)) == NOT_A_WORKBOOK


def styles(count: int) -> list[bytes]:
    """A part of this many cell formats, as one would write it by hand."""
    opening = f'<styleSheet xmlns="{MAIN}"><cellXfs count="{count}">'
    return [opening.encode(), b"<xf/>" * count, b"</cellXfs></styleSheet>"]


def test_three_million_styles_in_a_few_kilobytes_are_refused_within_a_second(
    tmp_path: Path,
) -> None:
    content = replace(make_workbook(["x"]), {STYLES: styles(3_000_000)})

    assert len(content) < 30_000
    assert refused_within(1, tmp_path, content) == TOO_LARGE


def test_a_workbook_of_many_styles_is_read(tmp_path: Path) -> None:
    workbook = make_workbook(["code", "name", "quantity", "price"], ["A1", "", 1, 2])
    content = replace(workbook, {STYLES: styles(10_000)})

    assert values(read(tmp_path, content)) == [["A1", "", Decimal(1), Decimal(2)]]


@pytest.mark.parametrize("name", [STYLES, TYPES, "xl/_rels/workbook.xml.rels"])
def test_a_part_that_calls_itself_a_sheet_is_bounded_by_its_name(
    tmp_path: Path, name: str
) -> None:
    part = [f'<worksheet xmlns="{MAIN}">'.encode(), b"<c/>" * 150_000, b"</worksheet>"]
    content = replace(make_workbook(["x"]), {name: part})

    assert refused_within(1, tmp_path, content) == TOO_LARGE


def test_a_sheet_may_not_be_declared_the_workbook(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{SHEET}" ContentType="{kind}"/></Types>'
    )
    content = replace(make_workbook(["x"]), {TYPES: [types.encode()]})

    assert refused_within(1, tmp_path, content) == NOT_A_WORKBOOK


def test_an_archive_of_very_many_members_is_refused_by_its_list(tmp_path: Path) -> None:
    content = BytesIO()
    make_workbook(["x"]).save(content)
    with ZipFile(content, "a") as archive:
        for number in range(50_000):
            archive.writestr(f"{number}", b"")

    assert refused_within(1, tmp_path, content.getvalue()) == TOO_LARGE


def test_a_tag_that_does_not_end_is_refused_at_once(tmp_path: Path) -> None:
    content = craft(f'<row x="{"a" * 10_000_000}"/>')

    assert refused_within(1, tmp_path, content) == TOO_LARGE


def test_a_long_text_in_a_cell_is_no_tag_without_end(tmp_path: Path) -> None:
    content = craft(f"<row>{text_cell('A1', 'a' * 5_000_000)}</row>")

    assert places(read(tmp_path, content))[0] == (1, "a" * 39 + "…")


def test_a_chart_sheet_is_not_read(tmp_path: Path) -> None:
    """It would be built whole in memory, whatever its part holds."""
    workbook = make_workbook(["code", "name", "quantity", "price"])
    workbook.create_chartsheet("Graphique")
    content = replace(workbook, {"xl/chartsheets/sheet1.xml": [b"<c/>"]})

    assert values(read(tmp_path, content)) == []
