"""What is applied again or reclassified leaves the other documents alone."""

from datetime import date

import pytest

from accounting.models import JournalEntry
from catalog.models import Item
from catalog.services import save_item
from invoices.models import Invoice
from invoices.services.reapplying import reapply_accounts
from invoices.services.reclassifying import proposed_reclassifications, revenue_left
from tests.factories import make_item
from tests.invoices.counter import Counter
from tests.invoices.shop import lines_of, mark_exported

ISSUED = date(2026, 11, 3)
BACK = date(2026, 11, 6)


@pytest.fixture
def item(counter: Counter) -> Item:
    """An item on 4000."""
    account = counter.shop.account("4000")
    return make_item(counter.shop.company, "S-1", credit_account=account)


@pytest.fixture
def invoice(counter: Counter, item: Item) -> Invoice:
    return counter.issue("100.00", ISSUED, account=None, item=item)


def remap(counter: Counter, item: Item) -> None:
    item.credit_account = counter.shop.account("4010")
    save_item(item=item)


def test_the_credit_note_of_another_invoice_keeps_its_account(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    other = counter.issue("100.00", ISSUED, account="4020")
    note = counter.credit(other, "40.00", BACK)
    remap(counter, item)

    reapply_accounts(company=counter.shop.company)

    [taken] = note.lines.all()
    assert taken.revenue_account == counter.shop.account("4020")
    assert lines_of(note)[0] == "D 4020 40.00"
    assert lines_of(invoice)[1] == "C 4010 100.00"


def test_the_credit_note_of_another_invoice_takes_nothing_of_what_is_left(
    counter: Counter, invoice: Invoice
) -> None:
    counter.credit(counter.issue("100.00", ISSUED), "40.00", BACK)

    assert revenue_left(invoice.lines.get()) == 100


def test_an_invoice_void_after_its_export_is_not_reclassified(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    mark_exported(invoice)
    counter.void(invoice, BACK)
    remap(counter, item)

    assert proposed_reclassifications(counter.shop.company) == []


def test_an_exported_payment_of_the_same_id_stands_for_no_invoice(
    counter: Counter, item: Item, invoice: Invoice
) -> None:
    counter.pay({}, ISSUED, deposit="5.00")
    JournalEntry.objects.filter(event="payment").update(source_id=invoice.pk)
    counter.export("payment")
    remap(counter, item)

    assert proposed_reclassifications(counter.shop.company) == []
