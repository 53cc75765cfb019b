from decimal import Decimal

import django_tables2 as tables
import pytest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django.asserts import assertInHTML

from ui.tables import AmountColumn, PageTable, page_of


class SaleTable(PageTable):
    caption = "Sales of the month"
    number = tables.Column("Number")
    total = AmountColumn("Total")


def render(address: str, count: int) -> str:
    rows = [
        {"number": f"F{number:03}", "total": Decimal(number)} for number in range(count)
    ]
    request = RequestFactory().get(address)
    table = page_of(request, SaleTable(rows))
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": table, "request": request}))


def test_a_table_says_what_it_lists_and_names_its_columns() -> None:
    html = render("/", 1)

    caption = '<caption class="visually-hidden">Sales of the month</caption>'
    assertInHTML(caption, html)
    assert html.count('scope="col"') == 2


def test_amounts_are_aligned_and_written_as_money() -> None:
    assertInHTML('<td class="amount">$2.00</td>', render("/", 3))


@pytest.mark.parametrize(
    ("address", "order"),
    [("/?sort=total", "ascending"), ("/?sort=-total", "descending")],
    ids=["up", "down"],
)
def test_a_sorted_column_says_so(address: str, order: str) -> None:
    html = render(address, 3)

    assert html.count("aria-sort") == 1
    assert f'aria-sort="{order}"' in html


def test_fifty_rows_are_a_page() -> None:
    first, second = render("/?q=a", 51), render("/?q=a&page=2", 51)

    assert (first.count("<tr"), second.count("<tr")) == (51, 2)
    assertInHTML('<a rel="next" href="?q=a&amp;page=2">Next</a>', first)
    assertInHTML('<a rel="prev" href="?q=a&amp;page=1">Previous</a>', second)
    assert 'rel="next"' not in second


def test_an_empty_table_says_so() -> None:
    cell = '<td class="empty" colspan="2">Nothing here yet.</td>'
    assertInHTML(cell, render("/", 0))


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("per_page=-1", 51),
        ("per_page=0", 51),
        ("per_page=100000", 51),
        ("page=-1", 11),
        ("page=0", 11),
        ("page=soon", 51),
        ("page=" + "9" * 5000, 51),
        ("page=99999", 11),
        ("sort=nowhere", 51),
        ("sort=-", 51),
        ("sort=%00", 51),
    ],
    ids=lambda part: str(part)[:20],
)
def test_a_page_is_never_longer_than_fifty_rows(asked: str, rows: int) -> None:
    assert render(f"/?{asked}", 60).count("<tr") == rows
