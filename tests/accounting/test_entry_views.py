import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounting.journal.movements import Account
from accounting.models import JournalEntry
from companies.models import Company, Membership
from tests.exports.journal import NO_ACCOUNT, make_books, produce, record_sale
from tests.factories import make_item, make_member
from tests.invoices.shop import Shop, entry_of, open_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client: Client) -> Company:
    """The company whose accountant sits at the browser."""
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


@pytest.fixture
def shop() -> Shop:
    return open_shop()


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


def test_an_entry_without_an_account_is_to_mend_wherever_it_is_shown(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)
    entry = record_sale(company, 2, account=NO_ACCOUNT)

    assert listed(client, "TO_MEND") == ["FAC-00002"]
    badge = '<span class="status status-needs-you">to mend</span>'
    for page in (reverse("accounting:entry_list", args=["cote"]), detail(entry)):
        assert client.get(page).text.count(badge) == 1
    dashboard = client.get(reverse("dashboard", args=["cote"])).text
    assert (
        f"{reverse('accounting:entry_list', args=['cote'])}?status=TO_MEND" in dashboard
    )


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

    accounts = [row.line.account for row in answer.context["lines"]]
    assert [account and account.number for account in accounts] == ["1201", None]
    assert "no account yet" in answer.text
    document = reverse("invoices:invoice_detail", args=["cote", entry.source_id])
    assert f'href="{document}"' in answer.text


def test_each_line_says_why_it_has_its_account(
    client: Client, company: Company
) -> None:
    item = make_item(company, "FORFAIT", name="Forfait")
    entry = record_sale(
        company, account=Account(number="4000", origin=f"item:{item.pk}")
    )

    answer = client.get(detail(entry))

    page = reverse("catalog:item_edit", args=["cote", item.pk])
    assert f'href="{page}"' in answer.text
    assert "The account chosen for the item “FORFAIT Forfait”." in answer.text
    assert client.get(page).status_code == 200


def test_a_line_without_an_item_leads_to_the_choice_of_its_account(
    client: Client, company: Company
) -> None:
    free = Account(number=None, origin="missing:text")
    entry = record_sale(company, account=free)
    waiting = entry.lines.get(account=None)

    page = reverse("invoices:line_account", args=["cote", waiting.pk])
    assert f'href="{page}"' in client.get(detail(entry)).text


def test_a_withdrawn_line_waits_for_nothing(client: Client, company: Company) -> None:
    free = Account(number=None, origin="missing:text")
    entry = record_sale(company, account=free, amount="10.00")
    record_sale(company, account=free, amount="20.00")
    waiting = entry.lines.get(account=None)

    page = reverse("invoices:line_account", args=["cote", waiting.pk])
    assert f'href="{page}"' not in client.get(detail(entry)).text


@pytest.mark.parametrize("count", [1, 3])
def test_an_entry_asks_as_much_for_three_items_as_for_one(
    client: Client,
    shop: Shop,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(make_member(shop.company))
    items = [
        make_item(shop.company, f"A{number}", credit_account=shop.account("4010"))
        for number in range(count)
    ]
    invoice = shop.issue(*(shop.line("75.00", None, item=item) for item in items))
    entry = entry_of(invoice)

    # Session, person, membership, entry, lines, items, taxes; then the settings.
    with django_assert_num_queries(8):
        client.get(detail(entry))
