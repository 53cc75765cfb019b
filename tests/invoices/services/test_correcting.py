"""What a correction and a copy take from an invoice, and what cannot be corrected."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import Invoice
from invoices.services.correcting import duplicate_invoice, start_correction
from invoices.services.drafts import Terms, delete_draft, set_terms
from tests.factories import make_item
from tests.invoices.counter import HUNDRED, Counter
from tests.invoices.refusing import refuses, refuses_before

ISSUED = date(2026, 11, 3)
PAID = date(2026, 11, 6)
LATER = date(2026, 11, 22)


@pytest.fixture
def invoice(counter: Counter) -> Invoice:
    return counter.issue("100.00", ISSUED)


def rich_invoice(counter: Counter, **terms: Any) -> Invoice:
    """An item at 5 % off and a text line, in Ontario."""
    shop = counter.shop
    item = make_item(shop.company, "S-1", credit_account=shop.account("4010"))
    rate: dict[str, Any] = {
        "discount_rate": Decimal("0.05"),
        "discount": Decimal("2.50"),
    }
    draft = shop.draft(
        shop.line("25.00", None, item=item, quantity=Decimal("2.0000"), **rate),
        shop.line("40.00", "4020", group="Exonéré", description="Transport"),
    )
    set_terms(invoice=draft, terms=Terms(province="ON", **terms), on=ISSUED)
    return counter.issue_draft(draft, ISSUED)


def lines_told(invoice: Invoice) -> list[tuple[str, ...]]:
    return [
        (
            str(line.position),
            str(line.item or line.account),
            line.description,
            f"{line.quantity} × {line.unit_price.amount}",
            f"{line.discount_rate} {line.discount.amount}",
            str(line.tax_group),
            str(line.net.amount),
        )
        for line in invoice.lines.order_by("position")
    ]


LINES = [
    (
        "1",
        "S-1 Article S-1",
        "Travaux",
        "2.0000 × 25.00",
        "0.0500 2.50",
        "TPS+TVQ",
        "47.50",
    ),
    (
        "2",
        "4020 Ventes – détaxées/exonérées",
        "Transport",
        "1.0000 × 40.00",
        "None 0.00",
        "Exonéré",
        "40.00",
    ),
]


def test_a_correction_starts_with_the_lines_and_terms_of_its_original(
    counter: Counter,
) -> None:
    original = rich_invoice(counter, discount=Decimal("8.75"))

    draft = start_correction(invoice=original)

    assert lines_told(draft) == lines_told(original)
    assert (draft.status, draft.number, draft.replaces) == ("DRAFT", None, original)
    assert (draft.tax_on, draft.province) == (ISSUED, "ON")
    assert (str(draft.discount.amount), draft.discount_rate) == ("8.75", None)
    assert [str(m.amount) for m in (draft.subtotal, draft.tax_total, draft.total)] == [
        str(m.amount) for m in (original.subtotal, original.tax_total, original.total)
    ]
    assert draft.balance == original.total


def test_a_correction_that_changes_nothing_is_the_same_invoice_to_the_cent(
    counter: Counter,
) -> None:
    original = rich_invoice(counter, discount_rate=Decimal("0.10"))

    again = counter.issue_draft(start_correction(invoice=original), LATER)

    assert (again.total, again.discount, again.discount_rate) == (
        original.total,
        original.discount,
        Decimal("0.1000"),
    )
    assert [(t.tax, t.base, t.amount) for t in again.taxes.all()] == [
        (t.tax, t.base, t.amount) for t in original.taxes.all()
    ]


def test_a_copy_replaces_nothing_and_takes_the_rates_of_its_own_day(
    counter: Counter,
) -> None:
    original = rich_invoice(counter)

    copy = duplicate_invoice(invoice=original, on=LATER)

    assert (copy.status, copy.replaces, copy.tax_on, copy.number) == (
        "DRAFT",
        None,
        None,
        None,
    )
    assert (copy.customer, copy.province) == (original.customer, "ON")
    assert lines_told(copy) == LINES
    assert counter.owed(original) == str(original.total.amount)


def test_a_void_invoice_may_be_copied(counter: Counter, invoice: Invoice) -> None:
    counter.void(invoice, LATER)

    copy = counter.issue_draft(duplicate_invoice(invoice=invoice, on=LATER), LATER)

    assert counter.owed(copy) == "114.98"
    assert counter.journal() == [f"R! sale 11-22 {HUNDRED}"]


def test_only_an_issued_invoice_is_corrected(
    counter: Counter, invoice: Invoice
) -> None:
    draft = counter.shop.draft(counter.shop.line("100.00"))
    counter.void(invoice, LATER)

    for uncorrected in (draft, invoice):
        with refuses("Only an issued invoice can be corrected."):
            start_correction(invoice=uncorrected)


def test_one_correction_is_under_way_until_it_is_dropped(invoice: Invoice) -> None:
    draft = start_correction(invoice=invoice)

    with refuses("A correction of FAC-00001 is under way: finish or delete it."):
        start_correction(invoice=invoice)

    delete_draft(invoice=draft)
    assert start_correction(invoice=invoice).replaces == invoice


def test_a_correction_is_not_issued_before_its_original(
    counter: Counter, invoice: Invoice
) -> None:
    draft = start_correction(invoice=invoice)

    with refuses_before("FAC-00001", "3 Nov 2026"):
        counter.issue_draft(draft, date(2026, 11, 2))

    assert counter.issue_draft(draft, ISSUED).number == "FAC-00001-R1"


def test_an_original_that_was_credited_meanwhile_is_not_replaced(
    counter: Counter, invoice: Invoice
) -> None:
    draft = start_correction(invoice=invoice)
    counter.credit(invoice, "10.00", PAID)

    with refuses("Invoice FAC-00001 has a credit note: credit the rest instead."):
        counter.issue_draft(draft, LATER)


def test_the_payments_of_the_original_pay_its_replacement_in_their_order(
    counter: Counter, invoice: Invoice
) -> None:
    first = counter.pay({invoice: "50.00"}, PAID)
    second = counter.pay({invoice: "64.98"}, PAID)

    replacement = counter.correct(invoice, "60.00", LATER)

    # 60.00 with 3.00 and 5.99 of taxes: the first payment whole, 18.99 of the second.
    assert [
        str(counter.part(payment, replacement).amount.amount)
        for payment in (first, second)
    ] == ["50.00", "18.99"]
    assert counter.customer_credit().payment == second
    assert str(counter.customer_credit().balance.amount) == "45.99"
    assert (counter.owed(invoice), counter.owed(replacement)) == ("0.00", "0.00")
    assert not [part for part in invoice.allocations.all() if part.ended_on != LATER]


def test_a_replacement_that_owes_nothing_frees_all_that_was_paid(
    counter: Counter, invoice: Invoice
) -> None:
    counter.pay({invoice: "114.98"}, PAID)

    replacement = counter.correct(invoice, "-10.00", LATER)

    assert not replacement.allocations.exists()
    assert str(counter.customer_credit().balance.amount) == "114.98"
    assert counter.owed(replacement) == "-11.50"
