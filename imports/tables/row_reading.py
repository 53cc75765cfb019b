from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.tables.columns import Column, Columns
from imports.tables.errors import BadCellError, Flaw, Reason
from imports.tables.header import Header
from imports.tables.limits import MAX_CELL_LENGTH
from imports.tables.names import Name
from imports.tables.notation import Notation, NumberCell, find_notation
from imports.tables.records import Cell, Record, Unreadable, is_blank, show
from imports.tables.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All that one needs to know of a file to read a row of it."""

    columns: Columns
    header: Header
    notation: Notation


def read_rows(
    records: Sequence[Record], *, columns: Columns, header: Header
) -> tuple[list[Row], list[Flaw], set[Name]]:
    """Read the good rows, all that is wrong with the others, and what those brought."""
    notation = find_notation(_number_cells(records, columns, header))
    layout = Layout(columns=columns, header=header, notation=notation)
    flaws: list[Flaw] = []
    rows: list[Row] = []
    refused: set[Name] = set()
    for record in records:
        row = _read_row(record, layout, flaws)
        if row is None:
            refused |= _names(record, layout)
        else:
            rows.append(row)
    if columns.key:
        rows = _first_of_each(rows, columns.key, flaws)
    return rows, flaws, refused


def _names(record: Record, layout: Layout) -> set[Name]:
    """What a bad row would have brought, as far as its own cells can be read."""
    kinds = {column.name: column.kind for column in layout.columns.all}

    def text(name: str) -> str:
        place = layout.header.positions.get(name, len(record.cells))
        try:
            cell = record.cells[place]
            return str(kinds[name].parse(cell, layout.notation))
        except (IndexError, BadCellError):
            return ""

    return {name for name in layout.columns.brings(text) if name[1]}


def _first_of_each(rows: Sequence[Row], key: str, flaws: list[Flaw]) -> list[Row]:
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row.text(key), row)
        if other is not row:
            reason = _repeated(row.text(key), other.line)
            flaws.append(Flaw(line=row.line, column=key, reason=reason))
    return list(first.values())


def _number_cells(
    records: Sequence[Record], columns: Columns, header: Header
) -> Iterator[NumberCell]:
    places = [
        (column.name, header.positions[column.name])
        for column in columns.all
        if column.kind.has_numbers and column.name in header.positions
    ]
    for record in records:
        for name, place in places:
            cell = record.cells[place] if place < len(record.cells) else ""
            if isinstance(cell, str):
                yield NumberCell(record.line, name, cell.strip().rstrip("%").rstrip())


def _read_row(record: Record, layout: Layout, flaws: list[Flaw]) -> Row | None:
    found = list(_width_flaws(record, layout.header))
    values = {} if found else _read_cells(record, layout, found)
    if not found:
        row = Row(line=record.line, values=values)
        found += [
            Flaw(line=record.line, column=column, reason=reason)
            for column, reason in layout.columns.check(row)
        ]
        if not found:
            return row
    flaws += found
    return None


def _read_cells(record: Record, layout: Layout, flaws: list[Flaw]) -> dict[str, object]:
    values = {}
    for column in layout.columns.all:
        place = layout.header.positions.get(column.name)
        cell = "" if place is None else record.cells[place]
        try:
            values[column.name] = _read_cell(cell, column, layout.notation)
        except BadCellError as error:
            flaw = Flaw(line=record.line, column=column.name, reason=error.reason)
            flaws.append(flaw)
    return values


def _read_cell(cell: Cell, column: Column, notation: Notation) -> object:
    if isinstance(cell, Unreadable):
        raise BadCellError(cell.reason)
    if is_blank(cell):
        if column.may_be_blank:
            return column.kind.blank
        raise BadCellError(_("This cell is empty: fill it."))
    if isinstance(cell, str) and len(cell) > MAX_CELL_LENGTH:
        raise BadCellError(_too_long(len(cell)))
    return column.kind.parse(cell, notation)


def _width_flaws(record: Record, header: Header) -> Iterator[Flaw]:
    if len(record.cells) != header.width:
        reason = _wrong_width(len(record.cells), header.width)
        yield Flaw(line=record.line, reason=reason)
    elif not all(is_blank(record.cells[place]) for place in header.unnamed):
        reason = _(
            "This cell is in a column without a name: name the column or empty the"
            " cell."
        )
        yield Flaw(line=record.line, reason=reason)


def _wrong_width(found: int, expected: int) -> Reason:
    return format_lazy(
        _(
            "This row has {found} cells and the header {expected}: put quotes around"
            " cells that contain the separator, and leave no cell out."
        ),
        found=found,
        expected=expected,
    )


def _repeated(name: str, line: int) -> Reason:
    return format_lazy(
        _("“{name}” is on line {line} already: keep one of the two rows."),
        name=show(name),
        line=line,
    )


def _too_long(length: int) -> Reason:
    return format_lazy(
        _("This cell has {length} characters: at most {maximum} can be read."),
        length=length,
        maximum=MAX_CELL_LENGTH,
    )
