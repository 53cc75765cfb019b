"""The batch as CSV and for Sage 50: made once, from the rows that it froze."""

from csv import DictReader
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from companies.models import Company
from exports.models import Download, ExportBatch
from exports.services.files import FileRefusedError, files_in_format
from tests.accounting.formats.sage50_reader import read_sage50
from tests.exports.journal import make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db
TOO_LONG = (
    "No Sage 50 file was made. FAC-{number}: The number of the document takes more than"
    " 20 characters in the file."
)


@pytest.fixture
def company() -> Company:
    return make_books()


@pytest.fixture
def batch(company: Company) -> ExportBatch:
    record_sale(company, 1, on=date(2026, 10, 5), amount="10.00")
    record_sale(company, 2, amount="20.00")
    return produce(company)


def make_long_batch(company: Company) -> str:
    """A batch that Sage 50 cannot take, and what is said of it."""
    number = 10**17
    record_sale(company, number)
    return TOO_LONG.format(number=number)


def ask(client: Client, batch: ExportBatch, format_id: str) -> str:
    client.force_login(make_member(batch.company))
    return reverse(f"exports:batch_{format_id}", args=[batch.company.slug, batch.pk])


def test_the_csv_has_every_line_of_the_batch(batch: ExportBatch) -> None:
    (twin,) = files_in_format(batch=batch, format_id="csv")

    stream = StringIO(bytes(twin.content).decode("utf-8-sig"), newline="")
    rows = list(DictReader(stream, delimiter=";"))
    assert [
        (row["Date"], row["Compte"], row["Débit"], row["Crédit"]) for row in rows
    ] == [
        ("2026-10-05", "1201", "10,00", ""),
        ("2026-10-05", "4000", "", "10,00"),
        ("2026-11-03", "1201", "20,00", ""),
        ("2026-11-03", "4000", "", "20,00"),
    ]
    assert (twin.name, twin.entry_count, str(twin.total)) == ("lot-1.csv", 2, "30.00")


def test_the_sage_file_has_every_entry_of_the_batch(batch: ExportBatch) -> None:
    (twin,) = files_in_format(batch=batch, format_id="sage50")

    assert [
        (read.dated_on, read.source, [f"{account} {a}" for account, a in read.amounts])
        for read in read_sage50(bytes(twin.content))
    ] == [
        (date(2026, 10, 5), "FAC-00001", ["1201 10.00", "4000 -10.00"]),
        (date(2026, 11, 3), "FAC-00002", ["1201 20.00", "4000 -20.00"]),
    ]
    assert twin.name == "lot-1.txt"


@pytest.mark.parametrize("format_id", ["csv", "sage50"])
def test_a_twin_is_made_once(batch: ExportBatch, format_id: str) -> None:
    (first,) = files_in_format(batch=batch, format_id=format_id)
    (again,) = files_in_format(batch=batch, format_id=format_id)

    assert again == first
    assert batch.files.filter(format=format_id).count() == 1


@pytest.mark.parametrize(
    ("format_id", "name", "content_type"),
    [
        ("csv", "lot-1.csv", "text/csv; charset=utf-8"),
        ("sage50", "lot-1.txt", "application/octet-stream"),
    ],
)
def test_a_twin_is_given_and_logged(
    client: Client, batch: ExportBatch, format_id: str, name: str, content_type: str
) -> None:
    answer = client.post(ask(client, batch, format_id))

    twin = batch.files.get(format=format_id)
    assert answer.content == bytes(twin.content)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == content_type
    assert Download.objects.get().file == twin


def test_the_page_offers_every_format(client: Client, batch: ExportBatch) -> None:
    client.force_login(make_member(batch.company))

    page = client.get(reverse("exports:batch_detail", args=["cote", batch.pk]))

    for format_id in ("xlsx", "csv", "sage50"):
        url = reverse(f"exports:batch_{format_id}", args=["cote", batch.pk])
        assert f'formaction="{url}"' in page.text


def test_scenario_91_what_sage_cannot_hold_is_refused_by_name(
    company: Company,
) -> None:
    refused = make_long_batch(company)
    batch = produce(company)

    with pytest.raises(FileRefusedError) as refusal:
        files_in_format(batch=batch, format_id="sage50")

    assert str(refusal.value) == refused
    assert [file.format for file in batch.files.all()] == ["glimport"]


def test_scenario_91_the_page_says_what_sage_cannot_hold(
    client: Client, company: Company
) -> None:
    refused = make_long_batch(company)
    batch = produce(company)

    answer = client.post(ask(client, batch, "sage50"))

    page = reverse("exports:batch_detail", args=["cote", batch.pk])
    assert answer.headers["Location"] == page
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [refused]
    assert not Download.objects.exists()


def export(folder: Path, *formats: str) -> None:
    call_command(
        "export_journal",
        "--company=cote",
        "--through=2026-11-24",
        *(f"--format={format_id}" for format_id in formats),
        f"--output={folder}",
        stdout=StringIO(),
    )


def test_the_command_writes_both(company: Company, tmp_path: Path) -> None:
    record_sale(company)

    export(tmp_path, "csv", "sage50")

    files = ExportBatch.objects.get().files
    for format_id, name in (("csv", "lot-1.csv"), ("sage50", "lot-1.txt")):
        kept = files.get(format=format_id).content
        assert (tmp_path / name).read_bytes() == bytes(kept)


def test_a_refused_format_takes_the_new_batch_back(
    company: Company, tmp_path: Path
) -> None:
    refused = make_long_batch(company)

    with pytest.raises(CommandError) as refusal:
        export(tmp_path, "glimport", "sage50")

    assert str(refusal.value) == refused
    assert not ExportBatch.objects.exists()
    assert not list(tmp_path.iterdir())
