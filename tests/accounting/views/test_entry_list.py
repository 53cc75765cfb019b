from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.models import JournalEntry
from companies.models import Company, Membership
from tests.exports.journal import make_books, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db
PAGE = reverse("accounting:entry_list", args=["cote"])


@pytest.fixture
def company(client: Client) -> Company:
    """The company whose accountant sits at the browser."""
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


def listed(client: Client, **asked: str) -> list[str]:
    table = client.get(PAGE, asked).context["table"]
    return [row.record.document_number for row in table.page.object_list]


def test_the_latest_day_comes_first_and_on_a_day_what_was_written_last(
    client: Client, company: Company
) -> None:
    record_sale(company, 1, on=date(2026, 11, 3))
    record_sale(company, 2, on=date(2026, 11, 10))
    record_sale(company, 3, on=date(2026, 11, 3))

    assert listed(client) == ["FAC-00002", "FAC-00003", "FAC-00001"]


def test_fifty_entries_make_a_page(client: Client, company: Company) -> None:
    with transaction.atomic():
        for number in range(1, 52):
            record_sale(company, number)

    assert len(listed(client)) == 50
    assert listed(client, page="2") == ["FAC-00001"]


def test_a_column_sorts_the_entries(client: Client, company: Company) -> None:
    for number in (2, 3, 1):
        record_sale(company, number)

    assert listed(client, sort="document_number") == [
        "FAC-00001",
        "FAC-00002",
        "FAC-00003",
    ]
    assert listed(client, sort="-document_number") == [
        "FAC-00003",
        "FAC-00002",
        "FAC-00001",
    ]


def test_a_state_that_does_not_exist_has_no_entries(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)

    assert listed(client, status="POSTED") == []


def test_the_state_that_was_chosen_stays_chosen(
    client: Client, company: Company
) -> None:
    record_sale(company, 1, held=True)

    answer = client.get(PAGE, {"status": "HELD"})

    option = '<option value="HELD" selected> Held </option>'
    assert option in " ".join(answer.text.split())
    assert answer.text.count(" selected>") == 1
    states = [word for _code, word in answer.context["statuses"]]
    assert states == [
        "held",
        "ready",
        "exported",
        "withdrawn",
        "no accounting effect",
        "already in the books",
        "to mend",
    ]


def test_an_entry_is_shown_with_its_day_its_event_and_its_state(
    client: Client, company: Company
) -> None:
    entry = record_sale(company, 7, held=True)

    table = client.get(PAGE).context["table"]

    badge = '<span class="status status-waits">held</span>'
    assert list(table.as_values())[1:] == [
        ["2026-11-03", "FAC-00007", "sale", "Tremblay", badge]
    ]
    page = reverse("accounting:entry_detail", args=["cote", entry.pk])
    assert f'<a href="{page}">FAC-00007</a>' in client.get(PAGE).text


def test_a_name_is_text_whatever_it_looks_like(
    client: Client, company: Company
) -> None:
    entry = record_sale(company, 1)
    JournalEntry.objects.filter(pk=entry.pk).update(party="<b>Gras</b>")

    detail = reverse("accounting:entry_detail", args=["cote", entry.pk])
    for page in (PAGE, detail):
        content = client.get(page).text
        assert "&lt;b&gt;Gras&lt;/b&gt;" in content
        assert "<b>Gras" not in content


def test_entries_are_read_and_nothing_else(client: Client, company: Company) -> None:
    detail = reverse(
        "accounting:entry_detail", args=["cote", record_sale(company, 1).pk]
    )

    assert [client.post(page).status_code for page in (PAGE, detail)] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_more_entries(
    client: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, count + 1):
        record_sale(company, number)

    # Session, person, membership, count, entries.
    with django_assert_num_queries(5):
        client.get(PAGE)
