from decimal import Decimal
from pathlib import Path

import pytest

from accounting.models import GLAccount, JournalEntry
from catalog.models import Category, Item
from imports.services.files import ImportRefusedError
from imports.services.problems import Outcome
from invoices.models import Customer, Invoice, Payment
from tests.imports.services.files import (
    ACCOUNTS,
    CUSTOMERS,
    FILES,
    INVOICES,
    ITEMS,
    PAYMENTS,
    bring_in,
    make_firm,
)

pytestmark = pytest.mark.django_db


def errors_of(refused: pytest.ExceptionInfo[ImportRefusedError]) -> list[object]:
    found = refused.value.errors
    return [(error.file, error.line, error.column) for error in found]


def test_all_files_bring_in_documents_and_their_entries(tmp_path: Path) -> None:
    company = make_firm()

    outcomes = bring_in(company, tmp_path, **FILES)

    assert outcomes == {
        "accounts": Outcome(created=1, updated=0, unchanged=1),
        "items": Outcome(created=1),
        "customers": Outcome(created=1),
        "invoices": Outcome(created=2),
        "payments": Outcome(created=3),
    }
    first, second = Invoice.objects.order_by("number")
    assert first.total.amount == Decimal("114.98")
    assert first.balance.amount == Decimal(0)
    # 200.00 less 10 %, and 20.00 less 5.00: 195.00 before taxes
    assert second.subtotal.amount == Decimal("195.00")
    assert second.total.amount == Decimal("224.20")
    assert second.balance.amount == Decimal("24.20")
    assert JournalEntry.objects.filter(status="READY").count() == 5
    assert Category.objects.get().name == "Services"


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)

    outcomes = bring_in(company, tmp_path, **FILES)

    assert outcomes == {
        "accounts": Outcome(unchanged=2),
        "items": Outcome(unchanged=1),
        "customers": Outcome(unchanged=1),
        "invoices": Outcome(unchanged=2),
        "payments": Outcome(unchanged=3),
    }


def test_changed_records_are_updated_and_counted(tmp_path: Path) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)

    outcomes = bring_in(
        company,
        tmp_path,
        accounts=ACCOUNTS.replace("Anciennes", "Vieilles"),
        items=ITEMS.replace("100.00", "110.00"),
        customers=CUSTOMERS.replace("Laval", "Lévis"),
    )

    assert [outcome.updated for outcome in outcomes.values()] == [1, 1, 1]
    assert GLAccount.objects.get(number="4999").name == "Vieilles ventes"
    assert Item.objects.get().unit_price.amount == Decimal("110.00")
    assert Customer.objects.get().city == "Lévis"


def test_one_bad_row_and_nothing_is_written(tmp_path: Path) -> None:
    company = make_firm()
    bad = {**FILES, "payments": PAYMENTS.replace("114.98", "114.99")}

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, **bad)

    assert errors_of(refused) == [("payments.csv", 2, "amount")]
    assert Invoice.objects.count() == Item.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        ("accounts", "4000,Ventes", "4000,", ("accounts.csv", 2, "name")),
        ("items", "TPS+TVQ", "TVH", ("items.csv", 2, "tax_group")),
        ("items", "4000", "4999", ("items.csv", 2, "credit_account")),
        ("items", "1201", "1010", ("items.csv", 2, "debit_account")),
        ("items", "1201", "9999", ("items.csv", 2, "debit_account")),
        ("customers", "TPS+TVQ", "TVH", ("customers.csv", 2, "tax_group")),
        (
            "invoices",
            "F1,2026-11-03,C1",
            "F1,2026-11-03,C9",
            ("invoices.csv", 2, "customer_number"),
        ),
        ("invoices", "SRV,Visite", "XXX,Visite", ("invoices.csv", 3, "item_code")),
        ("invoices", "C1,,Dép", "C2,,Dép", ("invoices.csv", 4, "customer_number")),
        ("invoices", "20.00,5.00", "20.00,25.00", ("invoices.csv", 3, None)),
        ("invoices", "F1,2026", "F1,1999", ("invoices.csv", 2, None)),
        ("payments", "2026-11-05", "2026-11-02", ("payments.csv", 2, "amount")),
        (
            "payments",
            "F1,114.98,Chèque",
            "F1,114.98,Troc",
            ("payments.csv", 2, "method"),
        ),
        ("payments", "C1,F1", "C1,F9", ("payments.csv", 2, "invoice_number")),
    ],
)
def test_each_bad_row_is_named(
    tmp_path: Path, kind: str, old: str, new: str, expected: tuple[str, int, str | None]
) -> None:
    company = make_firm()
    content = FILES[kind].replace(old, new, 1)
    if kind == "accounts":
        content = content.replace(" – services", "")

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, **{**FILES, kind: content})

    assert errors_of(refused)[0] == expected


def test_a_known_invoice_with_other_content_is_an_error(tmp_path: Path) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)

    for old, new in [("2,100.00,10%", "3,100.00,10%"), ("2026-11-03", "2026-11-02")]:
        with pytest.raises(ImportRefusedError) as refused:
            bring_in(company, tmp_path, invoices=INVOICES.replace(old, new))
        assert [e.column for e in refused.value.errors] == ["invoice_number"]


def test_scenario_45_one_reference_is_one_payment_over_two_invoices(
    tmp_path: Path,
) -> None:
    company = make_firm()
    payments = (
        "payment_date,customer_number,invoice_number,amount,method,kind,reference\n"
        "2026-11-06,C1,F1,114.98,Chèque,payment,778\n"
        "2026-11-06,C1,F2,224.20,Chèque,payment,778\n"
    )
    bring_in(company, tmp_path, **{**FILES, "payments": payments})

    payment = Payment.objects.get()
    entry = JournalEntry.objects.get(source_kind="invoices.payment")
    assert payment.amount.amount == Decimal("339.18")
    assert [
        (line.account and line.account.number, line.debit, line.credit)
        for line in entry.lines.order_by("position")
    ] == [
        ("1010", Decimal("339.18"), 0),
        ("1201", 0, Decimal("114.98")),
        ("1201", 0, Decimal("224.20")),
    ]
    assert bring_in(company, tmp_path, payments=payments) == {
        "payments": Outcome(unchanged=1)
    }
    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, payments=payments.replace("224.20", "24.20"))
    assert errors_of(refused) == [("payments.csv", 2, "reference")]


def test_rows_of_one_reference_must_agree(tmp_path: Path) -> None:
    company = make_firm()
    payments = (
        "payment_date,customer_number,invoice_number,amount,method,kind,reference\n"
        "2026-11-06,C1,F1,114.98,Chèque,payment,778\n"
        "2026-11-07,C1,F2,224.20,Chèque,payment,778\n"
    )

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, **{**FILES, "payments": payments})

    assert errors_of(refused) == [("payments.csv", 3, "payment_date")]


def test_a_line_without_any_tax_group_is_refused(tmp_path: Path) -> None:
    company = make_firm()
    bare = {
        **FILES,
        "items": ITEMS.replace("TPS+TVQ", ""),
        "customers": CUSTOMERS.replace("TPS+TVQ", ""),
    }

    with pytest.raises(ImportRefusedError) as refused:
        bring_in(company, tmp_path, **bare)

    assert ("invoices.csv", 2, "tax_group") in errors_of(refused)
