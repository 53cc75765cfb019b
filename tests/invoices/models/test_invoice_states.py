"""Whether an invoice is paid: the page and the list say it by rules of their own."""

from decimal import Decimal

import pytest

from invoices.models import Invoice, InvoiceLine, InvoiceTax, Settlement
from tests.invoices.shop import NOVEMBER_3, Shop


def settled(settlement: Settlement) -> list[Invoice]:
    return list(Invoice.objects.settled(settlement))


@pytest.mark.parametrize(
    ("total", "balance", "state"),
    [
        ("114.98", "114.98", Settlement.UNPAID),
        ("114.98", "114.97", Settlement.PART_PAID),
        ("114.98", "0.01", Settlement.PART_PAID),
        ("114.98", "0.00", Settlement.PAID),
        ("114.98", "-0.01", Settlement.PAID),
        ("0.00", "0.00", Settlement.PAID),
        ("-23.00", "-23.00", Settlement.PAID),
        ("-23.00", "5.00", Settlement.UNPAID),
        ("114.98", "120.00", Settlement.UNPAID),
    ],
)
def test_the_page_and_the_list_agree_on_what_is_paid(
    shop: Shop, total: str, balance: str, state: Settlement
) -> None:
    invoice = shop.issue(shop.line("100.00"))
    amount = Decimal(total)
    Invoice.objects.update(
        subtotal=amount, tax_total=0, total=amount, balance=Decimal(balance)
    )
    invoice.refresh_from_db()

    found = {one: settled(one) for one in Settlement}

    assert invoice.state == state
    assert found == {one: [invoice] if one == state else [] for one in Settlement}


def test_a_draft_and_a_void_invoice_are_neither_paid_nor_unpaid(shop: Shop) -> None:
    draft, void = shop.draft(shop.line("100.00")), shop.issue(shop.line("100.00"))
    Invoice.objects.filter(pk=void.pk).update(
        status="VOID", voided_on=NOVEMBER_3, balance=Decimal(0)
    )
    void.refresh_from_db()

    assert (draft.state, void.state) == (Invoice.Status.DRAFT, Invoice.Status.VOID)
    assert [settled(one) for one in Settlement] == [[], [], []]


def test_an_invoice_is_called_by_its_number_and_a_draft_by_its_rank(
    shop: Shop,
) -> None:
    draft = shop.draft(shop.line("100.00"))

    assert str(draft) == f"Draft {draft.pk}"
    assert str(shop.issue(shop.line("100.00"))) == "FAC-00001"


@pytest.mark.parametrize(
    ("borne", "positions"), [("", []), ("2", [2]), ("1,12", [1, 12]), ("12", [12])]
)
def test_a_line_bears_the_taxes_of_its_positions_and_no_other(
    borne: str, positions: list[int]
) -> None:
    line = InvoiceLine(taxes_borne=borne)

    bears = [n for n in range(1, 13) if line.bears(InvoiceTax(position=n))]

    assert bears == positions
