"""How the values of a report are written, and what its totals are of."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from reports.report import Column, Kind, Linked, Value, with_total
from reports.templatetags.reports import report_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Gagnon", "<td>Gagnon</td>"),
        ("<b>Côté & fils</b>", "<td>&lt;b&gt;Côté &amp; fils&lt;/b&gt;</td>"),
        (None, "<td></td>"),
        ("", "<td></td>"),
        (
            Linked("A & B", "/c/cote/invoices/1/"),
            '<td><a href="/c/cote/invoices/1/">A &amp; B</a></td>',
        ),
        (Decimal("-1149.75"), '<td class="amount">-$1,149.75</td>'),
        (Decimal("0.00"), '<td class="amount">$0.00</td>'),
        (date(2026, 11, 30), '<td class="amount">2026-11-30</td>'),
        (33, '<td class="amount">33</td>'),
        (0, '<td class="amount">0</td>'),
    ],
    ids=[
        "text",
        "markup",
        "nothing",
        "empty",
        "link",
        "owed back",
        "no amount",
        "day",
        "count",
        "no day",
    ],
)
def test_a_cell_is_written_as_its_kind_is(value: Value, cell: str) -> None:
    assert report_cell(value) == cell


def test_a_cell_is_in_the_readers_language() -> None:
    with translation.override("fr-ca"):
        assert report_cell(Decimal("1149.75")) == (
            '<td class="amount">1\xa0149,75\xa0$</td>'
        )
        assert report_cell(date(2026, 11, 30)) == ('<td class="amount">2026-11-30</td>')


def test_amounts_alone_are_added_up_and_what_is_missing_counts_for_nothing() -> None:
    columns = [
        Column("Invoice"),
        Column("Date", Kind.DAY),
        Column("Days", Kind.COUNT),
        Column("Due", Kind.AMOUNT),
    ]
    rows: list[list[Value]] = [
        ["FAC-00001", date(2026, 10, 28), 33, Decimal("114.98")],
        ["FAC-00002", None, 2, None],
        ["FAC-00003", date(2026, 11, 28), 2, Decimal("-14.99")],
    ]

    table = with_total("Invoices", columns, rows, label="Total")

    assert table.totals == ["Total", None, None, Decimal("99.99")]
    assert (table.caption, table.columns, table.rows) == ("Invoices", columns, rows)


def test_the_total_of_no_row_is_zero_to_the_cent() -> None:
    columns = [Column("Customer"), Column("Due", Kind.AMOUNT)]

    table = with_total("Customers", columns, [], label="Total")

    assert [str(value) for value in table.totals] == ["Total", "0.00"]
