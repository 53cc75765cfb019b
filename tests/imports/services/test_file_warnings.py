"""What comes in from files is said to be refused, changed or cut as what is typed is."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounting.models import GLAccount
from accounting.queries import settings_for
from imports.services.file_warnings import file_warnings
from tests.imports.services.files import (
    CUSTOMERS,
    INVOICES,
    ITEMS,
    TODAY,
    bring_in,
    make_firm,
    write,
)
from tests.imports.services.test_command import run

pytestmark = pytest.mark.django_db

MODULE = (
    "Account 4000 is linked to a module in Acomba, which refuses imported entries in"
    " it. Choose another account."
)
DEFAULT = "The default account of sales: none is chosen for the item “{}”."
HEADINGS = ITEMS.splitlines()[0]


def said(folder: Path, **contents: str) -> list[str]:
    """What the command prints after its counts."""
    out, _err = run(write(folder, **contents))
    return out.splitlines()[len(contents) :]


def test_an_item_without_an_account_is_said(tmp_path: Path) -> None:
    make_firm()
    items = f"{HEADINGS}\nSRV,Réparation,,100.00,TPS+TVQ,,\n"

    assert said(tmp_path, items=items) == [DEFAULT.format("SRV Réparation")]


def test_only_what_is_new_or_changed_is_said(tmp_path: Path) -> None:
    make_firm()
    items = f"{HEADINGS}\nSRV,Réparation,,100.00,TPS+TVQ,,\n"
    said(tmp_path, items=items)

    assert said(tmp_path, items=f"{items}VIS,Visite,,50.00,TPS+TVQ,,\n") == [
        DEFAULT.format("VIS Visite")
    ]


def test_an_invoice_says_what_the_file_refuses_spells_and_cuts(
    tmp_path: Path,
) -> None:
    company = make_firm()
    customers = CUSTOMERS.replace("Côté & Fils", "L’œuvre de la rue des Érables")
    said(tmp_path, items=ITEMS, customers=customers)
    GLAccount.objects.for_company(company).filter(number="4000").update(is_control=True)

    assert said(tmp_path, invoices=INVOICES) == [
        MODULE,
        "In the file, “L’œuvre” is spelled “L'oeuvre”.",
        "In the file, the description is cut: “F1 L'oeuvre de la rue des Érab”.",
        "In the file, the description is cut: “F2 L'oeuvre de la rue des Érab”.",
    ]


def test_invoices_that_the_books_had_before_are_not_said(tmp_path: Path) -> None:
    company = make_firm()
    customers = CUSTOMERS.replace("Côté & Fils", "L’œuvre de la rue des Érables")
    said(tmp_path, items=ITEMS, customers=customers)
    settings = settings_for(company)
    settings.cut_over_on = date(2026, 11, 4)
    settings.save()

    assert said(tmp_path, invoices=INVOICES) == [
        "In the file, “L’œuvre” is spelled “L'oeuvre”.",
        "In the file, the description is cut: “F2 L'oeuvre de la rue des Érab”.",
    ]


def test_a_sentence_is_said_once_and_the_rest_is_counted(tmp_path: Path) -> None:
    make_firm()
    rows = [f"S{n:02},Visite,,100.00,TPS+TVQ,,\n" for n in range(23)]
    items = f"{HEADINGS}\n{''.join(rows)}"

    texts = said(tmp_path, items=items)

    assert texts[:20] == [DEFAULT.format(f"S{n:02} Visite") for n in range(20)]
    assert texts[20:] == ["3 more warnings of this kind."]


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_rows(tmp_path: Path, count: int) -> None:
    company = make_firm()
    items = [f"S{n},Visite,Services,100.00,TPS+TVQ,,\n" for n in range(count)]
    sold = [f"F{n},2026-11-03,C1,S{n},,1,100.00,,\n" for n in range(count)]
    outcomes = bring_in(
        company,
        tmp_path,
        items=f"{HEADINGS}\n{''.join(items)}",
        customers=CUSTOMERS,
        invoices=f"{INVOICES.splitlines()[0]}\n{''.join(sold)}",
    )

    with CaptureQueriesContext(
        connection,
    ) as queries:
        file_warnings(company=company, outcomes=outcomes, on=TODAY)

    assert len(queries) == 23
