"""The day that a report is of, on its page and in its Excel file."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import Membership
from reports.registry import REPORTS
from tests.factories import make_member
from tests.invoices.counter import Counter

ISSUED = date(2026, 10, 28)
AGEING = "/c/cote/reports/ageing/"


@pytest.fixture
def accountant(client: Client, counter: Counter) -> Client:
    client.force_login(make_member(counter.shop.company, Membership.Role.ACCOUNTANT))
    return client


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_report_is_of_today_where_the_company_is(
    zone: str, accountant: Client, counter: Counter
) -> None:
    company = counter.shop.company
    company.time_zone = zone
    company.save()

    page = accountant.get(AGEING)
    excel = accountant.get(f"{AGEING}excel/")

    today = datetime.now(ZoneInfo(zone)).date()
    assert page.context["on"] == today
    assert page.context["form"].errors == {}
    assert f'value="{today.isoformat()}"' in page.content.decode()
    assert excel.headers["Content-Disposition"] == (
        f'attachment; filename="ageing-{today.isoformat()}.xlsx"'
    )


def test_a_day_that_is_none_is_today_in_both(accountant: Client) -> None:
    page = accountant.get(AGEING, {"on": "2026-02-30"})
    excel = accountant.get(f"{AGEING}excel/", {"on": "2026-02-30"})

    today = timezone.localdate()
    assert page.context["on"] == today
    assert excel.headers["Content-Disposition"] == (
        f'attachment; filename="ageing-{today.isoformat()}.xlsx"'
    )


def test_excel_is_asked_for_the_day_of_the_page(accountant: Client) -> None:
    page = accountant.get(AGEING, {"on": "2026-10-28"})

    assert f'href="{AGEING}excel/?on=2026-10-28"' in page.content.decode()


def test_only_the_balances_at_the_cut_over_are_to_be_signed(
    accountant: Client,
) -> None:
    to_sign = [
        slug
        for slug in REPORTS
        if "Verified against the books by:"
        in accountant.get(f"/c/cote/reports/{slug}/").content.decode()
    ]

    assert to_sign == ["cut-over"]


def test_a_page_has_its_rows_links_and_totals(
    accountant: Client, counter: Counter
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)

    page = accountant.get("/c/cote/reports/held/", {"on": "2026-11-30"})

    text = "".join(line.strip() for line in page.content.decode().splitlines())
    assert (
        f'<tr><td><a href="/c/cote/invoices/{invoice.pk}/">{invoice.number}</a></td>'
        '<td class="amount">2026-10-28</td><td>Gagnon</td><td class="amount">33</td>'
        '<td class="amount">$1,149.75</td><td class="amount">$0.00</td>'
        '<td class="amount">$1,149.75</td></tr></tbody>'
    ) in text
    assert (
        "<tfoot><tr><td>Total</td><td></td><td></td><td></td>"
        '<td class="amount">$1,149.75</td><td class="amount">$0.00</td>'
        '<td class="amount">$1,149.75</td></tr></tfoot>'
    ) in text


@pytest.mark.parametrize("page", ["", "ageing/", "ageing/excel/"])
def test_a_report_is_read_and_never_sent(accountant: Client, page: str) -> None:
    assert accountant.post(f"/c/cote/reports/{page}").status_code == 405
