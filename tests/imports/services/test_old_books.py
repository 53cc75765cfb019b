"""Rows of before the cut-over: in the old books, and refused once its list is signed."""

from datetime import date

import pytest

from invoices.services.cut_over import set_cut_over, sign_cut_over
from invoices.verification import document_faults
from reports.queries.cut_over import cut_over_list
from tests.imports.services.till import Rows, Till, money, note, paid, sale

FIRST, LATER = date(2026, 11, 6), date(2026, 11, 20)
CHEQUE = {"method": "Chèque"}
NAMED = {"invoice_number": "F1"}
NOTES: Rows = [note("NC-1", "11-04", "F1", line="1", net="40.00")]
ROWS: Rows = [
    paid("11-04", "F1", "20.00", reference="777"),
    money("11-05", "nsf", "20.00", reference="777"),
    money("11-04", "deposit", "90.00", reference="778", **CHEQUE),
    money("11-05", "apply_deposit", "30.00", reference="778", **NAMED),
    money("11-05", "deposit_refund", "10.00", reference="778", **CHEQUE),
    money("11-05", "keep_deposit", "20.00", reference="778", reason="Annulé"),
    money("11-05", "write_off", "8.99", reason="Introuvable", **NAMED),
    money("11-05", "tips_paid", "5.00", **CHEQUE),
]
SIGNED = (
    "5 Nov 2026 is before 6 Nov 2026, the first day of the books kept here, and the list"
    " of what was open that day is signed: choose 6 Nov 2026 or later, or have the list"
    " reopened."
)


@pytest.fixture
def till(till: Till) -> Till:
    """Its customer has a tax group, which a deposit that is kept needs."""
    customer = till.counter.shop.customer
    customer.tax_group = till.counter.shop.groups["TPS+TVQ"]
    customer.save()
    return till


@pytest.mark.parametrize("is_set_first", [True, False], ids=["set first", "set last"])
def test_whatever_a_file_dates_before_the_day_is_in_the_old_books(
    till: Till, *, is_set_first: bool
) -> None:
    company = till.counter.shop.company
    if is_set_first:
        set_cut_over(company=company, first_day=FIRST)
    till.take(invoices=[sale("F1", "100.00")], credit_notes=NOTES, payments=ROWS)
    if not is_set_first:
        set_cut_over(company=company, first_day=FIRST)

    journal = till.counter.journal()
    assert len(journal) == 10
    assert [line for line in journal if not line.startswith("prior ")] == []
    invoices, credits_, _tips = cut_over_list(company, LATER)
    assert [str(row[-1]) for row in (*invoices.rows, *credits_.rows)] == [
        "30.00",
        "30.00",
    ]
    assert list(document_faults(company)) == []


@pytest.mark.parametrize(
    ("files", "where"),
    [
        (
            {"invoices": [sale("F2", "50.00", invoice_date="2026-11-05")]},
            "invoices.csv:2: None",
        ),
        (
            {"credit_notes": [note("NC-2", "11-05", "F1", line="1", net="10.00")]},
            "credit_notes.csv:2: credit_note_date",
        ),
        *(
            ({"payments": [row]}, "payments.csv:2: payment_date")
            for row in (
                paid("11-05", "F1", "10.00", reference="779"),
                money("11-05", "deposit", "10.00", reference="779", **CHEQUE),
                money("11-05", "write_off", "8.99", reason="Parti", **NAMED),
                money("11-05", "tips_paid", "5.00", **CHEQUE),
                money("11-05", "deposit_refund", "5.00", reference="778", **CHEQUE),
            )
        ),
    ],
    ids=["sale", "note", "payment", "deposit", "write-off", "tips", "refund"],
)
def test_once_the_list_is_signed_a_row_of_before_is_refused_with_its_place(
    till: Till, files: dict[str, Rows], where: str
) -> None:
    company = till.counter.shop.company
    set_cut_over(company=company, first_day=FIRST)
    deposit = money("11-04", "deposit", "90.00", reference="778", **CHEQUE)
    till.take(invoices=[sale("F1", "100.00")], payments=[deposit])
    sign_cut_over(company=company, signed_on=LATER, signed_by=None)
    before = till.counter.journal()

    assert till.refusals(**files) == [f"{where}: {SIGNED}"]
    assert till.counter.journal() == before
