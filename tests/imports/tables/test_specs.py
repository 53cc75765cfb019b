from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accounting.fields import MAXIMUM
from imports.tables import specs
from imports.tables.amounts import Discount
from imports.tables.columns import Columns
from imports.tables.limits import LARGEST_NUMBER
from tests.imports.tables.files import only_reason, places, read

INVOICES = (
    "invoice_number,invoice_date,customer_number,item_code,description,quantity,"
    "unit_price,discount,tax_group\n"
)
PAYMENTS = "payment_date,customer_number,invoice_number,amount,method,kind"


def test_a_row_of_accounts(tmp_path: Path) -> None:
    content = (
        "number,name,category,linked_to_module,active\n1100,Clients,asset,oui,yes\n"
    )

    (row,) = read(tmp_path, content, specs.ACCOUNTS).rows

    assert row.values == {
        "number": "1100",
        "name": "Clients",
        "category": "asset",
        "linked_to_module": True,
        "active": True,
    }


def test_a_row_of_items(tmp_path: Path) -> None:
    content = (
        "code,name,category,unit_price,tax_group,debit_account,credit_account\n"
        "S-1,Appel de service,,95,,,4000\n"
    )

    (row,) = read(tmp_path, content, specs.ITEMS).rows

    assert row.values == {
        "code": "S-1",
        "name": "Appel de service",
        "category": "",
        "unit_price": Decimal("95.00"),
        "tax_group": "",
        "debit_account": "",
        "credit_account": "4000",
    }


def test_a_customer_needs_a_number_and_a_name(tmp_path: Path) -> None:
    header = "number,name,email,address,city,province,country,postal_code,tax_group\n"

    table = read(
        tmp_path, f"{header}C1,Tremblay,,,,,,,\n,,a@b.ca,,,,,,\n", specs.CUSTOMERS
    )

    assert [row.text("name") for row in table.rows] == ["Tremblay"]
    assert places(table) == [(3, "number"), (3, "name")]


def test_a_row_of_invoices(tmp_path: Path) -> None:
    content = f"{INVOICES}F-1,2026-11-24,C1,S-1,,-1.5,95.00,10%,TPS+TVQ\n"

    (row,) = read(tmp_path, content, specs.INVOICES).rows

    assert row.values == {
        "invoice_number": "F-1",
        "invoice_date": date(2026, 11, 24),
        "customer_number": "C1",
        "item_code": "S-1",
        "description": "",
        "quantity": Decimal("-1.5000"),
        "unit_price": Decimal("95.00"),
        "discount": Discount(rate=Decimal("0.10")),
        "tax_group": "TPS+TVQ",
        "due_date": None,
        "prices_include_taxes": None,
        "document_discount": Discount(),
        "kind": None,
        "progress_of": "",
        "province": "",
    }


def test_a_line_without_an_item_needs_a_description(tmp_path: Path) -> None:
    content = f"{INVOICES}F-1,2026-11-24,C1,,,1,95.00,,\n"

    table = read(tmp_path, content, specs.INVOICES)

    assert table.rows == []
    assert places(table) == [(2, "description")]
    assert only_reason(table) == (
        "A line without an item needs a description: write what was sold."
    )


def test_an_invoice_number_has_at_most_twenty_characters(tmp_path: Path) -> None:
    rows = [f"{'9' * n},2026-11-24,C1,S-1,,1,-1,,\n" for n in (20, 21)]

    table = read(tmp_path, INVOICES + "".join(rows), specs.INVOICES)

    assert places(table) == [
        (2, "unit_price"),
        (3, "invoice_number"),
        (3, "unit_price"),
    ]


@pytest.mark.parametrize(
    ("names", "cell", "reference"),
    [("", "", ""), (",reference", ",DEP-7", "DEP-7"), (",reference", ",", "")],
)
def test_a_row_of_payments(
    tmp_path: Path, names: str, cell: str, reference: str
) -> None:
    content = f"{PAYMENTS}{names}\n2026-11-24,C1,F-1,0.01,Chèque,payment{cell}\n"

    (row,) = read(tmp_path, content, specs.PAYMENTS).rows

    assert row.values == {
        "payment_date": date(2026, 11, 24),
        "customer_number": "C1",
        "invoice_number": "F-1",
        "amount": Decimal("0.01"),
        "method": "Chèque",
        "kind": "payment",
        "reference": reference,
        "fee": None,
        "reason": "",
    }


def test_an_amount_is_above_zero_and_a_kind_is_known(tmp_path: Path) -> None:
    content = f"{PAYMENTS}\n2026-11-24,C1,F-1,0,Chèque,gift\n"

    table = read(tmp_path, content, specs.PAYMENTS)

    amount, kind = ((error.column, str(error.reason)) for error in table.errors)
    assert amount == ("amount", "“0” is too small: at least 0.01 is expected.")
    assert kind[1].startswith("“gift” is not allowed here: write payment / deposit / ")


@pytest.mark.parametrize(
    "columns",
    [
        specs.ACCOUNTS,
        specs.ITEMS,
        specs.CUSTOMERS,
        specs.INVOICES,
        specs.CREDIT_NOTES,
        specs.PAYMENTS,
    ],
    ids=["accounts", "items", "customers", "invoices", "credit_notes", "payments"],
)
def test_every_column_of_a_table_has_its_own_name(columns: Columns) -> None:
    names = [column.name for column in columns.all]

    assert len(names) == len(set(names))


def test_a_file_may_hold_what_a_person_may_type() -> None:
    assert LARGEST_NUMBER == MAXIMUM
