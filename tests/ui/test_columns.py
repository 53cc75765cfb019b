"""Columns and links that the tables of every page share."""

from dataclasses import dataclass
from decimal import Decimal

import django_tables2 as tables
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils import translation
from djmoney.money import Money

from ui.tables import AmountColumn, PageTable, StateColumn, page_link, page_of


def show(_request: HttpRequest, company: str, pk: int) -> HttpResponse:
    return HttpResponse(f"{company} {pk}")


shop = ([path("rows/<int:pk>/", show, name="row_edit")], "shop")
urlpatterns = [path("c/<slug:company>/", include(shop))]


@dataclass
class Shop:
    slug: str


@dataclass
class Row:
    company: Shop
    pk: int
    name: str
    is_active: bool
    total: Money | Decimal | None


class RowTable(PageTable):
    name = tables.Column(linkify=page_link("shop:row_edit"))
    is_active = StateColumn()
    total = AmountColumn("Total")


def cells(*, is_active: bool = True, total: Money | Decimal | None = None) -> list[str]:
    table = RowTable([Row(Shop("cote"), 7, "Visite", is_active, total)])
    row = table.rows[0]
    return [str(row.get_cell(name)) for name in ("name", "is_active", "total")]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("is_active", "language", "word"),
    [
        (True, "en-ca", "active"),
        (False, "en-ca", "inactive"),
        (True, "fr-ca", "actif"),
        (False, "fr-ca", "inactif"),
    ],
)
def test_active_and_inactive_are_told_in_words_alone(
    *, is_active: bool, language: str, word: str
) -> None:
    with translation.override(language):
        state = cells(is_active=is_active)[1]

    assert state == f'<span class="status status-neutral">{word}</span>'


@override_settings(ROOT_URLCONF=__name__)
def test_a_row_leads_to_its_page_in_its_company() -> None:
    assert cells()[0] == '<a href="/c/cote/rows/7/">Visite</a>'


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("total", "text"),
    [
        (Decimal("-1234.5"), "-$1,234.50"),
        (Money("1234.50", "CAD"), "$1,234.50"),
        (Decimal(0), "$0.00"),
        (None, "—"),
    ],
    ids=["negative", "money", "zero", "none"],
)
def test_an_amount_is_in_dollars_and_cents(
    total: Money | Decimal | None, text: str
) -> None:
    assert cells(total=total)[2] == text


def test_the_heading_of_an_amount_stands_over_its_figures() -> None:
    column = RowTable([]).columns["total"]

    assert column.attrs["th"]["class"].split()[0] == "amount"
    assert column.attrs["td"]["class"].split()[0] == "amount"


@pytest.mark.parametrize(
    ("page", "first", "count"),
    [("1", 0, 50), ("2", 50, 1), ("3", 50, 1), ("soon", 0, 50), ("-1", 50, 1)],
)
def test_a_page_that_is_none_is_the_nearest(page: str, first: int, count: int) -> None:
    rows = [
        Row(Shop("cote"), number, f"R{number}", is_active=True, total=None)
        for number in range(51)
    ]

    table = page_of(RequestFactory().get("/", {"page": page}), RowTable(rows))

    shown = [row.record.pk for row in table.paginated_rows]
    assert shown == list(range(first, first + count))
