"""What holds of each report, whatever it shows."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from companies.models import Company, Membership
from invoices.services.cut_over import set_cut_over
from reports.registry import REPORTS
from tests.factories import make_customer, make_member
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

OCTOBER, NOVEMBER = date(2026, 10, 28), date(2026, 11, 3)
FIRST_DAY, NOVEMBER_30 = date(2026, 11, 1), date(2026, 11, 30)
QUERIES = {
    "taxes-due": 5,
    "held": 1,
    "receivable": 9,
    "ageing": 9,
    "sales": 1,
    "cut-over": 11,
}
EMPTY = {
    "taxes-due": {"By tax": [], "By document": [["Total", "", ""]]},
    "held": {"Invoices": [["Total", "", "", "", "0.00", "0.00", "0.00"]]},
    "receivable": {
        "By state": [
            ["In the books before the cut-over", "0.00"],
            ["Imported into Acomba", "0.00"],
            ["What Acomba has", "0.00"],
            ["Produced, not imported yet", "0.00"],
            ["Ready to export", "0.00"],
            ["Held until paid", "0.00"],
            ["Total", "0.00"],
            ["Owed by customers", "0.00"],
            ["Difference", "0.00"],
        ],
        "By customer": [["Total", "0.00"]],
    },
    "ageing": {"Customers": [["Total", *["0.00"] * 6]]},
    "sales": {"Accounts": [["Total", "", "0.00", "0.00", "0.00", "0.00"]]},
    "cut-over": {
        "Open invoices": [["Total", "", "", "0.00"]],
        "Deposits and credits": [["Total", "", "", "0.00"]],
    },
}


def trade(counter: Counter) -> None:
    """Something for every report to show: prior, produced, credited, void and held."""
    counter.issue("1000.00", OCTOBER)
    counter.deposit("300.00", OCTOBER)
    set_cut_over(company=counter.shop.company, first_day=FIRST_DAY)
    counter.issue("200.00", NOVEMBER)
    counter.produce(NOVEMBER)
    counter.credit(counter.issue("400.00", NOVEMBER), "100.00", NOVEMBER)
    counter.void(counter.issue("50.00", NOVEMBER), NOVEMBER)
    counter.shop.wait_for_payment()
    counter.issue("80.00", NOVEMBER)


def shown(company: Company) -> dict[str, dict[str, list[list[str]]]]:
    return {slug: tables_of(slug, company, NOVEMBER_30) for slug in REPORTS}


def test_a_company_without_documents_has_none_of_another_in_its_reports(
    counter: Counter, neighbour: Counter
) -> None:
    trade(neighbour)

    assert shown(counter.shop.company) == EMPTY


@pytest.mark.parametrize("customer_count", [1, 3])
def test_reports_ask_the_same_whatever_their_length(
    customer_count: int,
    counter: Counter,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    served = [serving(counter, f"C-20{number}") for number in range(customer_count)]
    for each in served:
        each.issue("100.00", OCTOBER)
        each.deposit("10.00", OCTOBER)
    set_cut_over(company=counter.shop.company, first_day=FIRST_DAY)
    counter.shop.wait_for_payment()
    for each in served:
        each.issue("100.00", NOVEMBER)

    for slug, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=slug):
            REPORTS[slug].build(counter.shop.company, NOVEMBER_30)


def serving(counter: Counter, number: str) -> Counter:
    """The counter before another customer."""
    customer = make_customer(counter.shop.company, number)
    return Counter(replace(counter.shop, customer=customer))


def test_excel_has_every_row_of_the_page(client: Client, counter: Counter) -> None:
    company = counter.shop.company
    trade(counter)
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))

    for slug, report in REPORTS.items():
        answer = client.get(f"/c/cote/reports/{slug}/excel/", {"on": "2026-11-30"})

        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        assert sheet.title == str(report.title)[:31]
        assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
            report.title,
            "Plomberie Côté, on 30 Nov 2026",
            report.lead,
            *first_cells(slug, company),
        ]


def first_cells(slug: str, company: Company) -> list[str | None]:
    """The first column of its tables, an empty line before each and its totals."""
    cells: list[str | None] = []
    for table in REPORTS[slug].build(company, NOVEMBER_30):
        cells += [None, table.caption, table.columns[0].label]
        cells += [str(row[0]) for row in table.rows]
        if table.totals:
            cells += [None, str(table.totals[0])]
    return cells
