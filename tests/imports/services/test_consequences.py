"""The first cause is told; rows that are wrong only for want of it are counted."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from catalog.models import Category, Item
from imports.services.files import ImportRefusedError
from imports.services.telling import tell_problems
from invoices.models import Invoice
from tests.imports.services.files import FILES, INVOICES, bring_in, make_firm, write
from tests.imports.services.till import Rows, Till, money, note, paid, sale

CHEQUE = {"method": "Chèque"}
MISSING = "that are refused or missing above."
NOT_A_NUMBER = "“un” is not a number: write digits and a decimal mark, such as 1234.50."
EMPTY = "This cell is empty: fill it."
UNKNOWN = "“{}” is not known in this company: add it first."
pytestmark = pytest.mark.django_db


def run(folder: Path, *options: str, **files: str) -> list[str]:
    """The lines on standard error, and last what the command ends with."""
    err = StringIO()
    paths = [f"--{kind}={path}" for kind, path in write(folder, **files).items()]
    arguments = ["--company=cote", *paths, *options]
    try:
        call_command("import_files", *arguments, stdout=StringIO(), stderr=err)
    except CommandError as error:
        return [*err.getvalue().splitlines(), str(error)]
    return err.getvalue().splitlines()


def told(till: Till, **rows: Rows) -> list[str]:
    try:
        till.take(**rows)
    except ImportRefusedError as error:
        return list(tell_problems(error.problems))
    return []


@pytest.mark.parametrize(
    ("kind", "old", "new", "lines"),
    [
        (
            "accounts",
            "services,revenue",
            "services,sales",
            [
                (
                    "accounts.csv:2: category: “sales” is not allowed here: write asset"
                    " / liability / equity / revenue / expense."
                ),
                f"1 row of items.csv waits for accounts {MISSING}",
                f"2 rows of invoices.csv wait for items {MISSING}",
                f"3 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
        (
            "items",
            "100.00",
            "un",
            [
                f"items.csv:2: unit_price: {NOT_A_NUMBER}",
                f"2 rows of invoices.csv wait for items {MISSING}",
                f"3 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
        (
            "items",
            "1201,4000",
            "1201,4999",
            [
                (
                    "items.csv:2: credit_account: Account 4999 is inactive; Acomba"
                    " refuses entries in it. Choose another, or make it active again in"
                    " Acomba and in the chart of accounts."
                ),
                f"2 rows of invoices.csv wait for items {MISSING}",
                f"3 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
        (
            "customers",
            "Côté & Fils",
            "",
            [
                f"customers.csv:2: name: {EMPTY}",
                f"3 rows of invoices.csv wait for customers {MISSING}",
                f"3 rows of payments.csv wait for customers {MISSING}",
            ],
        ),
        (
            "customers",
            "TPS+TVQ",
            "TVH",
            [
                f"customers.csv:2: tax_group: {UNKNOWN.format('TVH')}",
                f"3 rows of invoices.csv wait for customers {MISSING}",
                f"3 rows of payments.csv wait for customers {MISSING}",
            ],
        ),
        (
            "invoices",
            "SRV,Visite,2",
            "SRV,Visite,un",
            [
                f"invoices.csv:3: quantity: {NOT_A_NUMBER}",
                f"2 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
        (
            "invoices",
            "C1,SRV,Visite",
            "C1,XXX,Visite",
            [
                f"invoices.csv:3: item_code: {UNKNOWN.format('XXX')}",
                f"2 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
    ],
    ids=[
        "an account",
        "an item",
        "an item on an account",
        "a customer",
        "a customer in a group",
        "a line that cannot be read",
        "a line with an unknown item",
    ],
)
def test_what_names_a_refused_row_is_counted(
    tmp_path: Path, kind: str, old: str, new: str, lines: list[str]
) -> None:
    make_firm()
    assert old in FILES[kind]

    said = run(tmp_path, **{**FILES, kind: FILES[kind].replace(old, new, 1)})

    assert said == [*lines, "1 error; nothing was written."]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "items",
            [
                f"2 rows of invoices.csv wait for items {MISSING}",
                f"3 rows of payments.csv wait for invoices {MISSING}",
            ],
        ),
        (
            "customers",
            [
                f"3 rows of invoices.csv wait for customers {MISSING}",
                f"3 rows of payments.csv wait for customers {MISSING}",
            ],
        ),
        ("invoices", [f"3 rows of payments.csv wait for invoices {MISSING}"]),
    ],
)
def test_nothing_is_known_of_a_file_that_cannot_be_read(
    tmp_path: Path, kind: str, lines: list[str]
) -> None:
    make_firm()

    said = run(tmp_path, **{**FILES, kind: "a;b\n1;2\n"})

    assert said[0].startswith(f"{kind}.csv:1: The first row has none of the names of")
    assert said[1:] == [*lines, "1 error; nothing was written."]


def test_what_is_here_already_is_known_whatever_the_file(tmp_path: Path) -> None:
    bring_in(make_firm(), tmp_path, **FILES)

    said = run(tmp_path, customers="a;b\n1;2\n", payments=FILES["payments"])

    assert len(said) == 2


def test_a_name_that_is_missing_is_told_once_in_all_files(tmp_path: Path) -> None:
    make_firm()
    files = {kind: text.replace("TPS+TVQ", "TVH") for kind, text in FILES.items()}
    files["payments"] = files["payments"].replace("Chèque", "Troc")
    del files["items"], files["customers"]

    said = run(tmp_path, **files)

    assert said == [
        f"invoices.csv:2: customer_number: {UNKNOWN.format('C1')}",
        f"invoices.csv:2: item_code: {UNKNOWN.format('SRV')}",
        f"invoices.csv:4: tax_group: {UNKNOWN.format('TVH')}",
        f"2 rows of invoices.csv wait for customers {MISSING}",
        f"payments.csv:2: method: {UNKNOWN.format('Troc')}",
        f"3 rows of payments.csv wait for customers {MISSING}",
        "4 errors; nothing was written.",
    ]


def test_an_invoice_already_here_is_not_compared_with_half_of_its_lines(
    tmp_path: Path,
) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)
    half = INVOICES.replace("SRV,Visite,2", "SRV,Visite,un")

    assert run(tmp_path, invoices=half) == [
        f"invoices.csv:3: quantity: {NOT_A_NUMBER}",
        "1 error; nothing was written.",
    ]


def test_everything_that_happens_to_a_refused_invoice_waits_for_it(till: Till) -> None:
    named = {"invoice_number": "F1"}
    deposit = money("11-02", "deposit", "300.00", reference="S-88", **CHEQUE)
    later = [
        paid("11-06", "F1", "14.98", reference="778"),
        money("11-16", "nsf", "14.98", reference="778"),
        money("11-17", "apply_deposit", "50.00", reference="S-88", **named),
        money("11-18", "write_off", "50.00", reason="Introuvable", **named),
        money("11-19", "recovery", "2.00", **named, **CHEQUE),
        money("11-20", "refund", "10.00", **named, **CHEQUE),
        money("11-21", "deposit_refund", "250.00", reference="S-88", **CHEQUE),
    ]

    said = told(
        till,
        invoices=[sale("F1", "un"), sale("F2", "100.00")],
        credit_notes=[note("NC-1", "11-19", "F1"), note("NC-2", "11-19", "F2")],
        payments=[deposit, *later, paid("11-22", "F2", "0.01")],
    )

    assert said == [
        f"invoices.csv:2: unit_price: {NOT_A_NUMBER}",
        f"1 row of credit_notes.csv waits for invoices {MISSING}",
        # What the credit note left of it.
        "payments.csv:10: amount: 0.01 is more than the 0.00 due on invoice F2.",
        f"5 rows of payments.csv wait for invoices {MISSING}",
        "1 row of payments.csv waits for payments that are refused above.",
    ]


@pytest.mark.parametrize(
    ("notes", "cause"),
    [
        ([note("NC-1", "11-19", "F1", line="1", net="un")], ":2: net: "),
        ([note("NC-1", "11-19", "F1", line="2", net="5")], ":2: line: "),
        ([note("NC-1", "11-19", "F1", line="1", net="500")], ":2: net: "),
        ([note("", "11-19", "F1"), note("NC-1", "", "F1")], ":2: credit_note_number: "),
    ],
    ids=["a bad cell", "no such line", "too much", "two rows"],
)
def test_a_refund_waits_for_the_credit_note_of_its_invoice(
    till: Till, notes: Rows, cause: str
) -> None:
    refund = money("11-20", "refund", "45.99", invoice_number="F1", **CHEQUE)

    said = told(
        till,
        invoices=[sale("F1", "100.00")],
        credit_notes=notes,
        payments=[paid("11-06", "F1", "114.98"), refund],
    )

    assert said[0].startswith(f"credit_notes.csv{cause}")
    assert said[len(notes) :] == [
        (
            "1 row of payments.csv waits for rows of the same invoice that are refused"
            " above."
        )
    ]


def test_refunds_wait_for_credit_notes_that_cannot_be_read(tmp_path: Path) -> None:
    make_firm()
    refund = "2026-11-20,C1,F1,45.99,Chèque,refund\n"
    files = {**FILES, "payments": FILES["payments"] + refund}
    paths = [f"--{kind}={path}" for kind, path in write(tmp_path, **files).items()]
    notes = tmp_path / "nowhere.csv"

    assert run(tmp_path, f"--credit-notes={notes}", *paths) == [
        "nowhere.csv: The file cannot be opened: No such file or directory.",
        (
            "1 row of payments.csv waits for rows of the same invoice that are refused"
            " above."
        ),
        "1 error; nothing was written.",
    ]


def test_money_kept_for_a_customer_is_waited_for(till: Till) -> None:
    rows = [
        money("11-02", "deposit", "300.00", method="Troc"),
        money("11-02", "credit", "20.00", method="Troc"),
        money("11-12", "apply_deposit", "50.00", invoice_number="F1"),
        money("11-12", "keep_deposit", "50.00", reason="Annulé"),
        money("11-13", "deposit_refund", "50.00", **CHEQUE),
        money("11-13", "apply_credit", "3.00", invoice_number="F1"),
        money("11-14", "credit_refund", "2.00", **CHEQUE),
    ]
    till.counter.shop.customer.tax_group = till.counter.shop.groups["TPS+TVQ"]
    till.counter.shop.customer.save()

    assert told(till, invoices=[sale("F1", "100.00")], payments=rows) == [
        f"payments.csv:2: method: {UNKNOWN.format('Troc')}",
        "1 row of payments.csv waits for payment methods that are missing above.",
        (
            "5 rows of payments.csv wait for rows of the same customer that are refused"
            " above."
        ),
    ]


def test_what_is_left_of_a_payment_is_not_taken_for_all_of_it(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "un", reference="778"),
        money("11-06", "tip", "15.00", reference="778", **CHEQUE),
        money(
            "11-06", "difference", "0.01", reference="778", invoice_number="F1",
            reason="Un cent",
        ),
        money("11-16", "nsf", "129.98", reference="778"),
    ]  # fmt: skip

    assert told(till, invoices=[sale("F1", "100.00")], payments=rows) == [
        f"payments.csv:2: amount: {NOT_A_NUMBER}",
        "1 row of payments.csv waits for payments that are refused above.",
    ]


def test_the_parts_of_a_job_wait_for_its_first_invoice(till: Till) -> None:
    sales = [
        sale("F1", "un"),
        sale("F2", "100.00", progress_of="F1"),
        sale("F3", "100.00", progress_of="F1"),
        sale("F4", "100.00", progress_of="F9"),
    ]

    assert told(till, invoices=sales) == [
        f"invoices.csv:2: unit_price: {NOT_A_NUMBER}",
        (
            "invoices.csv:5: progress_of: No invoice has the number F9: give the first"
            " invoice of the job, on a row above this one."
        ),
        f"2 rows of invoices.csv wait for invoices {MISSING}",
    ]


def test_what_does_not_follow_is_told_beside_it(till: Till) -> None:
    rows = [
        paid("11-06", "F1", "50.00"),
        paid("11-07", "F2", "999.00"),
        money("11-08", "credit_refund", "1.00", **CHEQUE),
    ]

    assert told(
        till, invoices=[sale("F1", "un"), sale("F2", "100.00")], payments=rows
    ) == [
        f"invoices.csv:2: unit_price: {NOT_A_NUMBER}",
        "payments.csv:3: amount: 999.00 is more than the 114.98 due on invoice F2.",
        (
            "payments.csv:4: amount: 1.00 is more than is left on 8 Nov 2026 of each"
            " credit on account that this row may mean: correct the amount, the date or"
            " the reference."
        ),
        f"1 row of payments.csv waits for invoices {MISSING}",
    ]


def test_a_hundred_errors_of_a_file_are_told_and_the_others_counted(
    tmp_path: Path,
) -> None:
    make_firm()
    header, row = FILES["items"].splitlines()
    bad = [row.replace("SRV", f"SRV{n}").replace("100.00", "un") for n in range(102)]
    customers = FILES["customers"].replace("Côté & Fils", "")

    said = run(tmp_path, items="\n".join([header, *bad]), customers=customers)

    assert said[0] == f"items.csv:2: unit_price: {NOT_A_NUMBER}"
    assert said[99] == f"items.csv:101: unit_price: {NOT_A_NUMBER}"
    assert said[100:] == [
        "items.csv: and 2 other errors. --errors FILE lists them all.",
        f"customers.csv:2: name: {EMPTY}",
        "103 errors; nothing was written.",
    ]


def test_thousands_that_follow_are_one_line_in_the_language_of_the_reader(
    tmp_path: Path,
) -> None:
    make_firm()
    header, row, *_rest = FILES["payments"].splitlines()
    bad = INVOICES.replace("C1,SRV,,1,", "C1,SRV,,un,")
    files = {**FILES, "invoices": bad, "payments": "\n".join([header, *[row] * 2_400])}

    with translation.override("fr-ca"):
        said = run(tmp_path, **files)

    assert said == [
        (
            "invoices.csv:2: quantity: «\xa0un\xa0» n’est pas un nombre\xa0: écrivez des chiffres"
            " et un séparateur décimal, par exemple 1234,50."
        ),
        (
            "2\xa0400 lignes de payments.csv attendent des factures refusées ou"
            " manquantes, nommées plus haut."
        ),
        "1 erreur; rien n’a été écrit.",
    ]
    assert not Invoice.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_what_follows_asks_nothing_of_the_database(
    tmp_path: Path, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_firm()
    header, row, *_rest = FILES["payments"].splitlines()
    bad = INVOICES.replace("C1,SRV,,1,", "C1,SRV,,un,")
    rows = "\n".join([header, *[row] * count, row.replace("payment", "write_off")])
    files = {**FILES, "invoices": bad, "payments": rows}
    # Django asks for these once a process: whichever test comes first would count them.
    ContentType.objects.get_for_models(Category, Item)

    with django_assert_num_queries(64), pytest.raises(ImportRefusedError):
        bring_in(company, tmp_path, **files)


def test_all_errors_are_written_to_a_file_if_asked(tmp_path: Path) -> None:
    make_firm()
    paths = write(
        tmp_path,
        **{**FILES, "invoices": INVOICES.replace("C1,SRV,,1,", "C1,=A;B,,un,")},
    )
    paths["payments"] = paths["payments"].rename(tmp_path / "=payments.csv")
    errors = tmp_path / "errors.csv"

    run(tmp_path, f"--errors={errors}", *(f"--{k}={p}" for k, p in paths.items()))

    assert errors.read_bytes().startswith(b"\xef\xbb\xbf")
    assert errors.read_bytes().decode("utf-8-sig").split("\r\n") == [
        "File;Line;Column;What is wrong;Cause",
        f"invoices.csv;2;quantity;{NOT_A_NUMBER};cause",
        (
            "'=payments.csv;2;invoice_number;It waits for invoices that are refused or"
            " missing above: “F1”.;consequence"
        ),
        "",
    ]


def test_the_list_of_errors_has_its_headings_alone_when_all_is_well(
    tmp_path: Path,
) -> None:
    make_firm()
    errors = tmp_path / "errors.csv"
    errors.write_text("of yesterday")

    assert run(tmp_path, f"--errors={errors}", **FILES) == []
    assert errors.read_text("utf-8-sig") == "File;Line;Column;What is wrong;Cause\n"


def test_the_list_of_errors_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    make_firm()
    path = tmp_path / "items.csv"

    said = run(tmp_path, f"--errors={path}", items=FILES["items"])

    assert said == [f"{path} is a file to import: choose another for the errors."]
    assert path.read_text() == FILES["items"]


def test_a_list_that_cannot_be_written_stops_the_import(tmp_path: Path) -> None:
    make_firm()

    said = run(tmp_path, f"--errors={tmp_path / 'no' / 'errors.csv'}", **FILES)

    assert len(said) == 1
    assert "No such file or directory" in said[0]
    assert not Invoice.objects.exists()
