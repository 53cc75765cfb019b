from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest
from djmoney.money import Money

from ui.templatetags.ui import money

ROWS_PER_PAGE = 50


class PageTable(tables.Table):
    """A table of a page; `caption` says what it lists to those who cannot see it."""

    caption = ""


class AmountColumn(tables.Column):
    """Dollars and cents, aligned by their decimal mark."""

    attrs = {"th": {"class": "amount"}, "td": {"class": "amount"}}

    def render(self, value: Money | Decimal) -> str:
        return money(value)


def page_of(request: HttpRequest, table: PageTable) -> PageTable:
    """Sort and page the table as the address asks."""
    configure: Any = tables.RequestConfig
    configure(request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
    return table
