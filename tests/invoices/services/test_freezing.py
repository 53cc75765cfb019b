"""What issuing fixes: the customer's words, the taxes, the discount on the whole."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.models import Invoice
from invoices.services.amounts import IssueError
from tests.factories import make_tax
from tests.invoices.counter import Counter
from tests.invoices.refusing import refuses

DAY = date(2026, 11, 3)


def draft_of(counter: Counter, *prices: str, **terms: Any) -> Invoice:
    shop = counter.shop
    draft = shop.draft(*(shop.line(price) for price in prices))
    Invoice.objects.filter(pk=draft.pk).update(**terms)
    return draft


def shares(invoice: Invoice) -> list[tuple[str, str]]:
    lines = invoice.lines.order_by("position")
    return [(str(x.shared_discount.amount), str(x.net.amount)) for x in lines]


def test_the_name_and_the_certificate_are_those_of_the_day(counter: Counter) -> None:
    customer = counter.shop.customer
    customer.is_exempt, customer.certificate_number = True, "CR-1"
    customer.save()
    invoice = counter.issue("100.00", DAY)
    customer.is_exempt, customer.certificate_number = False, ""
    customer.name = "Gagnon & Filles"
    customer.save()

    invoice.refresh_from_db()

    assert (invoice.customer_name, invoice.certificate_number) == ("Gagnon", "CR-1")
    assert (invoice.is_relieved, str(invoice.total.amount)) == (True, "100.00")
    assert [
        (t.treatment, str(t.base.amount), str(t.amount.amount))
        for t in invoice.taxes.order_by("position")
    ] == [
        ("relieved", "100.00", "0.00"),
        ("relieved", "100.00", "0.00"),
    ]


def test_each_line_says_which_taxes_of_the_document_it_bears(
    counter: Counter,
) -> None:
    shop = counter.shop
    invoice = shop.issue(
        shop.line("100.00"),
        shop.line("50.00", group="TPS"),
        shop.line("20.00", group="TVH ON"),
        on=DAY,
    )

    taxes = invoice.taxes.order_by("position")
    assert [
        (t.position, t.tax.code, str(t.base.amount), str(t.amount.amount))
        for t in taxes
    ] == [
        (1, "TPS", "150.00", "7.50"),
        (2, "TVQ", "100.00", "9.98"),
        (3, "TVH ON", "20.00", "2.60"),
    ]
    lines = invoice.lines.order_by("position")
    assert [line.taxes_borne for line in lines] == ["1,2", "1", "3"]


def test_the_discount_on_the_whole_is_spread_over_what_is_sold(
    counter: Counter,
) -> None:
    draft = draft_of(counter, "60.00", "30.00", "-10.00", discount=Decimal("10.00"))

    invoice = counter.issue_draft(draft, DAY)

    # 10.00 × 60 / 90 and 10.00 × 30 / 90; what is taken back bears none of it.
    assert shares(invoice) == [
        ("6.67", "53.33"),
        ("3.33", "26.67"),
        ("0.00", "-10.00"),
    ]
    assert str(invoice.subtotal.amount) == "70.00"


def test_a_rate_on_the_whole_is_of_what_is_sold(counter: Counter) -> None:
    draft = draft_of(counter, "60.00", "30.05", "-10.00", discount_rate=Decimal("0.10"))

    invoice = counter.issue_draft(draft, DAY)

    # 10 % of 90.05 is 9.005, half away from zero.
    assert str(invoice.discount.amount) == "9.01"
    assert str(invoice.subtotal.amount) == "71.04"


def test_a_discount_may_take_the_whole_and_no_cent_more(counter: Counter) -> None:
    too_much = draft_of(counter, "60.00", "30.00", discount=Decimal("90.01"))
    with refuses(
        "The discount on the whole is more than the invoice: lower it.", IssueError
    ):
        counter.issue_draft(too_much, DAY)

    whole = draft_of(counter, "60.00", "30.00", discount=Decimal("90.00"))
    invoice = counter.issue_draft(whole, DAY)

    assert shares(invoice) == [("60.00", "0.00"), ("30.00", "0.00")]
    assert str(invoice.total.amount) == "0.00"


def test_an_invoice_may_be_due_the_day_it_is_issued_and_no_day_before(
    counter: Counter,
) -> None:
    early = draft_of(counter, "100.00", due_on=date(2026, 11, 2))
    with refuses(
        "It is due on 2 Nov 2026, before its date: change one of them.", IssueError
    ):
        counter.issue_draft(early, DAY)

    assert counter.issue_draft(draft_of(counter, "1.00", due_on=DAY), DAY).number == (
        "FAC-00001"
    )


def test_a_tax_on_another_receivable_stops_the_invoice(counter: Counter) -> None:
    shop = counter.shop
    tax = make_tax(shop.company, "ÉCO", credit="2330")
    tax.debit_account = shop.account("1050")
    tax.save()
    shop.groups["TPS"].members.create(tax=tax, treatment="taxable", position=2)
    draft = shop.draft(shop.line("10.00", group="TPS"))

    with refuses(
        "The items, taxes and payments of this invoice use several receivables"
        " (1050, 1201): give them the same debit account.",
        IssueError,
    ):
        counter.issue_draft(draft, DAY)


@pytest.mark.parametrize("account", ["4090", None])
def test_the_account_of_discounts_is_the_one_of_the_day(
    counter: Counter, account: str | None
) -> None:
    if account:
        counter.choose(discounts=account)
    invoice = counter.issue("100.00", DAY, discount=Decimal("10.00"))
    counter.choose(discounts="4900")

    counter.credit(invoice, None, DAY)

    assert set(counter.left().values()) == {"0.00"}
    assert ("4090" in counter.left(), "4900" in counter.left()) == (
        bool(account),
        False,
    )
