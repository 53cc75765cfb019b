import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from companies.models import Company, Membership
from tests.exports.journal import NO_ACCOUNT, make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client: Client) -> Company:
    """The company whose accountant sits at the browser."""
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


def listed(client: Client, status: str = "") -> list[str]:
    page = reverse("accounting:entry_list", args=["cote"])
    table = client.get(page, {"status": status}).context["table"]
    return [row.record.document_number for row in table.rows]


def detail(entry: JournalEntry) -> str:
    return reverse("accounting:entry_detail", args=["cote", entry.pk])


def test_the_journal_shows_the_entries_in_a_state(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)
    produce(company)
    record_sale(company, 2)
    record_sale(company, 3, held=True)
    record_sale(make_books("boutique"), 4)

    assert listed(client) == ["FAC-00003", "FAC-00002", "FAC-00001"]
    assert listed(client, "READY") == ["FAC-00002"]
    assert listed(client, "EXPORTED") == ["FAC-00001"]
    assert listed(client, "HELD") == ["FAC-00003"]


def test_a_withdrawn_entry_shows_only_when_asked_for(
    client: Client, company: Company
) -> None:
    record_sale(company, 1, amount="10.00")
    record_sale(company, 1, amount="20.00")

    assert listed(client) == ["FAC-00001"]
    assert listed(client, "WITHDRAWN") == ["FAC-00001"]


def test_an_entry_opens_with_its_lines_and_its_document(
    client: Client, company: Company
) -> None:
    entry = record_sale(company, account=NO_ACCOUNT)

    answer = client.get(detail(entry))

    numbers = [line.account and line.account.number for line in answer.context["lines"]]
    assert numbers == ["1201", None]
    assert "no account yet" in answer.text
    document = reverse("invoices:invoice_detail", args=["cote", entry.source_id])
    assert f'href="{document}"' in answer.text


@pytest.mark.usefixtures("company")
def test_the_entry_of_another_company_is_not_found(client: Client) -> None:
    entry = record_sale(make_books("boutique"))

    assert client.get(detail(entry)).status_code == 404
