from decimal import Decimal
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from djmoney.money import Money

from ui.signs import Sign
from ui.templatetags.ui import money, status_badge

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


class StateColumn(tables.Column):
    """Say in a word that the row is active, or that it is not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"verbose_name": gettext_lazy("State"), **kwargs})  # type: ignore[no-untyped-call]  # django_tables2 has no annotations

    def render(self, value: bool) -> SafeString:  # noqa: FBT001 - django_tables2 calls it
        return status_badge(Sign.NEUTRAL, _("active") if value else _("inactive"))


def page_link(name: str) -> tuple[str, dict[str, Any]]:
    """The page of each row, for `linkify`: the rows must have their company at hand."""
    return name, {"company": tables.A("company__slug"), "pk": tables.A("pk")}


def page_of(request: HttpRequest, table: PageTable) -> PageTable:
    """Sort the table and open the page that the address asks, never a longer one."""
    tables.RequestConfig(request, paginate=False).configure(table)
    table.paginate(per_page=ROWS_PER_PAGE)  # type: ignore[no-untyped-call]  # django_tables2 has no annotations
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table
