"""What the page of a batch says that Acomba would refuse, before anyone leaves."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from companies.models import Company, Membership
from exports import checks
from exports.checks import check_files
from exports.models import ExportBatch
from tests.exports.journal import make_books, produce, record_sale
from tests.exports.outcomes import files_of, take
from tests.factories import make_member
from tests.invoices.shop import Shop

pytestmark = pytest.mark.django_db
INACTIVE = "Account 4000 is not active. Activate it, or choose another."


@pytest.fixture
def company(client: Client) -> Company:
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


def set_account(company: Company, number: str, **values: bool) -> GLAccount:
    account = GLAccount.objects.for_company(company).get(number=number)
    for name, value in values.items():
        setattr(account, name, value)
    account.save()
    return account


def told(batch: ExportBatch, shown: int = 20) -> list[list[tuple[int, str, list[str]]]]:
    """By file: the line, what is said of it, and the documents of its entry."""
    return [
        [
            (each.line, each.text, [e.document_number for e in each.found.entries])
            for each in check.refusals
        ]
        for check in check_files(batch.files.all(), company=batch.company, shown=shown)
    ]


def test_a_file_that_acomba_would_take_is_said_to_be(
    client: Client, company: Company
) -> None:
    record_sale(company)

    page = client.get(f"/c/cote/exports/{produce(company).pk}/")

    assert "In the simulation, Acomba would take GLImport.001." in page.text
    assert "Acomba would refuse" not in page.text
    assert "This is a simulation: Acomba itself has not read the file" in page.text
    assert 'href="/c/cote/exports/proof/"' in page.text


def test_a_refusal_names_its_line_its_document_and_where_it_is_mended(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)
    entry = record_sale(company, 2)
    batch = produce(company)
    account = set_account(company, "4000", is_active=False)
    control = set_account(company, "1201", is_control=True)

    page = client.get(f"/c/cote/exports/{batch.pk}/")

    is_module = (
        "Account 1201 is linked to a module in Acomba, which refuses imported"
        " entries in it. Choose another account."
    )
    assert told(batch) == [
        [
            (4, is_module, ["FAC-00001"]),
            (5, INACTIVE, ["FAC-00001"]),
            (7, is_module, ["FAC-00002"]),
            (8, INACTIVE, ["FAC-00002"]),
        ]
    ]
    assert "In the simulation, Acomba would refuse 4 lines." in page.text
    assert escape(INACTIVE) in page.text
    for number in (account.pk, control.pk):
        assert f'href="/c/cote/settings/accounts/{number}/"' in page.text
    assert f'href="/c/cote/entries/{entry.pk}/"' in page.text
    assert f'href="/c/cote/invoices/{entry.source_id}/"' in page.text


def test_an_account_that_left_the_chart_sends_to_the_chart(
    client: Client, company: Company
) -> None:
    record_sale(company)
    batch = produce(company)
    GLAccount.objects.for_company(company).filter(number="4000").update(number="4001")

    page = client.get(f"/c/cote/exports/{batch.pk}/")

    message = (
        "Account 4000 is not in the chart. Import the chart again, or choose another"
        " account."
    )
    assert told(batch) == [[(5, message, ["FAC-00042"])]]
    assert 'href="/c/cote/settings/accounts/"' in page.text


def test_the_entry_of_a_day_tells_the_documents_it_stands_for(shop: Shop) -> None:
    shop.change(detail="daily")
    numbers = [shop.issue(shop.line("10.00")).number for _invoice in range(7)]
    batch = produce(shop.company)
    set_account(shop.company, "4000", is_active=False)

    assert told(batch) == [[(5, INACTIVE, numbers[:5])]]
    (check,) = check_files(batch.files.all(), company=shop.company, shown=20)
    assert check.refusals[0].found.more == 2


def test_the_first_refusals_are_shown_and_all_are_counted(
    client: Client, company: Company
) -> None:
    for number in range(21):
        record_sale(company, number)
    batch = produce(company)
    set_account(company, "4000", is_active=False)
    file = batch.files.get()

    page = client.get(f"/c/cote/exports/{batch.pk}/")
    whole = client.get(f"/c/cote/exports/files/{file.pk}/check/")

    assert "In the simulation, Acomba would refuse 21 lines." in page.text
    assert "And 1 other line." in page.text
    assert page.text.count(INACTIVE) == 20
    assert f'href="/c/cote/exports/files/{file.pk}/check/"' in page.text
    assert whole.text.count(INACTIVE) == 21


def test_what_is_too_much_for_one_page_has_a_page_for_each_file(
    client: Client, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, month in enumerate((9, 10, 11)):
        record_sale(company, number, on=date(2026, month, 3))
    batch = produce(company)
    third = batch.files.get(name="GLImport.003")
    monkeypatch.setattr(checks, "ENTRIES_AT_ONCE", 2)

    page = client.get(f"/c/cote/exports/{batch.pk}/")

    assert "In the simulation, Acomba would take GLImport.002." in page.text
    assert "In the simulation, Acomba would take GLImport.003." not in page.text
    assert "Check GLImport.003" in page.text
    alone = client.get(f"/c/cote/exports/files/{third.pk}/check/")
    assert 'href="/c/cote/exports/proof/"' in alone.text
    assert "In the simulation, Acomba would take GLImport.003." in alone.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_files_as_for_one(
    client: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        record_sale(company, number, on=date(2026, 9 + number, 3))
    batch = produce(company)

    with django_assert_num_queries(13):
        client.get(f"/c/cote/exports/{batch.pk}/")


def test_an_imported_batch_is_not_checked_again(
    client: Client, company: Company
) -> None:
    record_sale(company)
    batch = produce(company)
    set_account(company, "4000", is_active=False)
    take(*files_of(batch))

    page = client.get(f"/c/cote/exports/{batch.pk}/")

    assert "Acomba would" not in page.text


@pytest.mark.usefixtures("company")
def test_the_file_of_another_company_is_not_checked(client: Client) -> None:
    other = make_books("boutique")
    record_sale(other)
    file = produce(other).files.get()

    assert client.get(f"/c/cote/exports/files/{file.pk}/check/").status_code == 404
