"""What reports say of money that bounced after it had been sent back or kept."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.models import Invoice
from invoices.services.forfeiting import forfeit_deposit
from tests.invoices.counter import Counter
from tests.reports.reading import tables_of

PAID, GONE, BACK = date(2026, 11, 6), date(2026, 11, 10), date(2026, 11, 16)
MONTH_END = date(2026, 12, 31)


@pytest.fixture
def document(counter: Counter) -> Invoice:
    """150.00 owed, of a deposit of 300.00 of which 50.00 was kept; the rule is on."""
    counter.shop.wait_for_payment()
    deposit = counter.deposit("300.00", PAID)
    forfeit_deposit(
        credit=deposit,
        amount=Decimal("50.00"),
        tax_group=counter.shop.groups["TPS+TVQ"],
        forfeited_on=GONE,
        reason="Annulé",
    )
    counter.refund(deposit, "100.00", GONE)
    assert deposit.payment is not None
    document = counter.bounce(deposit.payment, BACK).document
    assert document is not None
    return document


def read(
    counter: Counter, slug: str, on: date = MONTH_END
) -> dict[str, list[list[str]]]:
    return tables_of(slug, counter.shop.company, on)


@pytest.mark.usefixtures("document")
def test_its_age_is_that_of_the_return(counter: Counter) -> None:
    assert read(counter, "ageing")["Customers"][-1] == [
        "Total",
        "0.00",
        "150.00",
        "0.00",
        "0.00",
        "150.00",
        "150.00",
    ]
    assert read(counter, "ageing", GONE)["Customers"][-1][-1] == "0.00"


@pytest.mark.usefixtures("document")
def test_the_receivable_is_proved_with_it(counter: Counter) -> None:
    rows = dict(read(counter, "receivable")["By state"])

    assert rows["Ready to export"] == rows["Owed by customers"] == "150.00"
    assert (rows["Held until paid"], rows["Difference"]) == ("0.00", "0.00")


@pytest.mark.usefixtures("document")
def test_it_is_no_sale_and_the_deposit_that_was_kept_stays_one(
    counter: Counter,
) -> None:
    assert read(counter, "sales")["Accounts"] == [
        ["4900", "Autres revenus (défaut)", "0.00", "43.08", "0.00", "43.08"],
        ["Total", "", "0.00", "43.08", "0.00", "43.08"],
    ]


@pytest.mark.usefixtures("document")
def test_it_waits_for_nothing(counter: Counter) -> None:
    assert read(counter, "held")["Invoices"] == [
        ["Total", "", "", "", "0.00", "0.00", "0.00"]
    ]


@pytest.mark.usefixtures("document")
def test_the_taxes_of_the_deposit_that_was_kept_stay_due_and_no_others(
    counter: Counter,
) -> None:
    tables = read(counter, "taxes-due")

    assert [row[-1] for row in tables["By tax"]] == ["2.38", "4.54"]
    assert [row[1] for row in tables["By document"]] == ["2026-11-10", ""]
