import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounting.models import JournalEntry
from companies.models import Company, Membership
from exports.models import ExportBatch
from tests.exports.journal import make_books, produce, record_sale
from tests.factories import make_member

Role = Membership.Role
Status = ExportBatch.Status


@pytest.fixture
def company(db: None) -> Company:  # noqa: ARG001 - the database must be there first
    return make_books()


@pytest.fixture
def batch_page(client: Client, company: Company) -> str:
    client.force_login(make_member(company, Role.ACCOUNTANT))
    record_sale(company)
    return f"/c/cote/exports/{produce(company).pk}/"


def test_scenario_85_the_accountant_says_that_acomba_took_it(
    client: Client, batch_page: str
) -> None:
    answer = client.post(f"{batch_page}import/", {"acomba_period": "11"}, follow=True)

    text = answer.content.decode()
    batch = ExportBatch.objects.get()
    assert (batch.status, batch.acomba_period) == (Status.IMPORTED, "11")
    assert batch.imported_by == answer.wsgi_request.user
    assert "Imported in Acomba" in text
    assert "Cancel this batch" not in text
    refused = client.post(f"{batch_page}cancel/", follow=True).content.decode()
    assert "was imported in Acomba: it stays." in refused
    assert ExportBatch.objects.get().status == Status.IMPORTED


def test_errors_pasted_and_uploaded_are_kept_with_the_rejection(
    client: Client, batch_page: str
) -> None:
    file = SimpleUploadedFile("GLimport.err", "Compte refusé\r\n".encode("cp1252"))

    answer = client.post(
        f"{batch_page}reject/", {"text": "GLImport.001\n", "file": file}, follow=True
    )

    batch = ExportBatch.objects.get()
    assert batch.status == Status.REJECTED
    assert batch.error_report == "GLImport.001\nCompte refusé\r\n"
    assert "Compte refusé" in answer.content.decode()
    assert JournalEntry.objects.get().status == JournalEntry.Status.READY


def test_a_file_that_is_no_error_file_is_refused(
    client: Client, batch_page: str
) -> None:
    file = SimpleUploadedFile("GLimport.err", b"x" * 1_000_001)

    answer = client.post(f"{batch_page}reject/", {"file": file})

    assert answer.context["reject_form"].errors["file"] == [
        "This file is larger than any GLimport.err: choose another."
    ]
    assert ExportBatch.objects.get().status == Status.PRODUCED


def test_staff_say_nothing_of_batches(
    client: Client, company: Company, batch_page: str
) -> None:
    client.force_login(make_member(company, Role.STAFF))

    assert client.post(f"{batch_page}import/").status_code == 403
    assert client.post(f"{batch_page}reject/").status_code == 403
    assert ExportBatch.objects.get().status == Status.PRODUCED
