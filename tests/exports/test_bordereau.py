"""The paper of a batch says what was true on the day it was produced."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounting.models import GLAccount
from accounting.queries import settings_for
from companies.models import Company, Membership
from exports import statements
from exports.bordereau import read_statement, settings_sentences
from exports.models import ExportBatch
from exports.totals import AccountTotal
from tests.exports.journal import NO_ACCOUNT, make_books, produce, record_sale
from tests.exports.outcomes import cancel, files_of, take
from tests.factories import make_member
from tests.invoices.shop import NOVEMBER_3, Shop
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
ENGLISH, FRENCH = Company.Language.ENGLISH, Company.Language.FRENCH


@pytest.fixture
def company(client: Client) -> Company:
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


def paper(client: Client, batch: ExportBatch, language: str = "en") -> str:
    answer = client.get(
        f"/c/cote/exports/{batch.pk}/bordereau/", {"language": language}
    )
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def sentences(batch: ExportBatch) -> list[str]:
    batch.refresh_from_db()
    statement = read_statement(batch, ENGLISH)
    assert statement is not None
    return list(settings_sentences(batch, statement))


def test_the_paper_has_counts_totals_documents_and_prints(
    client: Client, company: Company
) -> None:
    record_sale(company, 1, on=date(2026, 10, 5), amount="10.00")
    record_sale(company, 2, amount="20.00")
    record_sale(company, 3, amount="30.00")
    batch = produce(company)

    text = paper(client, batch)

    october, november = batch.files.all()
    assert "<h1>Bordereau – Batch 1</h1>" in text
    assert "2026-11-24 10:00" in text
    assert "2026-10-01 – 2026-10-31 · 1 entry · $10.00 · from FAC-00001 to" in text
    assert "2 entries · $50.00 · from FAC-00002 to FAC-00003" in text
    assert f"SHA-256 <code>{october.sha256}</code>" in text
    assert f"SHA-256 <code>{november.sha256}</code>" in text
    assert "<td>FAC-00001</td> <td>FAC-00003</td>" in text
    assert '1201 Comptes-clients Plannit</th> <td class="amount">$60.00</td>' in text


def test_the_paper_keeps_the_names_and_settings_of_its_day(
    client: Client, company: Company
) -> None:
    record_sale(company)
    batch = produce(company)
    before = sentences(batch)
    GLAccount.objects.for_company(company).update(name="Renamed")
    settings = settings_for(company)
    settings.only_when_paid, settings.closed_through = True, date(2026, 11, 30)
    settings.save()

    text = paper(client, batch)

    assert before == sentences(batch)
    assert before == [
        "A sale was exported whether or not its invoice was paid.",
        "A sale has the date of its invoice.",
        "A payment keeps its own date.",
        "No period of the books was closed.",
        "An entry in the file has one line per invoice line.",
        "The character set of the files is Windows-1252.",
    ]
    assert all(sentence in text for sentence in before)
    assert "4000 Ventes – services" in text
    assert "Renamed" not in text


def test_the_rule_the_detail_and_closed_books_are_in_words(shop: Shop) -> None:
    shop.change(
        only_when_paid=True,
        sale_date="payment",
        detail="summary",
        closed_through=date(2026, 10, 31),
    )
    invoice = shop.issue(shop.line("100.00"))
    shop.pay({invoice: "114.98"}, NOVEMBER_3)

    assert sentences(produce(shop.company)) == [
        "A sale was exported only once its invoice was paid.",
        "A sale has the date of the last payment of its invoice.",
        "A payment keeps its own date.",
        (
            "The books are closed through 31 Oct 2026: what would be dated on that"
            " day or before is dated 1 Nov 2026."
        ),
        "An entry in the file has one line per account.",
        "The character set of the files is Windows-1252.",
    ]


def test_what_stayed_behind_is_counted_with_its_reasons(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=NO_ACCOUNT)
    record_sale(company, 3, amount="30.00", held=True)
    batch = produce(company)

    text = paper(client, batch)

    assert "1 entry ($30.00) was held until its invoice is paid." in text
    assert "ready only after the last day of the batch" not in text
    assert "1 entry ($20.00) was ready and could not go." in text
    assert "FAC-00002</th> <td>Tremblay</td>" in text
    assert "No account is chosen for what is no longer there." in text


def test_a_batch_that_left_nothing_behind_says_so(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)

    text = paper(client, produce(company))

    assert "<li>Nothing: every entry of the day is in the batch.</li>" in text


def test_many_set_aside_are_counted_and_the_first_are_kept(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "BEHIND_KEPT", 2)
    record_sale(company, 1)
    for number in (2, 3, 4, 5, 6):
        record_sale(company, number, amount="20.00", account=NO_ACCOUNT)
    batch = produce(company)

    statement = read_statement(batch, ENGLISH)

    assert statement is not None
    assert (statement.set_aside.count, statement.set_aside.total) == (5, Decimal(100))
    assert [each.document for each in statement.behind] == ["FAC-00002", "FAC-00003"]
    assert statement.more_behind == 3


def test_what_is_kept_is_what_the_database_gives_back(company: Company) -> None:
    record_sale(company, 1)
    record_sale(company, 2, amount="20.00", account=NO_ACCOUNT)
    batch = produce(company)
    kept = ExportBatch.objects.get(pk=batch.pk)

    statement = read_statement(kept, FRENCH)

    assert batch.statement == kept.statement
    assert statement is not None
    assert statement.accounts[0] == AccountTotal(
        number="1201",
        name="Comptes-clients Plannit",
        debit=Decimal("114.98"),
        credit=Decimal("0.00"),
    )


def test_the_paper_has_the_language_of_the_company_or_the_one_asked(
    client: Client, company: Company
) -> None:
    record_sale(company)
    page = f"/c/cote/exports/{produce(company).pk}/bordereau/"

    languages = [
        client.get(page, asked).headers["Content-Language"]
        for asked in ({}, {"language": "en"}, {"language": "fr"}, {"language": "de"})
    ]

    assert languages == ["fr-ca", "en-ca", "fr-ca", "fr-ca"]
    assert '<html lang="fr-ca">' in client.get(page).text
    assert 'href="?language=en"' in client.get(page).text


def test_a_batch_says_of_each_file_what_became_of_it(
    client: Client, company: Company
) -> None:
    for number, month in enumerate((9, 10, 11)):
        record_sale(company, number, on=date(2026, month, 3))
    batch = produce(company)
    first, second, _third = files_of(batch)
    luc = make_member(company, email="luc@cote.example.com")
    take(first, period="9", imported_by=luc)
    cancel(second, cancelled_by=luc)

    text = paper(client, batch)

    assert "<dt>State</dt> <dd>partly imported</dd>" in text
    assert (
        'State imported</div> <div class="quiet"> 2026-11-24 10:00'
        " · luc@cote.example.com · Period in Acomba 9 </div>"
    ) in text
    assert (
        'State cancelled</div> <div class="quiet"> 2026-11-24 10:00'
        " · luc@cote.example.com </div>"
    ) in text
    assert "State produced</div> <div>SHA-256" in text


def test_a_batch_from_before_says_that_it_kept_nothing(
    client: Client, company: Company
) -> None:
    record_sale(company)
    batch = produce(company)
    with unguarded():
        ExportBatch.objects.update(statement=None)

    text = paper(client, batch)

    assert "This batch was produced before its settings" in text
    assert '1201 Comptes-clients Plannit</th> <td class="amount">$114.98</td>' in text
    assert "What stayed behind that day" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_paper_asks_as_much_for_three_files_as_for_one(
    client: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        record_sale(company, number, on=date(2026, 9 + number, 3))
    batch = produce(company)

    with django_assert_num_queries(8):
        paper(client, batch)
