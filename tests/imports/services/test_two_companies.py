"""Files of two companies that use the same numbers, codes, names and references."""

from pathlib import Path

import pytest

from catalog.models import Item
from imports.services.problems import Outcome
from invoices.models import CreditNote, Customer, Invoice, Payment
from tests.imports.services.files import FILES, bring_in, make_firm
from tests.imports.services.till import Till, money, note, paid, sale

CHEQUE = {"method": "Chèque"}
SALES = [sale("F1", "100.00"), sale("F2", "100.00"), sale("F3", "1000.00")]
NOTES = [note("NC-1", "11-05", "F3", line="1", net="40.00")]
MONEY = [
    paid("11-06", "F1", "114.98", reference="778"),
    money("11-06", "credit", "5.02", reference="778", **CHEQUE),
    money("11-06", "tip", "5.00", reference="778", **CHEQUE),
    money("11-06", "deposit", "50.00", reference="S-88", **CHEQUE),
    money("11-07", "apply_credit", "2.00", invoice_number="F2"),
    money("11-07", "apply_deposit", "20.00", invoice_number="F2"),
    money("11-07", "credit_refund", "1.00", **CHEQUE),
    money("11-07", "deposit_refund", "10.00", **CHEQUE),
    paid("11-07", "F3", "3.00", reference="779"),
    money("11-08", "nsf", "3.00", reference="779"),
    money("11-08", "write_off", "92.98", invoice_number="F2", reason="Introuvable"),
    money("11-09", "recovery", "2.00", invoice_number="F2", **CHEQUE),
    money("11-09", "tips_paid", "5.00", **CHEQUE),
    money("11-09", "payout", "5.00", method="Carte", fee="0.10"),
]


def test_the_rows_of_one_company_are_new_in_another_and_known_in_it(
    till: Till, neighbour: Till
) -> None:
    here = till.take(invoices=SALES, credit_notes=NOTES, payments=MONEY)
    journal = till.counter.journal()
    there = neighbour.take(invoices=SALES, credit_notes=NOTES, payments=MONEY)

    again = till.take(invoices=SALES, credit_notes=NOTES, payments=MONEY)

    counts = {"invoices": 3, "credit_notes": 1, "payments": 12}
    assert here == there == {k: Outcome(created=n) for k, n in counts.items()}
    assert again == {k: Outcome(unchanged=n) for k, n in counts.items()}
    assert till.counter.journal() == neighbour.counter.journal() == journal


@pytest.mark.django_db
def test_records_of_one_company_are_not_those_of_another(tmp_path: Path) -> None:
    here, there = make_firm("cote"), make_firm("voisin")
    bring_in(here, tmp_path, **FILES)

    assert bring_in(there, tmp_path, **FILES) == {
        "accounts": Outcome(created=1, unchanged=1),
        "items": Outcome(created=1),
        "customers": Outcome(created=1),
        "invoices": Outcome(created=2),
        "payments": Outcome(created=3),
    }
    for model in (Item, Customer, Invoice, Payment):
        rows = model.objects.filter(company=here).count()
        assert model.objects.filter(company=there).count() == rows > 0
    items = Item.objects.for_company(there).select_related("category", "tax_group")
    for item in items:
        named = [item.category, item.tax_group, item.debit_account, item.credit_account]
        assert [row and row.company for row in named] == [there] * 4


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        (
            {"invoices": [sale("F9", "100.00", progress_of="F3")]},
            (
                "invoices.csv:2: progress_of: No invoice has the number F3: give the first"
                " invoice of the job, on a row above this one."
            ),
        ),
        (
            {"credit_notes": [note("NC-9", "11-10", "F3")]},
            (
                "credit_notes.csv:2: invoice_number: “F3” is not known in this company: add"
                " it first."
            ),
        ),
        (
            {"payments": [paid("11-10", "F3", "1.00")]},
            (
                "payments.csv:2: invoice_number: “F3” is not known in this company: add it"
                " first."
            ),
        ),
        (
            {"payments": [money("11-10", "nsf", "114.98", reference="778")]},
            (
                "payments.csv:2: reference: No payment of this customer has this reference:"
                " correct it."
            ),
        ),
    ],
    ids=["job", "credited invoice", "paid invoice", "payment"],
)
def test_what_another_company_has_is_not_known(
    till: Till, neighbour: Till, rows: dict[str, list[dict[str, str]]], refusal: str
) -> None:
    till.take(invoices=SALES, payments=MONEY[:3])

    assert neighbour.refusals(**rows) == [refusal]
    assert not Invoice.objects.for_company(neighbour.counter.shop.company).exists()
    assert not CreditNote.objects.exists()
