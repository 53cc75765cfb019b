"""Whoever takes a file that names customers is in the history."""

import os
from getpass import getuser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from companies.history import describe_changes
from companies.models import Company
from companies.queries import changes_of
from exports.models import Download
from exports.queries import glimport_settings_for
from reports.registry import REPORTS
from tests.exports.journal import NO_ACCOUNT, make_books, produce, record_sale
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db
TAKEN = "File that names customers taken"


def told(company: Company) -> list[tuple[str, str, str]]:
    changes = describe_changes(changes_of(company))
    return [(each.who, each.what, each.subject) for each in changes]


def run(*arguments: str) -> None:
    call_command(*arguments, stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("slug", REPORTS)
def test_a_report_in_excel(client: Client, slug: str) -> None:
    company = make_books()
    alice = make_member(company)
    client.force_login(alice)
    before = told(company)

    client.get(f"/c/cote/reports/{slug}/", {"on": "2026-11-30"})
    assert told(company) == before
    answer = client.get(f"/c/cote/reports/{slug}/excel/", {"on": "2026-11-30"})

    assert "no-store" in answer.headers["Cache-Control"]
    assert told(company) == [(str(alice), TAKEN, f"{slug}-2026-11-30.xlsx"), *before]


@pytest.mark.parametrize("format_id", ["", "xlsx/", "csv/", "sage50/"])
def test_a_file_of_a_batch(client: Client, format_id: str) -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    alice = make_member(company)
    client.force_login(alice)

    if format_id:
        answer = client.post(f"/c/cote/exports/{batch.pk}/{format_id}")
    else:
        answer = client.get(f"/c/cote/exports/files/{batch.files.get().pk}/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    (download,) = Download.objects.all()
    assert download.user == alice
    page = client.get(f"/c/cote/exports/{batch.pk}/").content.decode()
    assert f"{download.file.name}" in page


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_in_the_history_of_each_company(tmp_path: Path) -> None:
    companies = [make_company("cote"), make_company("autre")]
    before = [told(company) for company in companies]

    run("backup", str(tmp_path / "books.zip"))

    row = ("command line", TAKEN, f"books.zip ({getuser()})")
    assert [told(each) for each in companies] == [[row, *rows] for rows in before]


def test_a_list_of_what_stays_behind(tmp_path: Path) -> None:
    company = make_books()
    record_sale(company, account=NO_ACCOUNT)
    glimport_settings_for(company)  # made by the first export otherwise
    before = told(company)
    arguments = ("export_journal", "--company=cote", "--through=2026-11-24")

    with pytest.raises(SystemExit):
        run(*arguments, "--preview")
    assert told(company) == before
    with pytest.raises(SystemExit):
        run(*arguments, "--preview", f"--behind={tmp_path / 'behind.csv'}")

    row = ("command line", TAKEN, f"behind.csv ({getuser()})")
    assert told(company) == [row, *before]


@pytest.mark.django_db(transaction=True)
def test_a_machine_that_has_no_name_for_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make_company()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)

    run("backup", str(tmp_path / "books.zip"))

    assert told(company)[0][2] == "books.zip (4000000)"
