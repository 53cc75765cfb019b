from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounting.guards import drop_guards
from accounting.models import GLAccount, JournalEntry, JournalLine
from companies.models import Company
from exports.models import BatchEntry, ExportBatch, ExportFile, GLImportSettings
from exports.services.cancelling import cancel_batch
from invoices.models import Invoice, InvoiceLine, Payment
from plannit.guards import ALL_GUARDS
from plannit.verification import company_path, company_relations
from tests.exported import make_exported_sale
from tests.factories import make_account, make_company
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
Status = JournalEntry.Status


@pytest.fixture
def batch() -> ExportBatch:
    return make_exported_sale(make_company())


def fault() -> str:
    """What verify names; it fails the test if it finds nothing."""
    with pytest.raises(CommandError) as refusal:
        call_command("verify")
    assert refusal.value.returncode == 1
    return str(refusal.value)


def sale() -> JournalEntry:
    return JournalEntry.objects.get(event=JournalEntry.Event.SALE)


def change_lines(**values: Any) -> None:
    with unguarded():
        JournalLine.objects.filter(entry=sale(), position=1).update(**values)


def rewrite(content: bytes, *, sha: str) -> None:
    with unguarded():
        ExportFile.objects.update(content=content, sha256=sha)


def test_books_in_order_are_counted(batch: ExportBatch) -> None:
    out = StringIO()

    call_command("verify", stdout=out)

    lines = ["1 company", "2 entries", "1 file", "1 invoice", "1 payment"]
    assert out.getvalue().splitlines() == lines
    assert batch.number == 1


@pytest.mark.usefixtures("batch")
def test_a_missing_guard_is_named() -> None:
    drop_guards(ALL_GUARDS[:1], using="default")

    assert fault() == (
        "The guard journalline_not_added_to_exported is missing: run migrate."
    )


@pytest.mark.usefixtures("batch")
def test_an_entry_out_of_balance_is_named() -> None:
    change_lines(debit=Decimal("96.00"))

    number = sale().pk
    assert fault() == (f"cote: Entry {number} (FAC-00001) debits 96.00, credits 95.00.")


@pytest.mark.usefixtures("batch")
def test_an_entry_without_lines_is_named() -> None:
    with unguarded():
        JournalLine.objects.filter(entry=sale()).delete()

    assert fault() == f"cote: Entry {sale().pk} (FAC-00001) has 0 lines."


@pytest.mark.usefixtures("batch")
def test_an_entry_without_effect_has_no_line() -> None:
    with unguarded():
        JournalEntry.objects.filter(pk=sale().pk).update(
            status=Status.NO_EFFECT, was_exported=False
        )

    assert fault() == f"cote: Entry {sale().pk} (FAC-00001) has 2 lines."


@pytest.mark.usefixtures("batch")
def test_an_exported_line_without_an_account_is_named() -> None:
    change_lines(account=None)

    assert fault() == (
        f"cote: Entry {sale().pk} (FAC-00001) was exported without an account."
    )


def test_an_exported_entry_in_no_living_batch_is_named(batch: ExportBatch) -> None:
    with unguarded():
        BatchEntry.objects.filter(entry=sale()).update(released_at=batch.produced_at)

    assert fault() == (
        f"cote: Entry {sale().pk} (FAC-00001) is exported, but in no batch."
    )


def test_an_entry_that_left_a_file_that_stands_is_named(batch: ExportBatch) -> None:
    with unguarded():
        BatchEntry.objects.filter(entry=sale()).update(released_at=batch.produced_at)
        JournalEntry.objects.filter(pk=sale().pk).update(status=Status.READY)

    assert fault() == (
        f"cote: Batch 1: entry {sale().pk} has left GLImport.001, which still stands."
    )


@pytest.mark.usefixtures("batch")
def test_a_ready_entry_in_a_living_batch_is_named() -> None:
    JournalEntry.objects.filter(pk=sale().pk).update(status=Status.READY)

    assert fault() == (
        f"cote: Entry {sale().pk} (FAC-00001) is in a batch, but not exported."
    )


