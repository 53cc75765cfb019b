"""What a batch leaves on the receivable is what its documents say, or there is none."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from exports.models import ExportBatch
from exports.services.storing import ControlTotalsError
from invoices.models import Invoice, Payment, PaymentAllocation
from invoices.services.crediting import issue_credit_note
from tests.exports.journal import produce
from tests.exports.reading import entries_in, net_of
from tests.factories import make_member
from tests.invoices.shop import Shop

NOVEMBER_3, NOVEMBER_5 = date(2026, 11, 3), date(2026, 11, 5)
REFUSAL = (
    "Nothing is produced: an entry is not what its document says. {} Tell whoever looks"
    " after the program; “manage.py verify” lists everything that is wrong."
)


def refused(shop: Shop) -> str:
    """Why no batch is produced; all that is ready stays so."""
    with pytest.raises(ControlTotalsError) as refusal:
        produce(shop.company)
    assert not ExportBatch.objects.exists()
    assert not JournalEntry.objects.exclude(status="READY").exists()
    return str(refusal.value)


def test_scenario_89_the_receivable_is_left_with_what_the_documents_say(
    shop: Shop,
) -> None:
    sold = shop.issue(shop.line("100.00"), on=NOVEMBER_3)
    returned = shop.issue(shop.line("40.00"), on=NOVEMBER_3)
    shop.pay({sold: "50.00"}, on=NOVEMBER_5)
    issue_credit_note(invoice=returned, nets=None, issued_on=NOVEMBER_5)

    batch = produce(shop.company)

    # 114.98 and 45.99 sold, 50.00 received, 45.99 credited.
    assert net_of(batch)["1201"] == Decimal("64.98")
    assert batch.total == Decimal("256.96")


def test_scenario_89_debits_equal_credits_in_each_entry_day_and_file(
    shop: Shop,
) -> None:
    for price, day in [("100.00", NOVEMBER_3), ("99.99", NOVEMBER_5)]:
        shop.issue(shop.line(price), on=day)
        shop.issue(shop.line(price), on=day.replace(month=10))

    files = list(produce(shop.company).files.order_by("pk"))

    assert [
        [(entry.date.day, entry.total) for entry in entries_in(file)] for file in files
    ] == [[(3, Decimal("114.98")), (5, Decimal("114.96"))]] * 2
    for file in files:
        lines = [line for entry in entries_in(file) for line in entry]
        assert sum(line.debit for line in lines) == file.total == Decimal("229.94")
        assert sum(line.credit for line in lines) == Decimal("229.94")


def test_scenario_89_a_sale_that_is_not_its_invoice_refuses_the_batch(
    shop: Shop,
) -> None:
    shop.issue(shop.line("10.00"))
    invoice = shop.issue(shop.line("100.00"))
    Invoice.objects.filter(pk=invoice.pk).update(
        subtotal=Decimal("75.02"), total=Decimal("90.00")
    )

    assert refused(shop) == REFUSAL.format(
        "The entry of invoice FAC-00002 is not of 90.00."
    )


def test_scenario_89_a_payment_that_pays_its_invoice_otherwise_refuses_the_batch(
    shop: Shop,
) -> None:
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, on=NOVEMBER_5)
    PaymentAllocation.objects.update(amount=Decimal("14.98"))

    assert refused(shop) == REFUSAL.format(
        f"The entry of payment {payment.pk} does not carry the 14.98"
        " received for its invoices."
    )


def test_scenario_89_a_payment_of_another_amount_refuses_the_batch(
    shop: Shop,
) -> None:
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, on=NOVEMBER_5)
    Payment.objects.update(amount=Decimal("90.00"))

    assert refused(shop) == REFUSAL.format(
        f"The entry of payment {payment.pk} is not of 90.00."
    )


def test_scenario_89_what_stays_behind_is_not_counted(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    invoice = shop.issue(shop.line("100.00"))
    JournalEntry.objects.filter(source_id=invoice.pk).update(
        status="HELD", ready_on=None
    )
    Invoice.objects.filter(pk=invoice.pk).update(
        subtotal=Decimal("75.02"), total=Decimal("90.00")
    )

    assert net_of(produce(shop.company))["1201"] == Decimal("114.98")


def test_the_page_of_a_new_export_says_what_refused_the_batch(
    shop: Shop, client: Client
) -> None:
    shop.issue(shop.line("100.00"))
    Invoice.objects.update(subtotal=Decimal("75.02"), total=Decimal("90.00"))
    client.force_login(make_member(shop.company))
    page = reverse("exports:batch_new", args=[shop.company.slug])
    asked = {"through": "2026-11-24", "key": "5f8b0a0e-6a67-4d4c-8a8e-0d4f6f3b9f10"}

    answer = client.post(page, asked)

    assert answer.context["form"].non_field_errors() == [
        REFUSAL.format("The entry of invoice FAC-00001 is not of 90.00.")
    ]
