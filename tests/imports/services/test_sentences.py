"""What the command prints of a bad row: the file, the line, the column, what to do."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounting.models import GLAccount
from catalog.models import Item
from invoices.models import Customer, Invoice, Payment
from tests.factories import make_exported_line
from tests.imports.services.files import FILES, PAYMENTS, bring_in, make_firm, write

pytestmark = pytest.mark.django_db

UNKNOWN = "“{}” is not known in this company: add it first."


def printed(folder: Path, **files: str) -> list[str]:
    """The lines on standard error; none when the files came in."""
    err = StringIO()
    paths = [f"--{kind}={path}" for kind, path in write(folder, **files).items()]
    try:
        call_command(
            "import_files", "--company=cote", *paths, stdout=StringIO(), stderr=err
        )
    except CommandError:
        return err.getvalue().splitlines()
    return []


@pytest.mark.parametrize(
    ("kind", "old", "new", "sentence"),
    [
        (
            "accounts",
            "4999,Anciennes ventes,revenue",
            "4999,Anciennes ventes,sales",
            (
                "accounts.csv:3: category: “sales” is not allowed here: write asset /"
                " liability / equity / revenue / expense."
            ),
        ),
        (
            "items",
            "100.00",
            "-1",
            "items.csv:2: unit_price: “-1” is too small: at least 0 is expected.",
        ),
        ("items", "TPS+TVQ", "TVH", f"items.csv:2: tax_group: {UNKNOWN.format('TVH')}"),
        (
            "items",
            "1201,4000",
            "1201,9999",
            f"items.csv:2: credit_account: {UNKNOWN.format('9999')}",
        ),
        (
            "items",
            "1201,4000",
            "1010,4000",
            "items.csv:2: debit_account: Sales debit 1201: use it here too.",
        ),
        (
            "items",
            "1201,4000",
            "1201,4999",
            (
                "items.csv:2: credit_account: Account 4999 is inactive; Acomba refuses"
                " entries in it. Choose another, or make it active again in Acomba and"
                " in the chart of accounts."
            ),
        ),
        (
            "customers",
            "C1,Côté & Fils",
            "C1,",
            "customers.csv:2: name: This cell is empty: fill it.",
        ),
        (
            "invoices",
            "F2,2026-11-04,C1,,Dép",
            "F2,2026-11-05,C1,,Dép",
            (
                "invoices.csv:4: invoice_date: The first row of invoice F2 has"
                " another value: give the same one."
            ),
        ),
        (
            "invoices",
            "C1,,Déplacement",
            "C1,,",
            (
                "invoices.csv:4: description: A line without an item needs a"
                " description: write what was sold."
            ),
        ),
        (
            "payments",
            "114.98",
            "114.99",
            "payments.csv:2: amount: 114.99 is more than the 114.98 due on invoice F1.",
        ),
        (
            "payments",
            "114.98",
            "0",
            "payments.csv:2: amount: “0” is too small: at least 0.01 is expected.",
        ),
        (
            "payments",
            "C1,F1,114.98",
            "C1,,114.98",
            "payments.csv:2: invoice_number: This cell is empty: fill it.",
        ),
    ],
)
def test_a_bad_cell_is_told_in_one_line(
    tmp_path: Path, kind: str, old: str, new: str, sentence: str
) -> None:
    make_firm()
    assert old in FILES[kind]

    lines = printed(tmp_path, **{**FILES, kind: FILES[kind].replace(old, new, 1)})

    assert lines[0] == sentence


def test_files_are_told_in_the_order_in_which_they_lean_on_each_other(
    tmp_path: Path,
) -> None:
    make_firm()
    customers = FILES["customers"].replace("TPS+TVQ", "TVH")
    items = FILES["items"].replace("100.00", "cent")

    lines = printed(tmp_path, customers=customers, items=items)

    assert lines == [
        (
            "items.csv:2: unit_price: “cent” is not a number: write digits and a decimal"
            " mark, such as 1234.50."
        ),
        f"customers.csv:2: tax_group: {UNKNOWN.format('TVH')}",
    ]


def test_a_number_in_an_exported_file_is_not_taken_over(tmp_path: Path) -> None:
    company = make_firm()
    make_exported_line(GLAccount.objects.get(number="4000"))
    renamed = FILES["accounts"].replace("Ventes – services", "Services")

    assert printed(tmp_path, accounts=renamed) == []
    account = GLAccount.objects.for_company(company).get(number="4000")
    assert account.name == "Services"


@pytest.mark.parametrize("kind", ["items", "customers", "invoices", "payments"])
def test_a_bad_last_file_leaves_nothing_of_the_first(tmp_path: Path, kind: str) -> None:
    make_firm()
    accounts = GLAccount.objects.count()
    half = FILES[kind].splitlines()[0] + "\nx\n"

    lines = printed(tmp_path, **{**FILES, kind: half})

    assert lines[0].startswith(f"{kind}.csv:2: This row has 1 cells and the header ")
    assert GLAccount.objects.count() == accounts
    for model in (Item, Customer, Invoice, Payment):
        assert not model._default_manager.exists()  # noqa: SLF001 - Django's documented API


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    make_firm()
    err = StringIO()

    with pytest.raises(CommandError, match="1 error; nothing was written"):
        call_command(
            "import_files",
            "--company=cote",
            f"--items={tmp_path / 'items.csv'}",
            stderr=err,
        )

    assert err.getvalue() == (
        "items.csv: The file cannot be opened: No such file or directory.\n"
    )


def test_an_overpayment_is_seen_across_rows(tmp_path: Path) -> None:
    make_firm()
    third = "2026-11-06,C1,F2,24.21,Chèque,payment\n"

    assert printed(tmp_path, **{**FILES, "payments": PAYMENTS + third}) == [
        "payments.csv:5: amount: 24.21 is more than the 24.20 due on invoice F2."
    ]


def test_two_equal_payments_of_a_day_are_two_and_stay_two(tmp_path: Path) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)

    assert printed(tmp_path, payments=PAYMENTS) == []
    assert Payment.objects.filter(amount="100.00").count() == 2


def test_rows_in_another_order_are_the_same_payments(tmp_path: Path) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)
    header, *rows = PAYMENTS.splitlines(keepends=True)

    assert printed(tmp_path, payments="".join([header, *reversed(rows)])) == []
    assert Payment.objects.count() == 3


def test_lines_of_an_invoice_in_another_order_are_another_invoice(
    tmp_path: Path,
) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)
    header, first, *lines = FILES["invoices"].splitlines(keepends=True)

    assert printed(tmp_path, invoices="".join([header, first, *reversed(lines)])) == [
        (
            "invoices.csv:3: invoice_number: Invoice F2 is already here with other"
            " content."
        )
    ]
