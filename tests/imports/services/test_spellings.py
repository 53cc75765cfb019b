"""The same five files as other programs save them: nothing may come out otherwise."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from accounting.models import GLAccount
from companies.models import Company
from imports.services.files import ImportRefusedError, import_files
from imports.services.problems import Outcome
from invoices.models import Customer, Invoice, InvoiceLine
from tests.imports.services.files import FILES, TODAY, bring_in, make_firm

pytestmark = pytest.mark.django_db

Spelling = Callable[[list[list[str]]], bytes]
NUMBERS = {"quantity", "unit_price", "discount", "amount"}


def rows_of(content: str) -> list[list[str]]:
    return list(csv.reader(StringIO(content)))


def with_commas(rows: list[list[str]]) -> list[list[str]]:
    """Numbers as Excel writes them in French: 100,00."""
    names = rows[0]
    return [
        [
            cell.replace(".", ",") if name in NUMBERS else cell
            for name, cell in zip(names, row, strict=True)
        ]
        for row in rows
    ]


def as_text(rows: list[list[str]], separator: str, end: str = "\r\n") -> str:
    stream = StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows(rows)
    return stream.getvalue()


def french_excel(rows: list[list[str]]) -> bytes:
    return as_text(with_commas(rows), ";").encode("cp1252")


def marked_tabs(rows: list[list[str]]) -> bytes:
    return as_text(with_commas(rows), "\t", "\n").encode("utf-8-sig")


def commas_in_quotes(rows: list[list[str]]) -> bytes:
    return as_text(with_commas(rows), ",", "\r").encode()


def points_and_semicolons(rows: list[list[str]]) -> bytes:
    return as_text(rows, ";").encode()


def text_workbook(rows: list[list[str]]) -> bytes:
    return as_workbook(rows, lambda _name, text: text)


def number_workbook(rows: list[list[str]]) -> bytes:
    numbers = NUMBERS - {"discount"}
    return as_workbook(
        rows, lambda name, text: float(text) if name in numbers else text
    )


def as_workbook(
    rows: list[list[str]], value_of: Callable[[str, str], str | float]
) -> bytes:
    workbook, saved = Workbook(), BytesIO()
    names = rows[0]
    workbook.worksheets[0].append(names)
    for row in rows[1:]:
        cells = zip(names, row, strict=True)
        workbook.worksheets[0].append([value_of(name, text) for name, text in cells])
    workbook.save(saved)
    return saved.getvalue()


SPELLINGS = [
    french_excel,
    marked_tabs,
    commas_in_quotes,
    points_and_semicolons,
    text_workbook,
    number_workbook,
]
every_spelling = pytest.mark.parametrize(
    "spell", SPELLINGS, ids=[spell.__name__ for spell in SPELLINGS]
)


def bring_in_spelled(
    company: Company, folder: Path, spell: Spelling, files: dict[str, str]
) -> dict[str, Outcome]:
    paths = {kind: folder / f"{kind}.data" for kind in files}
    for kind, content in files.items():
        paths[kind].write_bytes(spell(rows_of(content)))
    return import_files(company=company, paths=paths, on=TODAY)


@every_spelling
def test_the_files_come_in_whatever_wrote_them(tmp_path: Path, spell: Spelling) -> None:
    bring_in_spelled(make_firm(), tmp_path, spell, FILES)

    assert GLAccount.objects.get(number="4000").name == "Ventes – services"
    assert Customer.objects.get().name == "Côté & Fils"
    assert [
        (row.number, row.total.amount, row.balance.amount)
        for row in Invoice.objects.order_by("number")
    ] == [
        ("F1", Decimal("114.98"), Decimal("0.00")),
        ("F2", Decimal("224.20"), Decimal("24.20")),
    ]
    assert [
        (row.description, row.quantity, row.net.amount)
        for row in InvoiceLine.objects.order_by("invoice__number", "position")
    ] == [
        ("Réparation", Decimal(1), Decimal("100.00")),
        ("Visite", Decimal(2), Decimal("180.00")),
        ("Déplacement", Decimal(1), Decimal("15.00")),
    ]


@every_spelling
def test_what_came_in_as_utf8_is_known_again_however_it_is_saved(
    tmp_path: Path, spell: Spelling
) -> None:
    company = make_firm()
    bring_in(company, tmp_path, **FILES)

    assert bring_in_spelled(company, tmp_path, spell, FILES) == {
        "accounts": Outcome(unchanged=2),
        "items": Outcome(unchanged=1),
        "customers": Outcome(unchanged=1),
        "invoices": Outcome(unchanged=2),
        "payments": Outcome(unchanged=3),
    }


@every_spelling
def test_a_bad_cell_is_named_at_the_same_place_whatever_wrote_it(
    tmp_path: Path, spell: Spelling
) -> None:
    company = make_firm()
    invoices = FILES["invoices"].replace(",C1,,Déplacement", ",C9,,Déplacement")

    with pytest.raises(ImportRefusedError) as refused:
        bring_in_spelled(company, tmp_path, spell, {**FILES, "invoices": invoices})

    assert [
        (error.file, error.line, error.column)
        for error in refused.value.errors
        if error.file == "invoices.data"
    ] == [("invoices.data", 4, "customer_number")]
    assert Customer.objects.count() == 0
