"""A batch keeps the settings that its files were written with."""

from dataclasses import asdict
from importlib import import_module
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from openpyxl import load_workbook

from accounting.formats.profile import GLImportProfile
from accounting.models import AccountingSettings, GLAccount
from exports.models import ExportBatch, GLImportSettings
from exports.queries import frozen_profile
from exports.services.files import files_in_format
from tests.exports.journal import TODAY, make_books, produce, record_sale
from tests.exports.reading import titles_in
from tests.unguarded import unguarded

NOT_YET = UUID(int=0)
pytestmark = pytest.mark.django_db


def test_a_batch_keeps_the_format_of_its_files() -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    GLImportSettings.objects.update(encoding="cp850", account_width=9)

    batch.refresh_from_db()

    assert batch.profile == asdict(GLImportProfile())
    assert frozen_profile(batch) == GLImportProfile()
    assert titles_in(batch) == ["2026-11-03 FAC-00042 Tremblay"]


def test_the_twin_of_a_batch_speaks_the_language_of_its_files() -> None:
    company = make_books()
    record_sale(company)
    AccountingSettings.objects.update(closed_through=TODAY)
    batch = produce(company)
    company.language = company.Language.ENGLISH
    company.save()
    batch.refresh_from_db()

    (twin,) = files_in_format(batch=batch, format_id="xlsx")

    headings, first, *_others = (
        load_workbook(BytesIO(bytes(twin.content)))
        .worksheets[0]
        .iter_rows(values_only=True)
    )
    assert twin.name == "lot-1.xlsx"
    assert headings[:2] == ("Date", "Document")
    assert first[2] == "FAC-00042 du 2026-11-03 Tremblay"


def test_the_twin_of_a_batch_calls_accounts_by_their_names_of_today() -> None:
    company = make_books()
    record_sale(company)
    batch = produce(company)
    GLAccount.objects.filter(number="4000").update(name="Main-d’œuvre")

    (twin,) = files_in_format(batch=batch, format_id="xlsx")

    rows = load_workbook(BytesIO(bytes(twin.content))).worksheets[0]
    names = [row[4] for row in rows.iter_rows(values_only=True)]
    assert names[1:3] == ["Comptes-clients Plannit", "Main-d’œuvre"]


def test_batches_of_before_take_the_settings_of_their_company() -> None:
    batches = []
    for slug, width in [("cote", 7), ("boutique", 9)]:
        company = make_books(slug)
        record_sale(company)
        batches.append(produce(company))
        GLImportSettings.objects.filter(company=company).update(account_width=width)
    with unguarded():
        ExportBatch.objects.update(key=NOT_YET, language="", profile={})
        _fill()

    for batch in batches:
        batch.refresh_from_db()
    assert [batch.profile for batch in batches] == [
        asdict(GLImportProfile()),
        asdict(GLImportProfile(account_width=9)),
    ]
    assert [batch.language for batch in batches] == ["fr-ca", "fr-ca"]
    assert NOT_YET not in {batch.key for batch in batches}


def _fill() -> None:
    """What the migration does to the batches that are there."""
    name = "exports.migrations.0003_fill_exportbatch_key_and_profile"
    import_module(name).fill(apps, SimpleNamespace(connection=connection))
