from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from imports.tables import archive, scanning
from imports.tables.amounts import Discount
from tests.imports.tables.files import (
    make_workbook,
    only_reason,
    places,
    read,
    read_workbook,
    values,
)

HEADER: list[object] = ["code", "name", "quantity", "price"]
NOT_A_WORKBOOK = (
    "This is not an Excel workbook that can be opened: save it again as “Excel workbook"
    " (.xlsx)” or as “CSV UTF-8”."
)


def repack(workbook: Workbook, member: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a part of a member changed, as other programs may write it."""
    saved, changed = BytesIO(), BytesIO()
    workbook.save(saved)
    with ZipFile(saved) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == member:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return changed.getvalue()


def test_a_workbook_is_read_with_its_numbers_dates_and_percentages(
    tmp_path: Path,
) -> None:
    workbook = make_workbook(
        [*HEADER, "sold_on", "discount"],
        ["A1", "Pose", 1.25, 9.5, date(2026, 11, 24), 0.1],
        [],
        [1201, None, "2", "9,50", "2026-11-25", 5],
    )
    workbook.worksheets[0]["F2"].number_format = "0%"

    table = read_workbook(tmp_path, workbook)

    assert values(table) == [
        ["A1", "Pose", Decimal("1.2500"), Decimal("9.50")],
        ["1201", "", Decimal("2.0000"), Decimal("9.50")],
    ]
    assert [
        (row.line, row.day("sold_on"), row.discount("discount")) for row in table.rows
    ] == [
        (2, date(2026, 11, 24), Discount(rate=Decimal("0.10"))),
        (4, date(2026, 11, 25), Discount(amount=Decimal("5.00"))),
    ]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    saved = BytesIO()
    make_workbook(HEADER, ["A1", "Pose", 2, 9.5]).save(saved)

    table = read(tmp_path, saved.getvalue())

    assert values(table) == [["A1", "Pose", Decimal("2.0000"), Decimal("9.50")]]


def test_bad_cells_are_listed_with_the_row_of_the_sheet(tmp_path: Path) -> None:
    table = read_workbook(
        tmp_path,
        make_workbook(HEADER, [], ["A1", "", True, 9.505], ["A2", "", 1, 1, "note"]),
    )

    assert places(table) == [(3, "quantity"), (3, "price"), (4, None)]


def test_a_formula_without_a_result_is_refused(tmp_path: Path) -> None:
    table = read_workbook(tmp_path, make_workbook(HEADER, ["A1", "", "=1+1", 9.5]))

    assert places(table) == [(2, "quantity")]
    assert only_reason(table) == (
        "The result of this formula is not in the file: open it in Excel and save it."
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (b'<c r="B2" t="str"><f>A2</f><v>Pose</v></c>', "Pose"),
        (b'<c r="B2" t="str"><f>A2</f><v></v></c>', ""),
    ],
    ids=["text", "empty text"],
)
def test_the_result_of_a_formula_is_read(
    tmp_path: Path, cell: bytes, name: str
) -> None:
    workbook = make_workbook(HEADER, ["A1", "=A2", 2, 9.5])
    content = repack(
        workbook,
        "xl/worksheets/sheet1.xml",
        b'<c r="B2"><f>A2</f><v /></c>',
        cell,
    )

    assert values(read(tmp_path, content)) == [
        ["A1", name, Decimal("2.0000"), Decimal("9.50")]
    ]


def test_a_sheet_that_states_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    content = repack(
        make_workbook(HEADER, ["A1", "Pose", 2, 9.5]),
        "xl/worksheets/sheet1.xml",
        b'<dimension ref="A1:D2" />',
        b'<dimension ref="A1:A1"/>',
    )

    assert len(values(read(tmp_path, content))) == 1


def test_empty_and_hidden_sheets_do_not_count(tmp_path: Path) -> None:
    workbook = make_workbook(HEADER, ["A1", "Pose", 2, 9.5])
    workbook.create_sheet("Empty")
    hidden = workbook.create_sheet("Lists")
    hidden.append(["a"])
    hidden.sheet_state = "hidden"

    assert len(values(read_workbook(tmp_path, workbook))) == 1


def test_two_sheets_that_hold_something_are_refused(tmp_path: Path) -> None:
    workbook = make_workbook(HEADER)
    workbook.create_sheet("Notes").append(["a"])

    assert only_reason(read_workbook(tmp_path, workbook)) == (
        "Several sheets hold something (Sheet, Notes): keep the table alone in the"
        " workbook, or hide the other sheets."
    )


@pytest.mark.parametrize("workbook", [Workbook(), make_workbook([" "])])
def test_an_empty_workbook_is_refused(tmp_path: Path, workbook: Workbook) -> None:
    assert only_reason(read_workbook(tmp_path, workbook)) == (
        "The workbook is empty: it needs a header and its rows."
    )


@pytest.mark.parametrize("member", ["content.xml", "xl/workbook.xml"])
def test_another_archive_is_not_a_workbook(tmp_path: Path, member: str) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        target.writestr(member, "<a/>")

    assert only_reason(read(tmp_path, stream.getvalue())) == NOT_A_WORKBOOK


def test_half_a_workbook_is_not_a_workbook(tmp_path: Path) -> None:
    saved = BytesIO()
    make_workbook(HEADER).save(saved)

    assert only_reason(read(tmp_path, saved.getvalue()[:900])) == NOT_A_WORKBOOK


def test_a_row_beyond_the_last_of_a_sheet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "LAST_SHEET_ROW", 2)

    table = read_workbook(tmp_path, make_workbook(HEADER, [], ["A1", "", 1, 1]))

    assert only_reason(table) == NOT_A_WORKBOOK


@pytest.mark.parametrize("limit", ["MAX_MEMBERS", "MAX_UNPACKED_BYTES"])
def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(archive, limit, 5)

    assert only_reason(read_workbook(tmp_path, make_workbook(HEADER))) == (
        "This workbook is too large: keep the table alone, or save it as CSV."
    )
