from pathlib import Path

import pytest

from imports.tables import specs
from imports.tables.columns import Columns
from imports.tables.table import Table
from tests.imports.tables.files import only_reason, places, read

ACCOUNTS = "number,name,category,linked_to_module,active\n"
CUSTOMERS = "number,name,email,address,city,province,country,postal_code,tax_group\n"
ITEMS = "code,name,category,unit_price,tax_group,debit_account,credit_account\n"


def lines(table: Table) -> list[int]:
    return [row.line for row in table.rows]


@pytest.mark.parametrize(
    ("columns", "content", "column"),
    [
        (
            specs.ACCOUNTS,
            f"{ACCOUNTS}1201,Clients,asset,no,yes\n1201,Ventes,revenue,no,yes\n",
            "number",
        ),
        (specs.CUSTOMERS, f"{CUSTOMERS}1201,A,,,,,,,\n1201 ,B,,,,,,,\n", "number"),
        (specs.ITEMS, f"{ITEMS}1201,A,,1.00,,,\n1201,A,,2.00,,,\n", "code"),
    ],
    ids=["accounts", "customers", "items"],
)
def test_a_name_that_two_rows_have_is_refused(
    tmp_path: Path, columns: Columns, content: str, column: str
) -> None:
    table = read(tmp_path, content, columns)

    assert lines(table) == [2]
    assert places(table) == [(3, column)]
    assert only_reason(table) == (
        "“1201” is on line 2 already: keep one of the two rows."
    )


def test_each_row_that_repeats_the_first_is_named(tmp_path: Path) -> None:
    rows = "A,a,,1.00,,,\nB,b,,1.00,,,\nA,a,,1.00,,,\n\nA,a,,1.00,,,\n"

    table = read(tmp_path, ITEMS + rows, specs.ITEMS)

    assert places(table) == [(4, "code"), (6, "code")]


def test_codes_that_differ_by_their_case_are_two(tmp_path: Path) -> None:
    table = read(tmp_path, f"{ITEMS}srv,a,,1.00,,,\nSRV,b,,1.00,,,\n", specs.ITEMS)

    assert (lines(table), table.errors) == ([2, 3], [])


def test_an_invoice_has_as_many_rows_as_lines(tmp_path: Path) -> None:
    header = ",".join(specs.INVOICES.required_names)
    row = "F1,2026-11-03,C1,SRV,,1,100.00,,\n"

    table = read(tmp_path, f"{header}\n{row}{row}", specs.INVOICES)

    assert (lines(table), table.errors) == ([2, 3], [])
