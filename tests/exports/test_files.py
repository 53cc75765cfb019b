from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounting.models import JournalEntry
from exports.models import Download
from exports.services.files import (
    files_in_format,
    log_download,
)
from tests.exports.journal import NOW, make_books, produce, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_scenario_83_the_file_of_a_batch_never_changes() -> None:
    company = make_books()
    entry = record_sale(company)
    batch = produce(company)
    content = bytes(batch.files.get().content)
    company.name = "Autre nom"
    company.save()

    (file,) = files_in_format(batch=batch, format_id="glimport")

    entry.refresh_from_db()
    assert bytes(file.content) == content
    assert file.sha256 == sha256(content).hexdigest()
    assert entry.status == JournalEntry.Status.EXPORTED


def test_scenario_83_a_download_is_logged_with_person_and_time() -> None:
    company = make_books()
    record_sale(company)
    member = make_member(company)
    kept = produce(company).files.get()

    file = log_download(file=kept, user=member, downloaded_at=NOW)

    download = Download.objects.get()
    assert file == kept
    assert (download.file, download.user) == (kept, member)
    assert download.downloaded_at == NOW


def test_scenario_92_the_excel_twin_holds_the_same_entries() -> None:
    company = make_books()
    record_sale(company, 1, on=date(2026, 10, 5), amount="10.00")
    record_sale(company, 2, amount="20.00")
    batch = produce(company)

    (twin,) = files_in_format(batch=batch, format_id="xlsx")

    cells = [
        cell.value
        for row in load_workbook(BytesIO(bytes(twin.content))).worksheets[0]
        for cell in row
    ]
    prints = {file.sha256 for file in batch.files.filter(format="glimport")}
    assert twin.name == "lot-1.xlsx"
    assert (twin.entry_count, twin.first_on) == (2, date(2026, 10, 1))
    assert [cell for cell in cells if cell in {"1201", "4000"}] == ["1201", "4000"] * 2
    assert [cell for cell in cells if isinstance(cell, str) and cell[-64:] in prints]


def test_the_excel_twin_is_made_once() -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)

    (first,) = files_in_format(batch=batch, format_id="xlsx")
    (again,) = files_in_format(batch=batch, format_id="xlsx")

    assert again == first
    assert batch.files.count() == 2
