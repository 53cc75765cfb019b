"""The log says who produced and who took a file, of which company, from where."""

import logging
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from exports.models import ExportBatch, ExportFile
from tests.exports.journal import make_books, record_sale
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_an_export_and_a_download_are_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "companies.access")
    company = make_books()
    record_sale(company, on=date(2025, 11, 3))
    member = make_member(company)
    client.force_login(member)
    slug = company.slug
    data = {"through": "2025-11-30", "key": "6a1f2b3c-0000-4000-8000-000000000001"}

    client.post(reverse("exports:batch_new", args=[slug]), data)
    file = ExportFile.objects.first()
    assert file is not None
    client.get(reverse("exports:file_download", args=[slug, file.pk]))

    told = [vars(r) for r in caplog.records if r.name == "companies.access"]
    who = (member.pk, slug, "127.0.0.1", ExportBatch.objects.get().pk)
    names = ("message", "user", "company", "address", "batch")
    assert [tuple(line[name] for name in names) for line in told] == [
        ("batch_produced", *who),
        ("file_downloaded", *who),
    ]
