"""What the first version kept is brought to the last one with nothing lost."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from accounting.guards import missing_guards
from accounting.models import AccountingSettings, JournalEntry
from companies.models import Company, Membership
from exports.models import ExportBatch, ExportFile
from exports.services.cancelling import cancel_batch
from invoices.models import DocumentNumbering, Invoice, Payment
from invoices.services.issuing import issue_invoice
from plannit.guards import ALL_GUARDS
from tests.exports.journal import NOW, numbers_in, produce
from tests.factories import make_draft, make_item
from tests.plannit.old_books import FILE, ISSUED, PAID, OldBooks

OWN_APPS = ["companies", "accounting", "taxes", "catalog", "invoices", "exports"]
FIRST = [(app, "0001_initial") for app in OWN_APPS]


@pytest.fixture
def first_version(new_database: None) -> StateApps:  # noqa: ARG001 - the models are its
    """The database of the first migrations, empty, and its models."""
    executor = MigrationExecutor(connections["default"])
    executor.migrate(FIRST)
    return executor.loader.project_state(FIRST).apps


# One test, because all the migrations take as long as a hundred others.
def test_the_books_of_the_first_version_are_those_of_the_last(
    first_version: StateApps,
) -> None:
    OldBooks(first_version).fill()
    add_members(first_version)

    call_command("migrate", verbosity=0)

    assert_those_who_could_reverse_still_may()
    assert_the_books_are_proved()
    assert_documents_have_what_they_had_no_column_for()
    assert_the_batch_has_what_it_was_written_with()
    assert_work_goes_on_where_it_stopped()
    assert_the_batch_can_be_made_again()


def add_members(apps: StateApps) -> None:
    company = apps.get_model("companies.Company").objects.get()
    for role in Membership.Role.values:
        user = apps.get_model("companies.User").objects.create(email=f"{role}@x.ca")
        apps.get_model("companies.Membership").objects.create(
            company=company, user=user, role=role
        )


def assert_those_who_could_reverse_still_may() -> None:
    members = Membership.objects.order_by("role").values_list("role", "may_reverse")
    assert list(members) == [("ACCOUNTANT", True), ("ADMIN", True), ("STAFF", False)]


def assert_the_books_are_proved() -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    lines = ["1 company", "2 entries", "1 file", "1 invoice", "1 payment"]
    assert out.getvalue().splitlines() == lines
    assert missing_guards(ALL_GUARDS, using="default") == []


def assert_documents_have_what_they_had_no_column_for() -> None:
    invoice, payment = Invoice.objects.get(), Payment.objects.get()
    assert invoice.tax_on == ISSUED
    assert invoice.lines.get().taxes_borne == "1,2"
    assert payment.allocations.get().allocated_on == PAID
    assert payment.deposits_account == AccountingSettings.objects.get().deposits
    assert str(invoice.total.amount) == "114.98"
    numbering = DocumentNumbering.objects.get()
    assert (numbering.series, numbering.next_number) == ("INVOICE", 2)


def assert_the_batch_has_what_it_was_written_with() -> None:
    batch = ExportBatch.objects.get()
    assert batch.key is not None
    assert batch.language == "fr-ca"
    assert batch.state == ExportBatch.State.PRODUCED
    assert batch.profile == {
        "base_name": "GLImport",
        "encoding": "cp1252",
        "trailing_blank_lines": 0,
        "max_entries_per_file": 998,
        "one_period_per_file": True,
        "length_line": True,
        "account_width": 7,
        "account_justify": "right",
        "header_width": 42,
        "entry_number": False,
        "decimal_mark": ".",
        "department_width": 0,
        "split_large_amounts": False,
    }
    statuses = JournalEntry.objects.values_list("status", "was_exported")
    assert list(statuses) == [("EXPORTED", True)] * 2
    assert bytes(ExportFile.objects.get().content) == FILE


def assert_work_goes_on_where_it_stopped() -> None:
    invoice, company = Invoice.objects.get(), Company.objects.get()
    line = invoice.lines.get()
    line.pk, line.item = None, make_item(company, "HEURE")
    issued = issue_invoice(invoice=make_draft(invoice.customer, line), issued_on=PAID)
    assert issued.number == "FAC-00002"
    assert numbers_in(produce(company)) == ["FAC-00002"]


def assert_the_batch_can_be_made_again() -> None:
    """To the byte, but for the number of the file."""
    first = ExportBatch.objects.get(number=1)
    cancel_batch(batch=first, cancelled_at=NOW, cancelled_by=None)
    again = produce(first.company)
    assert numbers_in(again) == ["FAC-00001", "FAC-00001"]
    file = again.files.get()
    assert file.name == "GLImport.003"
    assert bytes(file.content) == FILE.replace(b".001 -", b".003 -")
