from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from invoices.models import Payment
from tests.imports.services.files import CUSTOMERS, FILES, PAYMENTS, make_firm, write

pytestmark = pytest.mark.django_db


def run(paths: dict[str, Path], slug: str = "cote") -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    arguments = [f"--{kind.replace('_', '-')}={path}" for kind, path in paths.items()]
    call_command(
        "import_files", f"--company={slug}", *arguments, stdout=out, stderr=err
    )
    return out.getvalue(), err.getvalue()


def test_says_what_came_in(tmp_path: Path) -> None:
    make_firm()

    out, _err = run(write(tmp_path, **FILES))

    assert out.splitlines() == [
        "accounts: 1 new, 0 changed, 1 as before",
        "items: 1 new, 0 changed, 0 as before",
        "customers: 1 new, 0 changed, 0 as before",
        "invoices: 2 new, 0 changed, 0 as before",
        "payments: 3 new, 0 changed, 0 as before",
    ]


def test_credit_notes_have_an_option_of_their_own(tmp_path: Path) -> None:
    make_firm()
    notes = "credit_note_number,credit_note_date,invoice_number\nNC-1,2026-11-07,F1\n"

    out, _err = run(write(tmp_path, **FILES, credit_notes=notes))

    assert out.splitlines()[-2:] == [
        "credit_notes: 1 new, 0 changed, 0 as before",
        "payments: 3 new, 0 changed, 0 as before",
    ]


def test_money_dated_after_today_waits(tmp_path: Path) -> None:
    make_firm()

    run(
        write(
            tmp_path,
            **{**FILES, "payments": PAYMENTS.replace("2026-11-05", "2099-01-05")},
        )
    )

    assert Payment.objects.filter(is_pending=True).count() == 1


def test_lists_every_bad_row_and_fails(tmp_path: Path) -> None:
    make_firm()
    err = StringIO()
    paths = write(tmp_path, customers=CUSTOMERS.replace("TPS+TVQ", "TVH"))

    with pytest.raises(CommandError, match="1 error; nothing was written"):
        call_command(
            "import_files",
            "--company=cote",
            f"--customers={paths['customers']}",
            stderr=err,
        )

    assert err.getvalue() == (
        "customers.csv:2: tax_group: “TVH” is not known in this company:"
        " add it first.\n"
    )


def test_an_unknown_company_is_named() -> None:
    with pytest.raises(CommandError, match="No company nobody"):
        run({}, slug="nobody")