def test_an_entry_that_forgets_its_batch_is_named(batch: ExportBatch) -> None:
    cancel_batch(batch=batch, cancelled_at=batch.produced_at, cancelled_by=None)
    JournalEntry.objects.filter(pk=sale().pk).update(was_exported=False)

    assert fault() == (
        f"cote: Entry {sale().pk} (FAC-00001) is wrong about having been exported."
    )


def test_an_entry_kept_by_a_cancelled_batch_is_named(batch: ExportBatch) -> None:
    cancel_batch(batch=batch, cancelled_at=batch.produced_at, cancelled_by=None)
    with unguarded():
        BatchEntry.objects.filter(entry=sale()).update(released_at=None)

    assert fault() == (
        f"cote: Batch 1: entry {sale().pk} is still in GLImport.001, which has ended."
    )


@pytest.mark.usefixtures("batch")
def test_other_bytes_are_named() -> None:
    file = ExportFile.objects.get()
    rewrite(b"other", sha=file.sha256)

    assert fault() == (
        f"cote: Batch 1: the bytes of {file.name} are not those written."
    )


@pytest.mark.parametrize("amounts", [(b"95.00", b"96.00"), (b"\r\n", b"\n")])
@pytest.mark.usefixtures("batch")
def test_a_file_that_says_something_else_is_named(amounts: tuple[bytes, bytes]) -> None:
    file = ExportFile.objects.get()
    content = bytes(file.content).replace(*amounts)
    rewrite(content, sha=sha256(content).hexdigest())

    assert fault() == (
        f"cote: Batch 1: {file.name} does not total what its entries total."
    )


def test_a_format_corrected_since_is_no_fault(batch: ExportBatch) -> None:
    GLImportSettings.objects.filter(company=batch.company).update(account_width=9)

    call_command("verify", stdout=StringIO())

    with unguarded():
        ExportBatch.objects.update(profile=batch.profile | {"account_width": 9})
    assert fault() == (
        "cote: Batch 1: GLImport.001 does not total what its entries total."
    )


@pytest.mark.usefixtures("batch")
def test_a_document_without_its_entry_is_named() -> None:
    with unguarded():
        JournalEntry.objects.filter(event="sale").update(source_id=0)
    assert fault() == "cote: Invoice FAC-00001 has no living entry."

    with unguarded():
        JournalEntry.objects.filter(event="sale").update(
            source_id=Invoice.objects.get().pk
        )
        JournalEntry.objects.filter(event="payment").update(source_id=0)
    assert fault() == f"cote: Payment {Payment.objects.get().pk} has no living entry."


@pytest.mark.usefixtures("batch")
def test_an_invoice_that_differs_from_its_entry_is_named() -> None:
    Invoice.objects.update(subtotal=Decimal("90.00"), total=Decimal("90.00"))

    assert fault() == "cote: The entry of invoice FAC-00001 is not of 90.00."


@pytest.mark.usefixtures("batch")
def test_a_balance_that_is_not_what_is_due_is_named() -> None:
    Invoice.objects.update(balance=Decimal("1.00"))

    assert fault() == ("cote: Invoice FAC-00001 has 1.00 due; its documents say 0.00.")


@pytest.mark.usefixtures("batch")
def test_a_payment_that_differs_from_its_entry_is_named() -> None:
    Payment.objects.update(amount=Decimal("90.00"))

    number = Payment.objects.get().pk
    assert fault() == f"cote: The entry of payment {number} is not of 90.00."


@pytest.mark.usefixtures("batch")
def test_a_row_that_points_to_another_company_is_named() -> None:
    other = make_account(make_company("autre"), "4000")
    InvoiceLine.objects.update(revenue_account=other)

    number = InvoiceLine.objects.get().pk
    assert fault() == (f"InvoiceLine {number}: revenue_account is of another company.")


def test_a_company_is_reached_through_parents() -> None:
    assert company_path(Company) is None
    assert company_path(GLAccount) == "company"
    assert company_path(InvoiceLine) == "invoice__company"
    relations = {(model.__name__, key.name) for model, key in company_relations()}
    assert ("JournalLine", "account") in relations
    assert ("JournalLine", "entry") not in relations
    assert ("InvoiceLine", "item") in relations
