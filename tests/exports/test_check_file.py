from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounting.models import GLAccount
from companies.models import Company
from exports.models import GLImportSettings
from tests.exports.journal import make_books, produce, record_sale
from tests.factories import make_account, make_company

pytestmark = pytest.mark.django_db
ACCEPTED = (
    "would be accepted, in a simulation: docs/acomba.md says what of it is not proven."
)


def produced_file(company: Company, folder: Path) -> Path:
    """Title, LGL7, and one sale: D 1201, C 4000."""
    record_sale(company)
    path = folder / "GLImport.001"
    path.write_bytes(bytes(produce(company).files.get().content))
    return path


def spoil(path: Path, old: bytes, new: bytes) -> Path:
    spoilt = path.with_suffix(".002")
    assert old in path.read_bytes()
    spoilt.write_bytes(path.read_bytes().replace(old, new))
    return spoilt


def check(*paths: Path, company: str = "cote") -> list[str]:
    """What is said of files that pass."""
    out = StringIO()
    call_command("check_file", "--company", company, *map(str, paths), stdout=out)
    return out.getvalue().splitlines()


def refuse(*paths: Path) -> list[str]:
    """What is said of files of which one or more are refused."""
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_file", "--company", "cote", *map(str, paths), stdout=out)
    assert end.value.code == 1
    return out.getvalue().splitlines()


def test_a_produced_file_would_be_accepted(tmp_path: Path) -> None:
    path = produced_file(make_books(), tmp_path)

    assert check(path) == [f"{path} {ACCEPTED}"]


def test_each_refusal_is_a_line_with_its_place_and_its_remedy(tmp_path: Path) -> None:
    path = produced_file(make_books(), tmp_path)
    spoilt = spoil(path, b"   4000            114.98", b"   4000           -114,98")

    assert refuse(path, spoilt) == [
        f"{path} {ACCEPTED}",
        (
            f"{spoilt}, line 5: The amount -114,98 has a sign. Write it without one, on the"
            " other side if it is negative."
        ),
    ]


def test_the_chart_of_the_company_is_the_one_asked(tmp_path: Path) -> None:
    company = make_books()
    path = produced_file(company, tmp_path)
    chart = GLAccount.objects.for_company(company)
    chart.filter(number="1201").update(is_control=True)
    chart.filter(number="4000").update(is_active=False)
    other = make_company("autre")
    make_account(other, "1201")

    assert refuse(path) == [
        (
            f"{path}, line 4: Account 1201 is linked to a module in Acomba, which refuses"
            " imported entries in it. Choose another account."
        ),
        f"{path}, line 5: Account 4000 is not active. Activate it, or choose another.",
    ]
    with pytest.raises(SystemExit):
        check(path, company="autre")


def test_the_settings_of_the_company_s_files_are_the_rules(tmp_path: Path) -> None:
    company = make_books()
    path = produced_file(company, tmp_path)
    GLImportSettings.objects.filter(company=company).update(header_width=43)

    assert refuse(path) == [
        (
            f"{path}, line 3: The line has 42 characters, and an entry's first line 43. Put"
            " its columns back in place, or correct the width in the settings."
        ),
    ]


def test_a_company_or_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    make_books()

    with pytest.raises(CommandError, match=r"^No company nowhere\.$") as no_company:
        check(tmp_path / "GLImport.001", company="nowhere")
    with pytest.raises(CommandError, match="No such file") as no_file:
        check(tmp_path / "GLImport.001")

    assert (no_company.value.returncode, no_file.value.returncode) == (2, 2)
