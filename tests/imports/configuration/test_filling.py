"""A file that maps something and sets a default: the mapping answers, not the default."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings, JournalEntry, JournalLine
from companies.models import Company
from tests.factories import make_category, make_item
from tests.imports.configuration.files import configure_with

pytestmark = pytest.mark.django_db


def test_a_default_does_not_answer_for_what_the_same_file_maps(
    company: Company,
) -> None:
    settings = AccountingSettings.objects.get()
    settings.unmapped = AccountingSettings.Unmapped.BLOCK
    settings.save()
    item = make_item(company, "SRV-1", category=make_category(company, "Services"))
    entry = JournalEntry.objects.create(
        company=company,
        source_kind="invoices.invoice",
        source_id=1,
        event=JournalEntry.Event.SALE,
        document_number="FAC-00001",
        party="Tremblay",
        happened_on=date(2026, 11, 3),
        ready_on=date(2026, 11, 3),
        status=JournalEntry.Status.READY,
    )
    line = JournalLine.objects.create(
        entry=entry,
        position=1,
        credit=Decimal("95.00"),
        origin=f"missing:item:{item.pk}",
    )

    JournalLine.objects.create(
        entry=entry,
        position=2,
        account=settings.sale_debit,
        debit=Decimal("95.00"),
        origin="settings:sale_debit",
    )

    configure_with(
        company,
        'accounting.unmapped = "default"\n'
        'accounting.sale.debit = "1050"\n'
        'accounting.payment.credit = "1050"\n'
        'categories.Services.credit = "4000"',
    )

    line.refresh_from_db()
    assert line.account is not None
    assert line.account.number == "4000"
