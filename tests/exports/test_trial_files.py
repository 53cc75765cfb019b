"""Files to try in Acomba, read as it would read them."""

import pytest
from django.test import Client

from accounting.models import AccountingSettings, JournalEntry
from companies.models import Company
from exports.models import ExportBatch, GLImportSettings
from exports.services.trial_files import (
    NoTestAccountsError,
    render_characters_file,
    render_test_file,
)
from tests.exports.journal import TODAY, make_books, record_sale
from tests.factories import make_company, make_member

pytestmark = pytest.mark.django_db


def characters_in(company: Company) -> list[bytes]:
    _name, content = render_characters_file(company=company, on=TODAY)
    return content.split(b"\r\n")


def test_the_test_file_holds_one_cent_and_marks_nothing() -> None:
    company = make_books()
    entry = record_sale(company)

    name, content = render_test_file(company=company, on=TODAY)

    entry.refresh_from_db()
    assert name == "GLImport.000"
    assert content.decode("cp1252").split("\r\n")[2:] == [
        "E261124" + "TEST Réparation d'été - Côté".ljust(35),
        "T   1010     0.01         ",
        "T   1201              0.01",
        "",
    ]
    assert entry.status == JournalEntry.Status.READY


def test_the_test_file_needs_both_accounts() -> None:
    company = make_company()

    with pytest.raises(NoTestAccountsError, match=r"^Choose the debit accounts of"):
        render_test_file(company=company, on=TODAY)

    assert AccountingSettings.objects.get().payment_debit is None


def test_scenario_90_the_file_of_characters_has_an_entry_in_each_set() -> None:
    lines = characters_in(make_books())

    assert lines[0].startswith(b"GLImport.000 - TEST - ")
    assert lines[1] == b"LGL7"
    windows, dos, plain = lines[2], lines[5], lines[8]
    assert windows.decode("cp1252") == "E261124" + (
        'CP1252 éèêëàâçùûüoe""-\'EUR...'.ljust(35)
    )
    assert dos.decode("cp850") == "E261124" + (
        'CP850 éèêëàâçùûüoe""-\'EUR...'.ljust(35)
    )
    assert plain.decode("ascii") == "E261124" + (
        'ASCII eeeeaacuuuoe""-\'EUR...'.ljust(35)
    )
    assert lines[3::3] == [b"T   1010     0.01         "] * 3
    assert lines[4::3] == [b"T   1201              0.01"] * 3
    assert len(lines) == 12


def test_the_entries_of_the_file_of_characters_are_numbered() -> None:
    company = make_books()
    GLImportSettings.objects.create(
        company=company, entry_number=True, length_line=False, trailing_blank_lines=1
    )

    lines = characters_in(company)

    assert [line[37:] for line in lines[1::3]] == [
        b"    1",
        b"    2",
        b"    3",
        b"",
    ]
    assert lines[10:] == [b"", b""]


def test_the_file_of_characters_comes_with_its_name_and_marks_nothing(
    client: Client,
) -> None:
    company = make_books()
    entry = record_sale(company)
    client.force_login(make_member(company))

    answer = client.get("/c/cote/exports/test-characters/")

    entry.refresh_from_db()
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="GLImport.000"'
    )
    assert (entry.status, entry.was_exported) == (JournalEntry.Status.READY, False)
    assert not ExportBatch.objects.exists()


def test_the_file_of_characters_needs_both_accounts(client: Client) -> None:
    client.force_login(make_member(make_company()))

    answer = client.get("/c/cote/exports/test-characters/", follow=True)

    assert "Choose the debit accounts of sales and of payments" in answer.text
