"""Whatever stands after the « ? » of an address: an answer, and never a long one."""

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from companies.models import Company
from plannit.demo.company import create_demo_company
from plannit.demo.sales import create_demo_sales
from tests.factories import make_member
from tests.plannit.addresses import company_addresses
from ui.tables import ROWS_PER_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
ADDRESSES = [each for each in company_addresses() if not each.names_a_row]
TABLES = {"page", "sort", "per_page"}
OTHERS = {"all", "customer", "language", "search", "status", "through", "to_come"}
HOSTILE = {
    "negative": "-1",
    "large": "100000",
    "too large for any column": "9" * 30,
    "too long to read": "9" * 5000,
    "NUL": "a\0b",
    "no day": "2026-13-45",
    "last day": "9999-12-31",
    "no number": "NaN",
    "markup": "'\"><b>",
    "columns": ",".join(["-number"] * 300),
    "other digits": "२½",
}


@pytest.fixture
def company(client: Client) -> Company:
    today = timezone.localdate()
    company = create_demo_company(today=today)
    create_demo_sales(company=company, today=today)
    client.force_login(make_member(company, email="alice@example.com"))
    return company


def names_asked(answer: HttpResponseBase) -> set[str]:
    """The fields of the page's form, if it has one, and what any page may be asked."""
    form = (getattr(answer, "context", None) or {}).get("form")
    return TABLES | OTHERS | set(getattr(form, "fields", ()))


def test_no_page_breaks_nor_grows_by_what_its_address_asks(
    client: Client, company: Company
) -> None:
    statuses, lengths = {}, {}

    for address in ADDRESSES:
        path = address.at(company.slug)
        names = names_asked(client.get(path))
        for kind, value in HOSTILE.items():
            answer = client.get(path, dict.fromkeys(names, value))
            statuses[address.name, kind] = answer.status_code
        answer = client.get(path, {"per_page": "100000"})
        table = (answer.context or {}).get("table")
        if table is not None and hasattr(table, "page"):
            lengths[address.name] = len(table.page.object_list)

    assert {at: s for at, s in statuses.items() if s not in (200, 302, 405)} == {}
    assert len(lengths) == 14
    assert max(lengths.values()) == ROWS_PER_PAGE
