"""What a report shows, as texts: dates as ISO, amounts as their decimals."""

from datetime import date

from companies.models import Company
from reports.registry import REPORTS
from reports.report import Table, Value


def tables_of(slug: str, company: Company, on: date) -> dict[str, list[list[str]]]:
    """By caption the rows of each table, its totals last."""
    tables = REPORTS[slug].build(company, on)
    return {table.caption: _rows(table) for table in tables}


def _rows(table: Table) -> list[list[str]]:
    rows = [[_text(value) for value in row] for row in table.rows]
    return [*rows, [_text(value) for value in table.totals]] if table.totals else rows


def _text(value: Value) -> str:
    return "" if value is None else str(value)
