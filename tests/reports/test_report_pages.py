from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from companies.models import Membership
from reports.registry import REPORTS
from tests.factories import make_member
from tests.invoices.counter import Counter

Role = Membership.Role


@pytest.fixture
def accountant(client: Client, counter: Counter) -> Client:
    client.force_login(make_member(counter.shop.company, Role.ACCOUNTANT))
    return client


def test_every_report_is_listed_and_opens(accountant: Client, counter: Counter) -> None:
    counter.issue("1000.00", date(2026, 10, 28))

    listed = accountant.get("/c/cote/reports/").content.decode()

    for slug, report in REPORTS.items():
        assert f'href="/c/cote/reports/{slug}/"' in listed
        page = accountant.get(f"/c/cote/reports/{slug}/", {"on": "2026-11-30"})
        assert f"<h1>{report.title}</h1>" in page.content.decode()


def test_a_report_is_of_the_day_asked(accountant: Client, counter: Counter) -> None:
    counter.issue("1000.00", date(2026, 10, 28))
    page = "/c/cote/reports/ageing/"

    after = accountant.get(page, {"on": "2026-10-28"})
    before = accountant.get(page, {"on": "2026-10-27"})

    assert "1,149.75" in after.content.decode()
    assert "Nothing." in before.content.decode()


def test_a_day_that_is_none_says_so_and_shows_today(
    accountant: Client, counter: Counter
) -> None:
    counter.issue("1000.00", date(2026, 10, 28))

    answer = accountant.get("/c/cote/reports/ageing/", {"on": "soon"})

    assert answer.status_code == 200
    assert "Enter a valid date." in answer.content.decode()


def test_excel_has_the_same_figures_as_numbers(
    accountant: Client, counter: Counter
) -> None:
    counter.issue("1000.00", date(2026, 10, 28))

    answer = accountant.get("/c/cote/reports/ageing/excel/", {"on": "2026-11-30"})

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="ageing-2026-11-30.xlsx"'
    )
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "Aged receivables"
    assert rows[1][0] == "Plomberie Côté, on 30 Nov 2026"
    due = Decimal("1149.75")
    amounts = [Decimal(str(value)) for value in rows[6][1:]]
    assert rows[6][0] == "Gagnon (C-100)"
    assert amounts == [0, due, 0, 0, due, due]


def test_excel_has_the_proof_of_the_receivable(
    accountant: Client, counter: Counter
) -> None:
    counter.issue("1000.00", date(2026, 10, 28))
    counter.produce(date(2026, 10, 28))

    answer = accountant.get("/c/cote/reports/receivable/excel/")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    amounts = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}
    assert amounts["What Acomba has"] == 0
    assert amounts["Produced, not imported yet"] == 1149.75
    assert amounts["Total"] == amounts["Owed by customers"] == 1149.75
    assert amounts["Difference"] == 0


def test_an_unknown_report_is_not_found(accountant: Client) -> None:
    assert accountant.get("/c/cote/reports/nothing/").status_code == 404
    assert accountant.get("/c/cote/reports/nothing/excel/").status_code == 404


def test_staff_see_no_reports(client: Client, counter: Counter) -> None:
    client.force_login(make_member(counter.shop.company, Role.STAFF))

    assert client.get("/c/cote/reports/").status_code == 403
