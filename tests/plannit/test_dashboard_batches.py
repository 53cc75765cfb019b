from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from companies.models import Company, Membership
from exports.services.cancelling import cancel_batch
from tests.exports.journal import NOW, make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("dashboard", args=["cote"])


def export_sale(company: Company, number: int, amount: str = "10.00") -> None:
    record_sale(company, number, on=date(2026, 11, number), amount=amount)
    produce(company)


def rows_of(client: Client) -> list[tuple[object, ...]]:
    table = client.get(DASHBOARD).context["batches"]
    return [(b.number, b.entry_count, str(b.total), b.state) for b in table.data]


def test_the_dashboard_shows_the_last_three_batches(client: Client) -> None:
    company = make_books()
    for number in range(1, 5):
        export_sale(company, number, f"{number}0.00")
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))

    assert rows_of(client) == [
        (4, 1, "40.00", "PRODUCED"),
        (3, 1, "30.00", "PRODUCED"),
        (2, 1, "20.00", "PRODUCED"),
    ]


def test_a_batch_leads_to_its_page_and_says_its_state(client: Client) -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    cancel_batch(batch=batch, cancelled_at=NOW, cancelled_by=None)
    client.force_login(make_member(company))

    shown = client.get(DASHBOARD).text

    assert f'<a href="/c/cote/exports/{batch.pk}/">1</a>' in shown
    assert rows_of(client) == [(1, 1, "114.98", "CANCELLED")]


def test_the_batches_of_another_company_are_not_shown(client: Client) -> None:
    company = make_books()
    export_sale(make_books("autre"), 1)
    client.force_login(make_member(company))

    answer = client.get(DASHBOARD)

    assert "Nothing has been exported yet." in answer.text
    assert rows_of(client) == []


def test_the_columns_have_the_names_of_the_list_of_batches(client: Client) -> None:
    company = make_books()
    export_sale(company, 1)
    client.force_login(make_member(company))

    table = client.get(DASHBOARD).context["batches"]

    headers = [column.header for column in table.columns]
    assert headers == ["Batch", "Through", "Total", "State"]


def test_staff_sees_no_batch(client: Client) -> None:
    company = make_books()
    export_sale(company, 1)
    client.force_login(make_member(company, Membership.Role.STAFF))

    answer = client.get(DASHBOARD)

    assert "Last batches" not in answer.text
    assert "batches" not in answer.context


@pytest.mark.parametrize("count", [1, 3])
def test_three_batches_ask_no_more_than_one(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_books()
    for number in range(1, count + 1):
        export_sale(company, number)
    client.force_login(make_member(company))

    # As without batches, and the last of them.
    with django_assert_num_queries(17):
        client.get(DASHBOARD)
