from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounting.journal.movements import Account
from accounting.models import JournalEntry
from companies.models import Company, Membership
from exports.models import Download, ExportBatch
from tests.exports.journal import make_books, numbers_in, produce, record_sale
from tests.exports.outcomes import cancel, files_of, take
from tests.factories import make_company, make_item, make_member

KEY = "6a1f2b3c-0000-4000-8000-000000000001"
pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client: Client) -> Company:
    """The company whose accountant sits at the browser."""
    company = make_books()
    client.force_login(make_member(company, Membership.Role.ACCOUNTANT))
    return company


def at(name: str, *keys: int) -> str:
    return reverse(f"exports:{name}", args=["cote", *keys])


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_list_shows_the_batches_the_latest_first(
    client: Client, company: Company
) -> None:
    record_sale(company, 1)
    produce(company)
    record_sale(company, 2)
    produce(company)

    table = client.get(at("batch_list")).context["table"]

    assert [row.record.number for row in table.rows] == [2, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_batches_as_for_one(
    client: Client,
    company: Company,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        record_sale(company, number)
        produce(company)

    with django_assert_num_queries(5):
        client.get(at("batch_list"))


def test_a_new_export_shows_what_goes_and_what_stays(
    client: Client, company: Company
) -> None:
    item = make_item(company, "FORFAIT")
    default = Account(number="4900", origin=f"default:item:{item.pk}")
    missing = Account(number=None, origin=f"missing:item:{item.pk}")
    record_sale(company, 1, on=date(2025, 10, 5), amount="10.00")
    record_sale(company, 2, on=date(2025, 11, 5), amount="20.00", account=default)
    record_sale(company, 3, on=date(2025, 11, 5), account=missing)
    record_sale(company, 4, on=date(2025, 11, 5), held=True)

    answer = client.get(at("batch_new"), {"through": "2025-11-30"})

    preview = answer.context["preview"]
    (behind,) = preview.behind
    assert [file.name for file in preview.files] == ["GLImport.001", "GLImport.002"]
    assert [(a.number, a.debit, a.credit) for a in preview.accounts] == [
        ("1201", 30, 0),
        ("4000", 0, 10),
        ("4900", 0, 20),
    ]
    assert [use.line_count for use in preview.defaults] == [1]
    assert (behind.entry.document_number, len(behind.reasons)) == ("FAC-00003", 1)
    assert (preview.held.count, preview.no_effect_count) == (1, 0)
    assert not ExportBatch.objects.exists()


def test_a_new_export_looks_each_item_up_once(
    client: Client,
    company: Company,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    item = make_item(company, "FORFAIT")
    missing = Account(number=None, origin=f"missing:item:{item.pk}")
    for number in range(30):
        record_sale(company, number, on=date(2025, 11, 5), account=missing)

    with django_assert_max_num_queries(36):
        answer = client.get(at("batch_new"), {"through": "2025-11-30"})

    assert len(answer.context["preview"].behind) == 30


def test_produce_makes_the_batch_and_opens_it(client: Client, company: Company) -> None:
    record_sale(company, on=date(2025, 11, 3))

    answer = client.post(at("batch_new"), {"through": "2025-11-30", "key": KEY})

    batch = ExportBatch.objects.get()
    assert answer.headers["Location"] == at("batch_detail", batch.pk)
    assert batch.through == date(2025, 11, 30)
    assert str(batch.produced_by) == "accountant@cote.example.com"
    assert said(answer) == ["Batch 1 is produced."]


def test_nothing_to_export_is_said_and_makes_no_batch(
    client: Client, company: Company
) -> None:
    record_sale(company, held=True)

    answer = client.post(at("batch_new"), {"through": "2025-11-30", "key": KEY})

    errors = answer.context["form"].non_field_errors()
    assert errors == ["Nothing to export through this date."]
    assert not ExportBatch.objects.exists()


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_day_to_come_is_refused(client: Client, method: str) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = getattr(client, method)(at("batch_new"), {"through": tomorrow, "key": KEY})

    assert answer.context["form"].errors == {
        "through": ["This day is still to come: choose today or an earlier day."]
    }
    assert "preview" not in answer.context
    assert not ExportBatch.objects.exists()


def test_the_page_of_a_batch_shows_its_files_and_totals(
    client: Client, company: Company
) -> None:
    record_sale(company)
    batch = produce(company)

    answer = client.get(at("batch_detail", batch.pk))

    file = batch.files.get()
    assert list(answer.context["files"]) == [file]
    assert [(a.number, a.name) for a in answer.context["accounts"]] == [
        ("1201", "Comptes-clients Plannit"),
        ("4000", "Ventes – services"),
    ]
    assert file.sha256 in answer.text


def test_scenario_83_the_file_is_given_as_it_was_and_logged(
    client: Client, company: Company
) -> None:
    record_sale(company)
    file = produce(company).files.get()

    answers = [client.get(at("file_download", file.pk)) for _time in range(2)]

    assert [answer.content for answer in answers] == [bytes(file.content)] * 2
    assert answers[0].headers["Content-Disposition"] == (
        'attachment; filename="GLImport.001"'
    )
    assert answers[0].headers["Content-Type"] == "application/octet-stream"
    users = Download.objects.values_list("user__email", flat=True)
    assert list(users) == ["accountant@cote.example.com"] * 2
    downloads = client.get(at("batch_detail", file.batch_id)).context["downloads"]
    assert [str(download.file) for download in downloads] == ["GLImport.001"] * 2


def test_the_excel_twin_is_given_and_logged(client: Client, company: Company) -> None:
    record_sale(company)
    batch = produce(company)

    answer = client.post(at("batch_xlsx", batch.pk))

    twin = batch.files.get(format="xlsx")
    assert answer.content == bytes(twin.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lot-1.xlsx"'
    assert Download.objects.get().file == twin


def test_scenario_84_cancelling_makes_the_entries_ready_again(
    client: Client, company: Company
) -> None:
    entry = record_sale(company)
    batch = produce(company)

    shown = {"shown": batch.files.get().pk}
    answer = client.post(at("batch_cancel", batch.pk), shown)

    entry.refresh_from_db()
    assert entry.status == JournalEntry.Status.READY
    assert said(answer) == ["GLImport.001 is cancelled: its entries are ready again."]
    again = client.post(at("batch_cancel", batch.pk), shown)
    assert said(again)[-1] == "No file of batch 1 waits to be imported."
    assert numbers_in(produce(company)) == ["FAC-00042"]


@pytest.mark.usefixtures("company")
def test_the_test_file_comes_with_its_name(client: Client) -> None:
    answer = client.get(at("test_file"))

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="GLImport.000"'
    )
    assert not Download.objects.exists()


def test_the_test_file_without_accounts_says_what_to_choose(client: Client) -> None:
    client.force_login(make_member(make_company()))

    answer = client.get(at("test_file"))

    assert answer.headers["Location"] == at("batch_list")
    assert said(answer) == [
        "Choose the debit accounts of sales and of payments in the settings first."
    ]


def test_the_list_says_in_colour_what_waits(client: Client, company: Company) -> None:
    for number, month in ((1, 9), (2, 10)):
        record_sale(company, number, on=date(2026, month, 3))
    first, second = files_of(produce(company))
    take(first)
    badge = '<span class="status status-{}">{}</span>'

    waiting = client.get(at("batch_list")).text
    cancel(second)
    ended = client.get(at("batch_list")).text

    assert badge.format("produced", "partly imported") in waiting
    assert badge.format("partly-imported", "partly imported") in ended


@pytest.mark.usefixtures("company")
def test_the_list_can_be_in_the_order_of_states(client: Client) -> None:
    assert client.get(at("batch_list"), {"sort": "state"}).status_code == 200


@pytest.mark.usefixtures("company")
def test_a_page_says_what_is_proven_of_acomba_and_what_is_not(client: Client) -> None:
    text = client.get(at("proof")).text

    assert "Proven: seen in a program or in the steps of vendors" in text
    assert "Character set – Windows-1252 is deduced." in text
    assert text.count("<li>") >= 20
