"""What a batch leaves on the receivable is what its documents say."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounting.models import JournalEntry
from exports.models import ExportBatch
from exports.services.producing import NothingToExportError
from exports.services.storing import ControlTotalsError
from invoices.models import Invoice, Payment, PaymentAllocation
from invoices.services.crediting import issue_credit_note
from tests.exports.interrupting import RENDERED, before
from tests.exports.journal import produce
from tests.exports.previews import behind
from tests.exports.reading import entries_in, net_of, titles_in, written_in
from tests.factories import make_member
from tests.invoices.shop import Shop, state_of

NOVEMBER_3, NOVEMBER_5 = date(2026, 11, 3), date(2026, 11, 5)
REFUSAL = (
    "Nothing is produced: an entry is not what its document says. {} Tell whoever looks"
    " after the program; “manage.py verify” lists everything that is wrong."
)


def sold_otherwise(shop: Shop) -> None:
    """A hand makes the first invoice of 114.98 one of 90.00."""
    Invoice.objects.filter(company=shop.company, number="FAC-00001").update(
        subtotal=Decimal("75.02"), total=Decimal("90.00")
    )


def told(fault: str) -> str:
    return f"{fault} Tell whoever looks after the program."


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


def test_scenario_89_a_sale_that_is_not_its_invoice_is_set_aside(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))
    shop.issue(shop.line("10.00"))
    sold_otherwise(shop)

    assert behind(shop) == [
        ("FAC-00001", [told("The entry of invoice FAC-00001 is not of 90.00.")], [""])
    ]
    batch = produce(shop.company)
    assert titles_in(batch) == ["2026-11-03 FAC-00002 Gagnon"]
    assert state_of(Invoice.objects.get(number="FAC-00001"))[0] == "READY"


def test_scenario_89_faults_that_make_up_for_each_other_are_both_set_aside(
    shop: Shop,
) -> None:
    shop.issue(shop.line("100.00"))
    other = shop.issue(shop.line("100.00"))
    sold_otherwise(shop)
    Invoice.objects.filter(pk=other.pk).update(
        subtotal=Decimal("124.98"), total=Decimal("139.96")
    )

    assert [document for document, _why, _pages in behind(shop)] == [
        "FAC-00001",
        "FAC-00002",
    ]
    with pytest.raises(NothingToExportError):
        produce(shop.company)


def test_scenario_89_a_payment_that_pays_its_invoice_otherwise_is_set_aside(
    shop: Shop,
) -> None:
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, on=NOVEMBER_5)
    PaymentAllocation.objects.update(amount=Decimal("14.98"))

    fault = (
        f"The entry of payment {payment.pk} does not carry the 14.98 received for its"
        " invoices."
    )
    assert behind(shop) == [("FAC-00001", [told(fault)], [""])]
    assert titles_in(produce(shop.company)) == ["2026-11-03 FAC-00001 Gagnon"]


def test_scenario_89_a_payment_of_another_amount_is_set_aside(shop: Shop) -> None:
    payment = shop.pay({shop.issue(shop.line("100.00")): "114.98"}, on=NOVEMBER_5)
    Payment.objects.update(amount=Decimal("90.00"))

    fault = f"The entry of payment {payment.pk} is not of 90.00."
    assert behind(shop) == [("FAC-00001", [told(fault)], [""])]
    assert titles_in(produce(shop.company)) == ["2026-11-03 FAC-00001 Gagnon"]


def test_scenario_89_a_faulty_entry_of_a_day_does_not_hold_the_day(shop: Shop) -> None:
    shop.change(detail="daily")
    for _sale in range(3):
        shop.issue(shop.line("100.00"))
    sold_otherwise(shop)

    assert [document for document, _why, _pages in behind(shop)] == ["FAC-00001"]
    (day,) = written_in(produce(shop.company))["GLImport.001"]
    assert day[1] == "D 1201 229.96"


def test_scenario_89_what_is_faulty_only_as_it_is_stored_refuses_the_batch(
    shop: Shop,
) -> None:
    shop.issue(shop.line("100.00"))
    shop.issue(shop.line("10.00"))

    with (
        before(RENDERED, lambda: sold_otherwise(shop), times=1),
        pytest.raises(ControlTotalsError) as refusal,
    ):
        produce(shop.company)

    assert str(refusal.value) == REFUSAL.format(
        "The entry of invoice FAC-00001 is not of 90.00."
    )
    assert not ExportBatch.objects.exists()
    assert not JournalEntry.objects.exclude(status="READY").exists()


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
    shop.issue(shop.line("100.00"), on=date(2025, 11, 3))
    client.force_login(make_member(shop.company))
    page = reverse("exports:batch_new", args=[shop.company.slug])
    asked = {"through": "2025-11-24", "key": "5f8b0a0e-6a67-4d4c-8a8e-0d4f6f3b9f10"}

    with before(RENDERED, lambda: sold_otherwise(shop), times=1):
        answer = client.post(page, asked)

    assert answer.context["form"].non_field_errors() == [
        REFUSAL.format("The entry of invoice FAC-00001 is not of 90.00.")
    ]
    behind_it = answer.context["preview"].behind
    assert [each.entry.document_number for each in behind_it] == ["FAC-00001"]
