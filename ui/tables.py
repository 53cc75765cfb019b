from decimal import Decimal
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.http import HttpRequest
from djmoney.money import Money

from ui.templatetags.ui import money

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS_PER_PAGE = 50
AMOUNT = {"th": {"class": "amount"}, "td": {"class": "amount"}}


class PageTable(tables.Table):
    """A table of a page; `caption` says what it lists to those who cannot see it."""

    caption: "StrOrPromise" = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]  # django_tables2 has no annotations


class AmountColumn(tables.Column):
    """Dollars and cents, aligned by their decimal mark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"attrs": AMOUNT, **kwargs})  # type: ignore[no-untyped-call]  # django_tables2 has no annotations

    def render(self, value: Money | Decimal) -> str:
        return money(value)


def page_of(request: HttpRequest, table: PageTable) -> PageTable:
    """Sort and page the table as the address asks."""
    config = tables.RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE})
    config.configure(table)
    return table
