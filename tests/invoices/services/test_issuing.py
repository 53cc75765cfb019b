from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounting.queries import settings_for
from invoices.models import DocumentNumbering, Invoice
from invoices.services.amounts import IssueError
from invoices.services.issuing import issue_invoice
from taxes.queries import NoRateError
from tests.factories import make_item
from tests.invoices.shop import NOVEMBER_3, Shop


def refusal(invoice: Invoice) -> str:
    with pytest.raises(IssueError) as error:
        issue_invoice(invoice=invoice, issued_on=NOVEMBER_3)
    return str(error.value)


def test_issue_invoice_freezes_the_document(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))

    invoice.refresh_from_db()
    assert (invoice.status, invoice.number) == ("ISSUED", "FAC-00001")
    assert (invoice.issued_on, invoice.customer_name) == (NOVEMBER_3, "Gagnon")
    assert invoice.receivable == shop.account("1201")
    amounts = (invoice.subtotal, invoice.tax_total, invoice.total, invoice.balance)
    assert [str(money.amount) for money in amounts] == [
        "100.00",
        "14.98",
        "114.98",
        "114.98",
    ]


def test_numbering_skips_a_number_that_is_taken(shop: Shop) -> None:
    Invoice.objects.filter(pk=shop.issue(shop.line("1.00")).pk).update(
        number="FAC-00002"
    )

    invoice = shop.issue(shop.line("1.00"))

    assert invoice.number == "FAC-00003"
    assert DocumentNumbering.objects.get(company=shop.company).next_number == 4


def test_an_issued_invoice_is_not_issued_again(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))

    assert refusal(invoice) == "Invoice FAC-00001 is already issued."


def test_an_invoice_needs_a_line(shop: Shop) -> None:
    assert refusal(shop.draft()) == ("An invoice needs a line before it is issued.")


def test_a_discount_above_its_line_is_refused(shop: Shop) -> None:
    draft = shop.draft(shop.line("10.00", discount=Decimal("10.01")))

    assert refusal(draft) == ("The discount of “Travaux” is more than its amount.")


def test_an_invoice_needs_a_receivable(shop: Shop) -> None:
    settings = settings_for(shop.company)
    settings.sale_debit = settings.payment_credit = None
    settings.save()
    group = shop.groups["TPS"]
    group.members.all().delete()

    assert refusal(shop.draft(shop.line("10.00", group="TPS"))) == (
        "No receivable: choose the debit account of sales in the accounting settings."
    )


def test_an_invoice_has_one_receivable(shop: Shop) -> None:
    item = make_item(shop.company, "A", debit_account=shop.account("1050"))

    assert refusal(shop.draft(shop.line("10.00", item=item))) == (
        "The items, taxes and payments of this invoice use several receivables"
        " (1050, 1201): give them the same debit account."
    )
    assert Invoice.objects.get().status == "DRAFT"


def test_a_tax_needs_a_rate_on_the_day(shop: Shop) -> None:
    draft = shop.draft(shop.line("10.00", group="TPS"))

    with pytest.raises(NoRateError) as error:
        issue_invoice(invoice=draft, issued_on=date(2007, 12, 31))

    assert str(error.value) == (
        "TPS has no rate on 31 Dec 2007: add one that starts on that day or before."
    )


def test_ten_lines_cost_the_queries_of_one(shop: Shop) -> None:
    shop.issue(shop.line("1.00"))
    counts = []
    for count in (1, 10):
        items = [make_item(shop.company, f"{count}-{n}") for n in range(count)]
        draft = shop.draft(*(shop.line("1.00", item=item) for item in items))
        with CaptureQueriesContext(connection) as queries:
            issue_invoice(invoice=draft, issued_on=NOVEMBER_3)
        counts.append(len(queries))

    assert counts[0] == counts[1]
