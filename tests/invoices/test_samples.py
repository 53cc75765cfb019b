"""What a save would put in the next file, before it is in any."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.models import AccountingSettings
from accounting.saving import Sample
from invoices.models import DocumentNumbering
from invoices.samples import customer_sample, invoice_sample, method_sample
from invoices.services.correcting import start_correction
from tests.factories import make_method
from tests.invoices.shop import Shop

TODAY = date(2026, 11, 24)


def told(shop: Shop, sample: Sample) -> list[str]:
    """Each line as its account, its amount and the rule that chose it."""
    numbers = {
        shop.account(number).pk: number
        for number in ("1010", "1201", "2310", "2320", "2330", "4000", "4900")
    }
    return [
        f"{numbers.get(line.account_id or 0, '?')} {line.amount} {_rule(line.origin)}"
        for line in sample.lines
    ]


def _rule(origin: str) -> str:
    """Without the id of a tax."""
    return "tax" if origin.startswith("tax:") else origin


def test_a_customer_is_shown_under_the_next_number(shop: Shop) -> None:
    shop.issue(shop.line("100.00"))

    assert customer_sample(shop.customer, TODAY) == Sample(
        on=TODAY, document="FAC-00002", party="Gagnon"
    )


def test_a_payment_method_puts_a_cent_on_its_account(shop: Shop) -> None:
    own = make_method(shop.company, "Comptant", account=shop.account("4000"))

    assert told(shop, method_sample(own, TODAY)) == [f"4000 0.01 method:{own.pk}"]
    assert told(shop, method_sample(shop.method, TODAY)) == [
        f"1010 0.01 default:method:{shop.method.pk}"
    ]


def test_a_draft_shows_the_sale_it_would_make(shop: Shop) -> None:
    draft = shop.draft(shop.line("100.00"), shop.line("50.00", None, group="TVH ON"))
    draft.total = Decimal("171.48")

    sample = invoice_sample(draft, TODAY)

    assert (sample.document, sample.party) == ("FAC-00001", "Gagnon")
    # Each tax may debit and credit: a cent of both sides.
    assert told(shop, sample) == [
        "1201 171.48 settings:sale_debit",
        "4000 100.00 line",
        "4900 50.00 default:text",
        *["2310 0.01 tax", "1201 0.01 tax"],
        *["2320 0.01 tax", "1201 0.01 tax"],
        *["2330 0.01 tax", "1201 0.01 tax"],
    ]


@pytest.mark.parametrize("group", ["Exonéré", "Détaxé"])
def test_a_draft_without_taxes_shows_none(shop: Shop, group: str) -> None:
    draft = shop.draft(shop.line("100.00", group=group))

    assert told(shop, invoice_sample(draft, TODAY))[1:] == ["4000 100.00 line"]


def test_a_customer_relieved_from_taxes_bears_none(shop: Shop) -> None:
    shop.customer.is_exempt = True
    shop.customer.save()
    draft = shop.draft(shop.line("100.00"))

    assert told(shop, invoice_sample(draft, TODAY))[1:] == ["4000 100.00 line"]


def test_a_draft_shows_no_receivable_before_one_is_chosen(shop: Shop) -> None:
    shop.change(sale_debit=None)
    draft = shop.draft(shop.line("100.00", group="Exonéré"))

    assert told(shop, invoice_sample(draft, TODAY)) == ["4000 100.00 line"]


def test_a_replacement_is_shown_under_the_number_it_takes(shop: Shop) -> None:
    draft = start_correction(invoice=shop.issue(shop.line("100.00")))
    DocumentNumbering.objects.update(prefix="Z-")

    assert invoice_sample(draft, TODAY).document == "FAC-00001-R1"


def test_an_issued_invoice_shows_what_it_froze(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00"))
    AccountingSettings.objects.update(sale_debit=shop.account("1010"))
    shop.customer.name = "Roy"
    shop.customer.save()

    sample = invoice_sample(invoice, TODAY)

    assert (sample.document, sample.party, sample.on) == ("FAC-00001", "Gagnon", TODAY)
    assert told(shop, sample) == [
        "1201 114.98 settings:sale_debit",
        "4000 100.00 line",
        "2310 5.00 tax",
        "2320 9.98 tax",
    ]


def test_an_issued_tax_without_account_is_shown_as_missing(shop: Shop) -> None:
    invoice = shop.issue(shop.line("100.00", group="TPS"))
    tax = invoice.taxes.get()
    tax.account = None
    tax.save()

    line = invoice_sample(invoice, TODAY).lines[2]

    assert (line.account_id, line.amount) == (None, Decimal("5.00"))
    assert line.origin == f"missing:tax:{tax.tax_id}"
