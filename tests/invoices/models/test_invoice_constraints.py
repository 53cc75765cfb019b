"""What is never false of an invoice, whoever writes it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import Invoice
from tests.invoices.models.refusing import (
    accepts,
    accepts_twin,
    refuses,
    refuses_twin,
)
from tests.invoices.shop import NOVEMBER_3, Shop

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("invoice_issued_is_complete", {"number": None}),
        ("invoice_issued_is_complete", {"issued_on": None}),
        ("invoice_issued_is_complete", {"receivable": None}),
        ("invoice_issued_is_complete", {"status": "DRAFT"}),
        ("invoice_issued_is_complete", {"status": "PAID"}),
        ("invoice_void_owes_nothing", {"status": "VOID", "balance": Decimal(0)}),
        ("invoice_void_owes_nothing", {"status": "VOID", "voided_on": NOVEMBER_3}),
        ("invoice_void_owes_nothing", {"voided_on": NOVEMBER_3}),
        ("invoice_discount_is_positive", {"discount": -CENT}),
        ("invoice_total_adds_up", {"total": Decimal("114.99")}),
        ("invoice_total_adds_up", {"subtotal": Decimal("99.99")}),
        ("invoice_total_adds_up", {"tax_total": Decimal("14.97")}),
        ("invoice_currency_is_cad", {"currency": "USD"}),
    ],
)
def test_an_issued_invoice_cannot_be_made_false(
    shop: Shop, name: str, values: dict[str, Any]
) -> None:
    invoice = shop.issue(shop.line("100.00"))

    assert refuses(name, invoice, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"number": "FAC-00009"},
        {"issued_on": NOVEMBER_3},
        {"status": "ISSUED"},
        {"status": "ISSUED", "number": "FAC-00009", "issued_on": NOVEMBER_3},
    ],
)
def test_a_draft_is_issued_whole_or_not_at_all(
    shop: Shop, values: dict[str, Any]
) -> None:
    draft = shop.draft(shop.line("100.00"))

    assert refuses("invoice_issued_is_complete", draft, **values)


def test_a_draft_has_no_receivable_yet(shop: Shop) -> None:
    draft = shop.draft(shop.line("100.00"))

    receivable = shop.account("1201")

    assert refuses("invoice_issued_is_complete", draft, receivable=receivable)


def test_a_void_invoice_keeps_its_number_its_date_and_no_balance(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    void = {"status": "VOID", "voided_on": NOVEMBER_3, "balance": Decimal(0)}

    assert refuses("invoice_issued_is_complete", invoice, **void, number=None)
    assert accepts(invoice, **void)
    assert refuses("invoice_void_owes_nothing", invoice, balance=CENT)
    assert refuses("invoice_void_owes_nothing", invoice, balance=-CENT)
    assert refuses("invoice_void_owes_nothing", invoice, voided_on=None)
    assert refuses("invoice_void_owes_nothing", invoice, status="ISSUED")


def test_a_total_adds_up_in_cents_and_not_in_floats(shop: Shop) -> None:
    """In floats 0.10 and 0.20 make more than 0.30."""
    invoice = shop.issue(shop.line("100.00"))
    subtotal, taxes = Decimal("0.10"), Decimal("0.20")

    assert accepts(invoice, subtotal=subtotal, tax_total=taxes, total=subtotal + taxes)


def test_a_number_is_given_once_in_a_company(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))

    assert refuses_twin(invoice, issued_on=date(2026, 12, 1))
    assert accepts_twin(invoice, number="FAC-00002")


def test_drafts_share_having_no_number(shop: Shop) -> None:
    for _ in range(2):
        shop.draft(shop.line("100.00"))

    assert list(Invoice.objects.values_list("number", flat=True)) == [None, None]


def test_an_invoice_is_replaced_once(shop: Shop) -> None:
    original, replacement = (shop.issue(shop.line("100.00")) for _ in range(2))
    accepts(replacement, replaces=original)

    assert refuses_twin(replacement, number="FAC-00003")


@pytest.mark.parametrize(
    "values",
    [
        {"net": Decimal("89.99")},
        {"gross": Decimal("100.01")},
        {"net_discount": Decimal("10.01")},
        {"shared_discount": CENT},
    ],
    ids=["net", "gross", "discount", "shared discount"],
)
def test_the_net_of_a_line_is_its_gross_less_both_discounts(
    shop: Shop, values: dict[str, Decimal]
) -> None:
    invoice = shop.issue(shop.line("100.00", discount="10.00"))

    assert refuses("invoiceline_net_adds_up", invoice.lines.get(), **values)


def test_the_net_of_a_line_adds_up_in_cents_and_not_in_floats(shop: Shop) -> None:
    """In floats 0.30 less 0.10 is less than 0.20."""
    line = shop.issue(shop.line("100.00")).lines.get()
    gross, discount = Decimal("0.30"), Decimal("0.10")

    assert accepts(line, gross=gross, net_discount=discount, net=gross - discount)


def test_a_line_of_an_invoice_has_a_place_of_its_own(shop: Shop) -> None:
    line = shop.issue(shop.line("100.00")).lines.get()

    assert refuses_twin(line, description="Autre")
    assert accepts_twin(line, position=2)


@pytest.mark.parametrize(
    "changed", [{"treatment": "EXEMPT"}, {"rate": Decimal("0.06")}]
)
def test_a_tax_is_computed_once_by_treatment_and_rate(
    shop: Shop, changed: dict[str, Any]
) -> None:
    tax = shop.issue(shop.line("100.00")).taxes.earliest("position")

    assert refuses_twin(tax, position=9, amount=CENT)
    assert accepts_twin(tax, position=9, **changed)


@pytest.mark.parametrize("rows", ["lines", "taxes"])
def test_the_parts_of_an_invoice_are_in_its_currency(shop: Shop, rows: str) -> None:
    part = getattr(shop.issue(shop.line("100.00")), rows).earliest("position")
    name = f"{part._meta.model_name}_currency_is_cad"  # noqa: SLF001 - Django's documented API

    assert refuses(name, part, currency="USD")
