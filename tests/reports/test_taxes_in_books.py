"""Which documents the books hold by a day, so that their taxes are not missing."""

from datetime import date

import pytest

from accounting.models import JournalEntry
from companies.models import Company
from reports.registry import REPORTS
from taxes.models import TaxGroupMember
from tests.invoices.counter import Counter
from tests.invoices.shop import entry_of
from tests.reports.reading import tables_of

ISSUED, CORRECTED = date(2026, 10, 28), date(2026, 10, 30)
MONTH_END, NOVEMBER_10 = date(2026, 10, 31), date(2026, 11, 10)
Treatment = TaxGroupMember.Treatment


def due(company: Company, on: date = MONTH_END) -> dict[str, str]:
    """The tax that is missing, by tax."""
    rows = tables_of("taxes-due", company, on)["By tax"]
    return {row[0]: row[-1] for row in rows}


def test_a_void_that_was_not_exported_takes_off_what_the_books_have(
    counter: Counter,
) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.produce(MONTH_END)
    counter.void(invoice, CORRECTED)

    missing = tables_of("taxes-due", counter.shop.company, MONTH_END)

    assert missing == {
        "By tax": [
            ["TPS", "-1000.00", "0.00", "0.00", "0.00", "-50.00"],
            ["TVQ", "-1000.00", "0.00", "0.00", "0.00", "-99.75"],
        ],
        "By document": [
            [invoice.number, "2026-10-28", "Gagnon", "-50.00", "-99.75"],
            ["Total", "", "", "-50.00", "-99.75"],
        ],
    }


def test_nothing_is_missing_once_the_void_is_exported_too(counter: Counter) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.produce(MONTH_END)
    counter.void(invoice, CORRECTED)

    counter.produce(MONTH_END)

    assert due(counter.shop.company) == {}


def test_a_credit_note_is_missing_until_it_is_exported(counter: Counter) -> None:
    invoice = counter.issue("1000.00", ISSUED)
    counter.produce(MONTH_END)
    counter.credit(invoice, "400.00", CORRECTED)

    before = due(counter.shop.company)
    counter.produce(MONTH_END)

    assert before == {"TPS": "-20.00", "TVQ": "-39.90"}
    assert due(counter.shop.company) == {}


def test_documents_count_from_their_own_day(counter: Counter) -> None:
    company = counter.shop.company
    invoice = counter.issue("1000.00", MONTH_END)
    counter.issue("300.00", date(2026, 11, 1))
    counter.credit(invoice, "400.00", NOVEMBER_10)

    assert due(company, date(2026, 10, 30)) == {}
    assert due(company) == {"TPS": "50.00", "TVQ": "99.75"}
    assert due(company, date(2026, 11, 9)) == {"TPS": "65.00", "TVQ": "129.68"}
    assert due(company, NOVEMBER_10) == {"TPS": "45.00", "TVQ": "89.78"}


def test_a_sale_dated_in_the_next_month_by_its_batch_is_missing_in_its_own(
    counter: Counter,
) -> None:
    counter.issue("1000.00", ISSUED)
    counter.shop.change(closed_through=MONTH_END)
    counter.produce(NOVEMBER_10)

    assert due(counter.shop.company) == {"TPS": "50.00", "TVQ": "99.75"}
    assert due(counter.shop.company, date(2026, 11, 1)) == {}


def test_the_payment_of_another_document_with_the_same_id_is_not_the_sale(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    invoice = counter.issue("1000.00", ISSUED)
    payment = entry_of(counter.pay({}, ISSUED, deposit="10.00"))
    JournalEntry.objects.filter(pk=payment.pk).update(source_id=invoice.pk)

    counter.produce(MONTH_END)

    assert due(counter.shop.company) == {"TPS": "50.00", "TVQ": "99.75"}


def test_an_invoice_whose_taxes_come_to_nothing_is_not_listed(
    counter: Counter,
) -> None:
    counter.shop.wait_for_payment()
    counter.void(counter.issue("500.00", ISSUED), CORRECTED)
    last = counter.issue("100.00", CORRECTED)
    first = counter.issue("200.00", ISSUED)

    rows = tables_of("taxes-due", counter.shop.company, MONTH_END)["By document"]

    assert rows == [
        [first.number, "2026-10-28", "Gagnon", "10.00", "19.95"],
        [last.number, "2026-10-30", "Gagnon", "5.00", "9.98"],
        ["Total", "", "", "15.00", "29.93"],
    ]


@pytest.mark.parametrize(
    ("treatment", "column"),
    [
        (Treatment.TAXABLE, "Taxable"),
        (Treatment.ZERO_RATED, "Zero-rated"),
        (Treatment.EXEMPT, "Exempt"),
        (Treatment.RELIEVED, "Relieved"),
    ],
)
def test_each_treatment_has_the_column_of_its_name(
    treatment: str, column: str, counter: Counter
) -> None:
    company = counter.shop.company
    counter.shop.groups["TPS"].members.update(treatment=treatment)
    counter.issue("100.00", ISSUED, group="TPS")

    by_tax, _ = REPORTS["taxes-due"].build(company, MONTH_END)

    labels = [each.label for each in by_tax.columns]
    [row] = by_tax.rows
    assert labels == [
        "Tax",
        "Taxable",
        "Zero-rated",
        "Exempt",
        "Relieved",
        "Tax due",
    ]
    bases = {label: str(value) for label, value in zip(labels, row, strict=True)}
    nothing = dict.fromkeys(labels[1:-1], "0.00")
    tax = "5.00" if treatment == Treatment.TAXABLE else "0.00"
    assert bases == {"Tax": "TPS", **nothing, column: "100.00", "Tax due": tax}
